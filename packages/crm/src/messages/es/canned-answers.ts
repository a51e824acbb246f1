import type { cannedAnswers as ptBR } from '../pt-BR/canned-answers.ts';

/** Texts of the register of canned answers in Spanish. */
export const cannedAnswers: typeof ptBR = {};
