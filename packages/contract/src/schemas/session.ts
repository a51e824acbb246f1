import * as z from 'zod/mini';
import { id, namedRef, openEnum } from './primitives.ts';

/** What the installation allows in one message; the widget reads it instead of knowing it. */
export const limitsSchema = z.object({
  messageMaxCodePoints: z.int(),
  attachmentsPerMessage: z.int(),
  attachmentMaxBytes: z.int(),
  /** Media types accepted, e.g. `application/pdf`. */
  attachmentMediaTypes: z.array(z.string()),
  /** File name endings for a file chooser, with the dot: `.pdf`. */
  attachmentExtensions: z.array(z.string()),
});
export type Limits = z.infer<typeof limitsSchema>;

/** Who is signed in, for which provider, and under which limits. */
export const sessionSchema = z.object({
  role: openEnum(['provider', 'agent', 'admin']),
  user: z.object({
    id,
    name: z.string(),
    email: z.nullable(z.string()),
    phone: z.nullable(z.string()),
  }),
  /** The provider that the user belongs to; null for the operator's people. */
  provider: z.nullable(z.object({ id, name: z.string() })),
  /** What the operator's employee belongs to and supervises; null for a provider's user. */
  agent: z.nullable(
    z.object({
      groups: z.array(namedRef),
      /**
       * Groups whose protocols the agent sees, by name: its own, those that they manage, and so on down, inactive ones
       * included. An admin sees those of all groups besides.
       */
      reach: z.array(namedRef),
      /** One of the groups has `Acessa dados sob sigilo`. */
      accessesConfidential: z.boolean(),
    }),
  ),
  operator: z.object({ name: z.string(), ansRegistration: z.string() }),
  timeZone: z.string(),
  limits: limitsSchema,
});
export type Session = z.infer<typeof sessionSchema>;
