import type { holidays as ptBR } from '../pt-BR/holidays.ts';

/** Texts of the register of holidays in English. */
export const holidays: typeof ptBR = {};
