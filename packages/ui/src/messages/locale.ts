import type { Catalogue } from './catalogue.ts';
import { type Messages, ptBR } from './pt-BR.ts';

/** The languages of the interface. pt-BR comes with the code, the others on demand. */
export type Locale = 'pt-BR' | 'en' | 'es';

const loaded = new Map<Locale, Catalogue>();

const known = (tag: string): Locale | undefined => {
  const language = tag.trim().toLowerCase().split(/[-_]/)[0];
  return language === 'pt' ? 'pt-BR' : language === 'en' || language === 'es' ? language : undefined;
};

/**
 * Chooses the interface's language: the first candidate (BCP 47 tags, most important first) that it speaks. Regional
 * variants fall back to their language; what is unknown, to pt-BR.
 */
export const resolveLocale = (...candidates: (string | null | undefined)[]): Locale => {
  for (const candidate of candidates) {
    const locale = candidate ? known(candidate) : undefined;
    if (locale) return locale;
  }
  return 'pt-BR';
};

/** The catalogue of a locale if it is here already. */
export const loadedMessages = (locale: Locale): Messages | undefined =>
  locale === 'pt-BR' ? ptBR : loaded.get(locale);

/** A whole catalogue if it is here already; none for pt-BR. */
export const loadedCatalogue = (locale: Locale): Catalogue | undefined => loaded.get(locale);

/** Brings the catalogue of a locale. Rejects when its chunk cannot be fetched. */
export const loadMessages = async (locale: Locale): Promise<Messages> => {
  if (locale === 'pt-BR') return ptBR;
  let messages = loaded.get(locale);
  if (!messages) {
    messages = locale === 'en' ? (await import('./en.ts')).en : (await import('./es.ts')).es;
    loaded.set(locale, messages);
  }
  return messages;
};
