import * as z from 'zod/mini';
import { id, messageText, namedRef, plainText, version } from '../primitives.ts';

/**
 * What a canned answer may leave open, written `{{protocolo}}`. The operator's people type these words, so they are in
 * their language.
 */
export const CANNED_ANSWER_PLACEHOLDERS = [
  'protocolo',
  'contato',
  'prestador',
  'classificacao',
  'atendente',
  'prazo',
] as const;
/** Name of a placeholder. */
export type CannedAnswerPlaceholder = (typeof CANNED_ANSWER_PLACEHOLDERS)[number];

/** Puts values in; an unknown name stays as it is written, so that it is seen before it is sent. */
export const fillCannedAnswer = (
  body: string,
  values: Readonly<Record<CannedAnswerPlaceholder, string>>,
): string =>
  body.replace(/\{\{\s*(\w+)\s*\}\}/g, (written, name: string) =>
    Object.hasOwn(values, name) ? values[name as CannedAnswerPlaceholder] : written,
  );

/** A text that agents answer with often. */
export const cannedAnswerSchema = z.object({
  id,
  title: z.string(),
  body: z.string(),
  /** The group that uses it; null: all. */
  group: z.nullable(namedRef),
  active: z.boolean(),
  version,
});
export type CannedAnswer = z.infer<typeof cannedAnswerSchema>;

/** All that the agent may use, by title; for an admin all there are. */
export const cannedAnswerListSchema = z.object({ items: z.array(cannedAnswerSchema) });
export type CannedAnswerList = z.infer<typeof cannedAnswerListSchema>;

/** A new canned answer. */
export const newCannedAnswerSchema = z.strictObject({
  title: plainText(120),
  body: messageText,
  groupId: z.nullable(id),
  active: z.boolean(),
});
export type NewCannedAnswer = z.infer<typeof newCannedAnswerSchema>;

/** What changes of a canned answer. */
export const cannedAnswerChangesSchema = z.partial(newCannedAnswerSchema);
export type CannedAnswerChanges = z.infer<typeof cannedAnswerChangesSchema>;
