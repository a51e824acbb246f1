import type { FieldIssue, ProblemCode, UnlocalizedIssue } from '@fale-conosco/contract';
import type { LanguageTag } from '../languages.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { ptBR } from './pt-BR.ts';
import type { ProblemTexts } from './texts.ts';

const problemTexts: Readonly<Record<LanguageTag, ProblemTexts>> = { 'pt-BR': ptBR, en, es };

/** The title of a problem document (RFC 9457). */
export const problemTitle = (code: ProblemCode, language: LanguageTag): string =>
  problemTexts[language].problems[code];

/** Adds the message of a rejected field. */
export const localizeIssue = (issue: UnlocalizedIssue, language: LanguageTag): FieldIssue => {
  const texts = problemTexts[language];
  const max = issue.params?.['max'];
  const template =
    max === undefined
      ? undefined
      : { too_long: texts.tooLongWithMax, too_many: texts.tooManyWithMax }[issue.code as string];
  const number = typeof max === 'number' ? new Intl.NumberFormat(language).format(max) : String(max);
  return { ...issue, message: template?.replace('{max}', number) ?? texts.issues[issue.code] };
};
