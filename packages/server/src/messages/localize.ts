import type { FieldIssue, UnlocalizedIssue } from '@fale-conosco/contract';
import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';
import { ptBr } from './pt-br.ts';

/** A language that the server speaks, with its catalogue. */
export interface Language {
  tag: 'pt-BR' | 'en';
  catalogue: Catalogue;
}

const portuguese: Language = { tag: 'pt-BR', catalogue: ptBr };
const english: Language = { tag: 'en', catalogue: en };

/** Chooses the language of an answer by `Accept-Language` (RFC 9110, 12.5.4); Portuguese unless English is preferred. */
export const chooseLanguage = (acceptLanguage: string | undefined): Language => {
  let best = portuguese;
  let bestWeight = 0;
  for (const item of (acceptLanguage ?? '').split(',', 20)) {
    const [range = '', ...parameters] = item.trim().toLowerCase().split(';');
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    const weight = quality === undefined ? 1 : Number(quality);
    const language = /^pt(-|$)/.test(range) ? portuguese : /^en(-|$)/.test(range) ? english : undefined;
    if (language && weight > bestWeight) {
      best = language;
      bestWeight = weight;
    }
  }
  return best;
};

/** Puts a refused field into words. */
export const localizeIssue = (issue: UnlocalizedIssue, { catalogue, tag }: Language): FieldIssue => {
  const max = issue.params?.['max'];
  const template =
    max === undefined
      ? undefined
      : { too_long: catalogue.tooLongWithMax, too_many: catalogue.tooManyWithMax }[issue.code as string];
  const number = typeof max === 'number' ? new Intl.NumberFormat(tag).format(max) : String(max);
  return { ...issue, message: template?.replace('{max}', number) ?? catalogue.issues[issue.code] };
};
