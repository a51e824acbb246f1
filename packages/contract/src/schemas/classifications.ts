import * as z from 'zod/mini';
import { id } from './primitives.ts';

/** Node of the tree of subjects, sent flat; a node whose `parentId` is null is a root. */
export const classificationSchema = z.object({
  id,
  parentId: z.nullable(id),
  name: z.string(),
  /** Position among its siblings, ascending. */
  order: z.int(),
  /** True for a leaf (`último nível`): only a leaf can be chosen. */
  selectable: z.boolean(),
  /** Put into the message field when the classification is chosen. */
  defaultText: z.nullable(z.string()),
  /** Shown beside the form. */
  helpText: z.nullable(z.string()),
  attachmentRequired: z.boolean(),
  deadlineBusinessDays: z.nullable(z.int()),
});
export type Classification = z.infer<typeof classificationSchema>;

/** All classifications that a provider may see, parents and children alike, in one response. */
export const classificationListSchema = z.object({ items: z.array(classificationSchema) });
export type ClassificationList = z.infer<typeof classificationListSchema>;
