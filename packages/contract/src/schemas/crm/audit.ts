import * as z from 'zod/mini';
import { cursor, id, instant, limit, namedRef, openEnum, page } from '../primitives.ts';

/** The settings whose changes are recorded. */
export const AUDITED_ENTITIES = [
  'classification',
  'contact_method',
  'group',
  'agent',
  'provider',
  'canned_answer',
  'holiday',
  'webhook',
] as const;
/** A kind of entry whose changes are recorded. */
export type AuditedEntity = (typeof AUDITED_ENTITIES)[number];

/** A change of the settings: who, when, and how it read before and after. */
export const auditRecordSchema = z.object({
  id,
  at: instant,
  /** Null: the system did it by itself. */
  actor: z.nullable(namedRef),
  entity: openEnum(AUDITED_ENTITIES),
  entityId: id,
  /** How the entry was called after the change, or before its deletion. */
  entityName: z.string(),
  action: openEnum(['created', 'updated', 'deleted']),
  /** The fields that changed, as they were; null for what did not exist. */
  before: z.nullable(z.looseObject({})),
  /** The same fields, as they are now; null for what no longer exists. */
  after: z.nullable(z.looseObject({})),
});
export type AuditRecord = z.infer<typeof auditRecordSchema>;

/** A page of the audit trail, newest first. */
export const auditPageSchema = page(auditRecordSchema);
export type AuditPage = z.infer<typeof auditPageSchema>;

/** Which changes. */
export const auditListQuerySchema = z.strictObject({
  entity: z.optional(z.enum(AUDITED_ENTITIES, 'invalid_choice')),
  entityId: z.optional(id),
  cursor: z.optional(cursor),
  limit: z.optional(limit),
});
export type AuditListQuery = z.infer<typeof auditListQuerySchema>;
