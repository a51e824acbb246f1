import type { Formats } from '@fale-conosco/ui';
import type { CrmMessages } from '../messages/index.ts';
import { instantOf } from '../shared/local-day.ts';

/** What the text of a record's fields depends on. */
export interface AuditContext {
  texts: CrmMessages;
  formats: Formats;
  /** The names of referenced entries by id; undefined while they load. */
  names: ReadonlyMap<string, string> | undefined;
}

/** Fields that hold ids of other entries. */
const REFERENCES: ReadonlySet<string> = new Set([
  'parentId',
  'groupId',
  'managerGroupId',
  'memberIds',
  'classificationIds',
  'groupIds',
]);

const labelsOf = (entity: string, texts: CrmMessages): Readonly<Record<string, string>> => {
  const labels: Record<string, Readonly<Record<string, string>>> = {
    classification: texts.classifications.fields,
    contact_method: texts.contactMethods.fields,
    group: texts.groups.fields,
    agent: { ...texts.groups.agents.fields, groupIds: texts.groups.agents.groups },
    provider: { id: texts.audit.providerId, name: texts.common.name, active: texts.common.situation },
    canned_answer: texts.cannedAnswers.fields,
    holiday: texts.holidays.fields,
    webhook: texts.notifications.webhooks.fields,
  };
  return labels[entity] ?? {};
};

/** The label of a field; unknown fields are shown by their own name. */
export const fieldLabel = (entity: string, field: string, texts: CrmMessages): string =>
  labelsOf(entity, texts)[field] ?? field;

/** The text of an empty field, where it means more than "none". */
const nothingIn = (entity: string, field: string, texts: CrmMessages): string => {
  if (field === 'parentId') return texts.classifications.noParent;
  return entity === 'canned_answer' && field === 'groupId'
    ? texts.cannedAnswers.allGroups
    : texts.common.none;
};

const ownWords = (entity: string, field: string, value: unknown, texts: CrmMessages): string | undefined => {
  if (field === 'active') {
    const { active, inactive } = entity === 'classification' ? texts.classifications : texts.common;
    return value === true ? active : inactive;
  }
  const words: Record<string, Readonly<Record<string, string>>> = {
    mode: texts.contactMethods.mode,
    role: texts.groups.agents.role,
    events: texts.notifications.topic,
  };
  return words[field]?.[String(value)];
};

/** Structures unknown to this version, a line for each value: `endereço › cidade: Santos`. */
const lines = (value: object, context: AuditContext): string =>
  Object.entries(value as Record<string, unknown>)
    .flatMap(([name, inner]) => {
      if (typeof inner !== 'object' || inner === null)
        return [`${name}: ${valueWords('', '', inner, context)}`];
      return lines(inner, context)
        .split('\n')
        .filter(Boolean)
        .map((line) => `${name} › ${line}`);
    })
    .join('\n');

/** A value as text. */
export const valueWords = (entity: string, field: string, value: unknown, context: AuditContext): string => {
  const { texts, formats, names } = context;
  if (value === null || value === undefined || value === '') return nothingIn(entity, field, texts);
  const own = ownWords(entity, field, value, texts);
  if (own !== undefined) return own;
  if (typeof value === 'boolean') return value ? texts.common.yes : texts.common.no;
  // Positions are counted from 0 on the wire.
  if (typeof value === 'number') return formats.number(field === 'order' ? value + 1 : value);
  if (typeof value === 'object') return lines(value, context) || texts.common.none;
  // Parsed JSON has no other types.
  const text = value as string;
  if (REFERENCES.has(field)) return names ? (names.get(text) ?? texts.audit.unknownEntry(text)) : '…';
  return field === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? formats.date(instantOf(text)) : text;
};
