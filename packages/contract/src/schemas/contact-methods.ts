import * as z from 'zod/mini';
import { id } from './primitives.ts';

/** A contact method that the form may offer: active, of mode contact or both, with `Fale Conosco` on. */
export const contactMethodSchema = z.object({
  id,
  description: z.string(),
  receivesComplaints: z.boolean(),
});
export type ContactMethod = z.infer<typeof contactMethodSchema>;

/** All contact methods that the form offers, in one response. */
export const contactMethodListSchema = z.object({ items: z.array(contactMethodSchema) });
export type ContactMethodList = z.infer<typeof contactMethodListSchema>;
