import type { app as ptBR } from '../pt-BR/app.ts';

/** Texts of the section. */
export const app: typeof ptBR = {};
