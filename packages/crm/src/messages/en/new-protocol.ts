import type { newProtocol as ptBR } from '../pt-BR/new-protocol.ts';

/** Texts of the section. */
export const newProtocol: typeof ptBR = {};
