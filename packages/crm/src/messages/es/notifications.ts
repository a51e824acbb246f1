import type { notifications as ptBR } from '../pt-BR/notifications.ts';

/** Texts of webhooks and deliveries in Spanish. */
export const notifications: typeof ptBR = {};
