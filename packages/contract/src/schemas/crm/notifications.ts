import * as z from 'zod/mini';
import { cursor, id, instant, limit, openEnum, page, plainText, version } from '../primitives.ts';

/** Events that webhooks can subscribe to. */
export const WEBHOOK_EVENTS = ['protocol.created', 'message.added', 'status.changed'] as const;
/** Events that webhooks can subscribe to. */
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** An address that gets signed messages of events (https://www.standardwebhooks.com). */
export const webhookSchema = z.object({
  id,
  url: z.string(),
  events: z.array(openEnum(WEBHOOK_EVENTS)),
  active: z.boolean(),
  version,
});
export type Webhook = z.infer<typeof webhookSchema>;

/** All of them. */
export const webhookListSchema = z.object({ items: z.array(webhookSchema) });
export type WebhookList = z.infer<typeof webhookListSchema>;

/** A new webhook. */
export const newWebhookSchema = z.strictObject({
  url: plainText(2000).check(
    z.refine((text) => /^https?:\/\/[^\s]+$/.test(text), { error: 'invalid_format' }),
  ),
  events: z
    .array(z.enum(WEBHOOK_EVENTS, 'invalid_choice'))
    .check(z.refine((events) => events.length > 0, { error: 'required' })),
  active: z.boolean(),
});
export type NewWebhook = z.infer<typeof newWebhookSchema>;

/** What changes of a webhook. */
export const webhookChangesSchema = z.partial(newWebhookSchema);
export type WebhookChanges = z.infer<typeof webhookChangesSchema>;

/** A webhook just made, with the secret that signs its messages (`whsec_…`): it is shown this once. */
export const createdWebhookSchema = z.extend(webhookSchema, { secret: z.string() });
export type CreatedWebhook = z.infer<typeof createdWebhookSchema>;

/** `pending` will be tried, `delivered` was, `dead` was tried too often and waits for a person. */
export const DELIVERY_STATES = ['pending', 'delivered', 'dead'] as const;
/** Where a delivery stands. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** An e-mail or a webhook message on its way. */
export const deliverySchema = z.object({
  id,
  kind: openEnum(['email', 'webhook']),
  /** Its subject: a webhook event, `group.new_protocol` or `contact.answer`. */
  topic: z.string(),
  /** Where to: an address of a webhook, or an e-mail address, a person's with its name hidden (`a…@saolucas.example`). */
  target: z.string(),
  protocolNumber: z.nullable(z.string()),
  state: openEnum(DELIVERY_STATES),
  attempts: z.int(),
  /** Why the last attempt failed, without content. */
  lastError: z.nullable(z.string()),
  createdAt: instant,
  /** Null when it will not be tried again. */
  nextAttemptAt: z.nullable(instant),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** A page of deliveries, newest first. */
export const deliveryPageSchema = page(deliverySchema);
export type DeliveryPage = z.infer<typeof deliveryPageSchema>;

/** Which deliveries. */
export const deliveryListQuerySchema = z.strictObject({
  state: z.optional(z.enum(DELIVERY_STATES, 'invalid_choice')),
  cursor: z.optional(cursor),
  limit: z.optional(limit),
});
export type DeliveryListQuery = z.infer<typeof deliveryListQuerySchema>;
