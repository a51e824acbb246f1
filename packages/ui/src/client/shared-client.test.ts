import { expect } from '@open-wc/testing';
import { isOwnOrigin, shareClients } from './shared-client.ts';

describe('isOwnOrigin', () => {
  for (const url of ['/token', 'token', '?a', `${location.origin}/portal/token`, '']) {
    it(`accepts the portal's own address: "${url}"`, () => {
      expect(isOwnOrigin(url)).to.be.true;
    });
  }

  for (const url of [
    'https://evil.example/token',
    '//evil.example/token',
    '\\\\evil.example/token',
    '/\\evil.example/token',
    `${location.protocol}//${location.hostname}:1/token`,
    `${location.origin}.evil.example/token`,
    `${location.protocol}//${location.host}@evil.example/token`,
    'javascript:alert(1)',
    'data:application/json,{"token":"a"}',
    'blob:null/token',
    'http://[',
  ]) {
    it(`rejects any other: ${url}`, () => {
      expect(isOwnOrigin(url)).to.be.false;
    });
  }

  it('is not led elsewhere by a base address of the page', () => {
    const base = document.createElement('base');
    base.href = 'https://evil.example/';
    document.head.append(base);
    try {
      expect(isOwnOrigin('token')).to.be.true;
      expect(isOwnOrigin('https://evil.example/token')).to.be.false;
    } finally {
      base.remove();
    }
  });
});

describe('shareClients', () => {
  const apiBaseUrl = 'https://api.example';
  const locale = 'pt-BR';
  const clients = () => shareClients((options) => options);

  it('gives elements with the same source the same client', () => {
    const clientOf = clients();
    const first = clientOf({ apiBaseUrl, tokenUrl: '/token', locale });
    expect(first).to.exist;
    expect(clientOf({ apiBaseUrl, tokenUrl: '/token', locale })).to.equal(first);
    expect(clientOf({ apiBaseUrl, tokenUrl: '/token', locale: 'en' })).not.to.equal(first);
    expect(clientOf({ apiBaseUrl, tokenUrl: '/other', locale })).not.to.equal(first);
  });

  it('keeps clients of different token functions apart', () => {
    const clientOf = clients();
    const one = () => 'one';
    const other = () => 'other';
    const first = clientOf({ apiBaseUrl, getToken: one, locale });
    expect(clientOf({ apiBaseUrl, getToken: one, locale })).to.equal(first);
    expect(clientOf({ apiBaseUrl, getToken: other, locale })).not.to.equal(first);
  });

  it('gives none without a way to a token, or with one of another origin', () => {
    const clientOf = clients();
    expect(clientOf({ apiBaseUrl, locale })).to.equal(undefined);
    expect(clientOf({ apiBaseUrl, tokenUrl: 'https://evil.example/token', locale })).to.equal(undefined);
  });
});
