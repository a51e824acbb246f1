import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { linkify } from './linkify.ts';

const show = (text: string): HTMLElement => {
  const place = document.createElement('p');
  render(html`${linkify(text, '(nova aba)')}`, place);
  return place;
};
const hrefs = (text: string) =>
  [...show(text).querySelectorAll('a')].map((anchor) => anchor.getAttribute('href'));

describe('linkify', () => {
  it('leaves plain text as it is, line ends included', () => {
    expect(show('Bom dia,\nsegue a guia.').textContent).to.equal('Bom dia,\nsegue a guia.');
    expect(linkify('', '')).to.deep.equal([]);
  });

  it('makes anchors that tell the other page nothing', () => {
    const anchor = show('veja https://exemplo.com.br/a?b=1#c agora').querySelector('a')!;
    expect(anchor.href).to.equal('https://exemplo.com.br/a?b=1#c');
    expect(anchor.target).to.equal('_blank');
    expect(anchor.rel).to.equal('noopener noreferrer nofollow');
    expect(anchor.textContent).to.equal('https://exemplo.com.br/a?b=1#c (nova aba)');
  });

  it('leaves the punctuation of the sentence outside', () => {
    expect(hrefs('(veja https://a.br/x). E http://b.br/y, ou https://c.br/z?!')).to.deep.equal([
      'https://a.br/x',
      'http://b.br/y',
      'https://c.br/z',
    ]);
    expect(hrefs('https://pt.wikipedia.org/wiki/Glosa_(direito)')).to.deep.equal([
      'https://pt.wikipedia.org/wiki/Glosa_(direito)',
    ]);
    expect(show('(veja https://a.br/x).').textContent).to.equal('(veja https://a.br/x (nova aba)).');
  });

  it('links nothing but http and https, and nothing that hides where it goes', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'ftp://a.br',
      'https://banco.br@mau.example/x',
      'https://',
      'xhttps://a.br',
    ]) {
      expect(hrefs(text), text).to.deep.equal([]);
    }
    expect(hrefs('https://a.br/\u202Ecod.exe')).to.deep.equal(['https://a.br/']);
  });

  it('shows markup as text', () => {
    const place = show('<img src=x onerror=alert(1)> https://a.br/"onmouseover="alert(1)');
    expect(place.querySelector('img')).to.equal(null);
    expect(place.querySelector('a')!.getAttributeNames().sort()).to.deep.equal([
      'class',
      'href',
      'rel',
      'target',
    ]);
  });
});
