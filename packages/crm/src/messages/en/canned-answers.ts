import type { cannedAnswers as ptBR } from '../pt-BR/canned-answers.ts';

/** Texts of the register of canned answers in English. */
export const cannedAnswers: typeof ptBR = {};
