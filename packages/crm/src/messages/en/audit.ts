import type { audit as ptBR } from '../pt-BR/audit.ts';

/** Texts of the audit trail in English. */
export const audit: typeof ptBR = {};
