import {
  FIELD_ISSUE_CODES,
  PROBLEM_STATUS,
  PROTOCOL_STATUSES,
  REPLY_BLOCKED_REASONS,
} from '@fale-conosco/contract';
import { expect } from '@open-wc/testing';
import { contactMessages } from './contact-messages.ts';
import { type Locale, loadMessages, resolveLocale } from './locale.ts';
import { ptBR } from './pt-BR.ts';
import { ptBRContact } from './pt-BR-contact.ts';

const LOCALES: Locale[] = ['pt-BR', 'en', 'es'];

/** Both parts of a catalogue. */
const wholeCatalogue = async (locale: Locale) => ({
  ...(await loadMessages(locale)),
  ...contactMessages({ locale }),
});

/** Every text of a catalogue by its path; functions are called with plausible values. */
const texts = (node: object, path = ''): [string, string][] =>
  Object.entries(node).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[`${path}${key}`, value]];
    if (typeof value === 'function')
      return [1, 2].map((v) => [`${path}${key}`, (value as (...a: number[]) => string)(v, v)]);
    return texts(value as object, `${path}${key}.`);
  });

describe('resolveLocale', () => {
  it('takes the first language that it speaks, regional variants included', () => {
    expect(resolveLocale('en-GB')).to.equal('en');
    expect(resolveLocale(undefined, 'es_AR')).to.equal('es');
    expect(resolveLocale('PT-pt')).to.equal('pt-BR');
    expect(resolveLocale('fr', '', 'en')).to.equal('en');
  });

  it('falls back to pt-BR', () => {
    expect(resolveLocale()).to.equal('pt-BR');
    expect(resolveLocale('fr', null, 'x-klingon')).to.equal('pt-BR');
  });
});

describe('catalogues', () => {
  for (const locale of LOCALES) {
    it(`${locale} has a text for everything, calm ones`, async () => {
      const messages = await wholeCatalogue(locale);
      const found = texts(messages);
      expect([...new Set(found.map(([path]) => path))].sort()).to.deep.equal(
        [...new Set(texts({ ...ptBR, ...ptBRContact }).map(([path]) => path))].sort(),
      );
      for (const [path, text] of found) {
        expect(text.trim(), path).to.equal(text);
        expect(text, path).to.not.equal('');
        expect(text, path).to.not.match(/!|undefined|NaN/);
      }
    });

    it(`${locale} names every status, and only codes that the contract knows`, async () => {
      const { status, errors, thread } = await wholeCatalogue(locale);
      expect(Object.keys(status)).to.include.members([...PROTOCOL_STATUSES]);
      expect(Object.keys(PROBLEM_STATUS)).to.include.members(Object.keys(errors.problem));
      expect([...FIELD_ISSUE_CODES, 'other']).to.include.members(Object.keys(errors.field));
      expect(Object.keys(thread.blocked)).to.have.members([...REPLY_BLOCKED_REASONS, 'other']);
    });
  }

  it('groups numbers and puts nouns in the right number', () => {
    expect(ptBR.common.remainingCount(4000)).to.equal('Caracteres restantes: 4.000');
    expect(ptBR.common.unread(1)).to.equal('1 mensagem não visualizada');
    expect(ptBR.common.unread(2)).to.equal('2 mensagens não visualizadas');
    expect(ptBR.common.capped(100, 99)).to.equal('99+');
    expect(ptBR.common.capped(99, 99)).to.equal('99');
  });
});
