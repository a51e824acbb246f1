import type { AuditedEntity, CataloguePart } from '@fale-conosco/contract';

/** Fields to set; those that are absent stay. */
export type Changes<Fields> = { [Name in keyof Fields]?: Fields[Name] | undefined };

/** An entry's fields with changes put in. */
export const withChanges = <Fields extends object>(fields: Fields, changes: Changes<Fields>): Fields => ({
  ...fields,
  ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
});

/** The fields of settings are JSON: texts, numbers, flags, null and lists of them. */
const isSameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The fields in which two states of an entry differ; undefined when in none. */
export const differenceOf = <Fields extends object>(
  before: Fields,
  after: Fields,
): { before: Partial<Fields>; after: Partial<Fields> } | undefined => {
  const names = (Object.keys(after) as (keyof Fields)[]).filter(
    (name) => !isSameValue(before[name], after[name]),
  );
  if (names.length === 0) return undefined;
  const pick = (fields: Fields) =>
    Object.fromEntries(names.map((name) => [name, fields[name]])) as Partial<Fields>;
  return { before: pick(before), after: pick(after) };
};

/** A change of an entry; `before` is null for a new one, `after` for a deleted one. */
export interface SettingsChange {
  entity: AuditedEntity;
  before: object | null;
  after: object | null;
}

const touches = ({ before, after }: SettingsChange, ...fields: string[]): boolean =>
  before === null || after === null || fields.some((field) => field in after);

/**
 * What a change makes others read again; see the contract's `catalogue.changed`. A group is shown with the last levels
 * that it answers for, a last level with its group, and who can open a protocol under it depends on the group's people.
 */
export const cataloguePartsOf = (change: SettingsChange): CataloguePart[] => {
  switch (change.entity) {
    case 'classification':
      return touches(change, 'groupId', 'parentId') ? ['classifications', 'groups'] : ['classifications'];
    case 'contact_method':
      return ['contactMethods'];
    case 'group':
      return touches(change, 'name', 'active', 'managerGroupId', 'memberIds', 'classificationIds')
        ? ['groups', 'classifications']
        : ['groups'];
    case 'holiday':
      return ['holidays'];
    default:
      return [];
  }
};
