import type { notifications as ptBR } from '../pt-BR/notifications.ts';

/** Texts of webhooks and deliveries in English. */
export const notifications: typeof ptBR = {};
