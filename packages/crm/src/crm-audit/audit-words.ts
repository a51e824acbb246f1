import type { Formats } from '@fale-conosco/ui';
import type { CrmMessages } from '../messages/index.ts';
import { instantOf } from '../shared/local-day.ts';

/** What the fields of a record are put into words with. */
export interface AuditContext {
  c: CrmMessages;
  formats: Formats;
  /** How the entries that fields point to are called, by id; undefined while that is on its way. */
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

const labelsOf = (entity: string, c: CrmMessages): Readonly<Record<string, string>> => {
  const labels: Record<string, Readonly<Record<string, string>>> = {
    classification: c.classifications.fields,
    contact_method: c.contactMethods.fields,
    group: c.groups.fields,
    agent: { ...c.groups.agents.fields, groupIds: c.groups.agents.groups },
    provider: { id: c.audit.providerId, name: c.common.name, active: c.common.situation },
    canned_answer: c.cannedAnswers.fields,
    holiday: c.holidays.fields,
    webhook: c.notifications.webhooks.fields,
  };
  return labels[entity] ?? {};
};

/** How the form of an entry names a field; a field that no form knows goes by its own name. */
export const fieldLabel = (entity: string, field: string, c: CrmMessages): string =>
  labelsOf(entity, c)[field] ?? field;

/** What nothing means in a field, where it is more than "none". */
const nothingIn = (entity: string, field: string, c: CrmMessages): string => {
  if (field === 'parentId') return c.classifications.noParent;
  return entity === 'canned_answer' && field === 'groupId' ? c.cannedAnswers.allGroups : c.common.none;
};

const ownWords = (entity: string, field: string, value: unknown, c: CrmMessages): string | undefined => {
  if (field === 'active') {
    const { active, inactive } = entity === 'classification' ? c.classifications : c.common;
    return value === true ? active : inactive;
  }
  const words: Record<string, Readonly<Record<string, string>>> = {
    mode: c.contactMethods.mode,
    role: c.groups.agents.role,
    events: c.notifications.topic,
  };
  return words[field]?.[String(value)];
};

/** Structures that nobody foresaw, a line for each value: `endereço › cidade: Santos`. */
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

/** One value, readable. */
export const valueWords = (entity: string, field: string, value: unknown, context: AuditContext): string => {
  const { c, formats, names } = context;
  if (value === null || value === undefined || value === '') return nothingIn(entity, field, c);
  const own = ownWords(entity, field, value, c);
  if (own !== undefined) return own;
  if (typeof value === 'boolean') return value ? c.common.yes : c.common.no;
  // Places are counted from 0 where programs read them.
  if (typeof value === 'number') return formats.number(field === 'order' ? value + 1 : value);
  if (typeof value === 'object') return lines(value, context) || c.common.none;
  // What came as JSON is nothing else by now.
  const text = value as string;
  if (REFERENCES.has(field)) return names ? (names.get(text) ?? c.audit.unknownEntry(text)) : '…';
  return field === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? formats.date(instantOf(text)) : text;
};
