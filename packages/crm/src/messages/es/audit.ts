import type { audit as ptBR } from '../pt-BR/audit.ts';

/** Texts of the audit trail in Spanish. */
export const audit: typeof ptBR = {};
