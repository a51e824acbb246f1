import type { LanguageTag } from '@fale-conosco/domain';
import type { EmailTexts } from './email-texts.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { ptBR } from './pt-BR.ts';

/** The texts of the e-mails in each language. */
export const emailTexts: Readonly<Record<LanguageTag, EmailTexts>> = { 'pt-BR': ptBR, en, es };
