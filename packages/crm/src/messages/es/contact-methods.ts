import type { contactMethods as ptBR } from '../pt-BR/contact-methods.ts';

/** Texts of the register of contact methods in Spanish. */
export const contactMethods: typeof ptBR = {};
