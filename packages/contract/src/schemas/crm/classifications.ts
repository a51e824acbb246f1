import * as z from 'zod/mini';
import { MESSAGE_MAX_CODE_POINTS } from '../../text.ts';
import { classificationSchema } from '../classifications.ts';
import { id, intBetween, namedRef, plainText, version } from '../primitives.ts';

/** Node of the tree with all its settings; sent flat, deactivated ones included. */
export const crmClassificationSchema = z.extend(z.omit(classificationSchema, { selectable: true }), {
  /** Situation. */
  active: z.boolean(),
  /** `Exibe no Fale conosco?` */
  shownToProviders: z.boolean(),
  /** The responsible group; null above the last level. */
  group: z.nullable(namedRef),
  /**
   * Whether the signed-in agent can open a protocol under it: an active last level below active branches, whose group is
   * active and in the agent's reach; for an admin, of any active group.
   */
  canOpen: z.boolean(),
  /** The time that a provider has to answer what is asked of it. */
  providerDeadlineBusinessDays: z.nullable(z.int()),
  /** For how many days a reply reopens a closed protocol; null: never. */
  reopenWindowDays: z.nullable(z.int()),
  /** It cannot be deleted, only deactivated. */
  hasProtocols: z.boolean(),
  version,
});
export type CrmClassification = z.infer<typeof crmClassificationSchema>;

/** The whole tree. */
export const crmClassificationListSchema = z.object({ items: z.array(crmClassificationSchema) });
export type CrmClassificationList = z.infer<typeof crmClassificationListSchema>;

const fields = {
  name: plainText(120),
  /** Null: a root. */
  parentId: z.nullable(id),
  /** Position among its siblings, from 0; the others make room. Absent: the last one. */
  order: z.optional(intBetween(0, 10_000)),
  active: z.boolean(),
  groupId: z.nullable(id),
  shownToProviders: z.boolean(),
  defaultText: z.nullable(plainText(MESSAGE_MAX_CODE_POINTS)),
  helpText: z.nullable(plainText(1000)),
  attachmentRequired: z.boolean(),
  deadlineBusinessDays: z.nullable(intBetween(1, 365)),
  providerDeadlineBusinessDays: z.nullable(intBetween(1, 365)),
  reopenWindowDays: z.nullable(intBetween(0, 3650)),
};

/** A new node. */
export const newClassificationSchema = z.strictObject(fields);
export type NewClassification = z.infer<typeof newClassificationSchema>;

/** What changes of a node; another `parentId` moves it with all that is below it. */
export const classificationChangesSchema = z.partial(z.strictObject(fields));
export type ClassificationChanges = z.infer<typeof classificationChangesSchema>;
