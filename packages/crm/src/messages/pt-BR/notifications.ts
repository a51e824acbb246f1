/** Texts of webhooks and deliveries. */
export const notifications = {};
