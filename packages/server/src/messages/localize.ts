import type { FieldIssue, UnlocalizedIssue } from '@fale-conosco/contract';
import { preferredLanguage } from '@fale-conosco/domain';
import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { ptBR } from './pt-BR.ts';

/** Tags (BCP 47) of the languages that the server has texts in; the first is the default. */
export const languageTags = ['pt-BR', 'en', 'es'] as const;

/** One of {@link languageTags}. */
export type LanguageTag = (typeof languageTags)[number];

/** A language that the server has texts in, with its catalogue. */
export interface Language {
  tag: LanguageTag;
  catalogue: Catalogue;
}

/** The texts of each language. */
export const catalogues: Readonly<Record<LanguageTag, Catalogue>> = { 'pt-BR': ptBR, en, es };

/** Chooses the language of a response by `Accept-Language`. */
export const chooseLanguage = (acceptLanguage: string | undefined): Language => {
  const tag = preferredLanguage(acceptLanguage, languageTags);
  return { tag, catalogue: catalogues[tag] };
};

/** Adds the message of a rejected field. */
export const localizeIssue = (issue: UnlocalizedIssue, { catalogue, tag }: Language): FieldIssue => {
  const max = issue.params?.['max'];
  const template =
    max === undefined
      ? undefined
      : { too_long: catalogue.tooLongWithMax, too_many: catalogue.tooManyWithMax }[issue.code as string];
  const number = typeof max === 'number' ? new Intl.NumberFormat(tag).format(max) : String(max);
  return { ...issue, message: template?.replace('{max}', number) ?? catalogue.issues[issue.code] };
};
