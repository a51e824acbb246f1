import type { classifications as ptBR } from '../pt-BR/classifications.ts';

/** Texts of the register of classifications in English. */
export const classifications: typeof ptBR = {};
