import type { groups as ptBR } from '../pt-BR/groups.ts';

/** Texts of the registers of groups and agents in Spanish. */
export const groups: typeof ptBR = {};
