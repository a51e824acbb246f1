import type { Locale } from '@fale-conosco/ui';
import { type CrmMessages, ptBR } from './pt-BR/index.ts';

export { type CrmMessages, ptBR };

const loaded = new Map<Locale, CrmMessages>([['pt-BR', ptBR]]);

/** The console's catalogue of a locale if it is here already. */
export const loadedCrmMessages = (locale: Locale): CrmMessages | undefined => loaded.get(locale);

/** Brings the console's catalogue of a locale. Rejects when its chunk cannot be fetched. */
export const loadCrmMessages = async (locale: Locale): Promise<CrmMessages> => {
  let messages = loaded.get(locale);
  if (!messages) {
    messages = locale === 'en' ? (await import('./en/index.ts')).en : (await import('./es/index.ts')).es;
    loaded.set(locale, messages);
  }
  return messages;
};
