import * as z from 'zod/mini';
import { cursor, id, limit, page, plainText, version } from '../primitives.ts';

/** A clinic, hospital or laboratory. */
export const providerSchema = z.object({ id, name: z.string(), active: z.boolean(), version });
export type Provider = z.infer<typeof providerSchema>;

/** A page of providers, by name. */
export const providerPageSchema = page(providerSchema);
export type ProviderPage = z.infer<typeof providerPageSchema>;

/** Which providers. */
export const providerListQuerySchema = z.strictObject({
  /** Part of the name; accents and case do not matter. */
  search: z.optional(z.string().check(z.maxLength(200, 'too_long'))),
  cursor: z.optional(cursor),
  limit: z.optional(limit),
});
export type ProviderListQuery = z.infer<typeof providerListQuerySchema>;

/** A provider to register; `id` is the UUID by which the tokens of its portal name it (`fc_provider`). */
export const newProviderSchema = z.strictObject({
  id: z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'invalid_format')),
  name: plainText(200),
  active: z.boolean(),
});
export type NewProvider = z.infer<typeof newProviderSchema>;

/** What changes of a provider. */
export const providerChangesSchema = z.partial(z.omit(newProviderSchema, { id: true }));
export type ProviderChanges = z.infer<typeof providerChangesSchema>;
