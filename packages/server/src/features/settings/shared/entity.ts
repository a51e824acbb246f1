import type { AuditedEntity, UnlocalizedIssue } from '@fale-conosco/contract';
import { type Changes, differenceOf, type OperatorPrincipal, withChanges } from '@fale-conosco/domain';
import type { Tx } from '../../../database/transaction.ts';
import { expectVersion } from '../../../http/if-match.ts';
import { orNotFound, ProblemError } from '../../../http/problem.ts';
import { type AuditedChange, lockSettingsWrites, recordChanges } from './changes.ts';

/** An entry as stored; its fields are called as in the contract's bodies. */
export interface StoredEntry<Fields> {
  version: number;
  fields: Fields;
}

/** A state that an entry is to have. */
export interface ProposedEntry<Fields> {
  /** Null: the entry is new. */
  id: string | null;
  before: Fields | null;
  after: Fields;
  principal: OperatorPrincipal;
}

/** What differs between the lists of the settings. What their changes have in common is in the functions below. */
export interface SettingsEntity<Fields extends object> {
  entity: AuditedEntity;
  nameOf(fields: Fields): string;
  find(tx: Tx, id: string): Promise<StoredEntry<Fields> | undefined>;
  /** Everything that is wrong with a state. */
  check(tx: Tx, proposed: ProposedEntry<Fields>): Promise<UnlocalizedIssue[]>;
  /** @returns the id */
  insert(tx: Tx, fields: Fields): Promise<string>;
  /** Must make the version one more. */
  update(tx: Tx, id: string, fields: Fields): Promise<unknown>;
  /** Deletes an entry; absent where entries are only deactivated. */
  remove?(tx: Tx, id: string): Promise<unknown>;
  /** Writes what the change does to entries of other lists. @returns these changes */
  cascade?(tx: Tx, id: string, before: Fields | null, after: Fields): Promise<AuditedChange[]>;
}

/** Rejects a state of an entry, with everything that is wrong with it at once. */
export const rejectIssues = (issues: readonly UnlocalizedIssue[]): void => {
  if (issues.length > 0) throw new ProblemError('validation_failed', { issues });
};

/**
 * Adds an entry.
 *
 * @returns its id
 * @throws ProblemError `validation_failed`
 */
export const createEntry = async <Fields extends object>(
  tx: Tx,
  principal: OperatorPrincipal,
  settings: SettingsEntity<Fields>,
  fields: Fields,
): Promise<string> => {
  await lockSettingsWrites(tx);
  rejectIssues(await settings.check(tx, { id: null, before: null, after: fields, principal }));
  const id = await settings.insert(tx, fields);
  const further = (await settings.cascade?.(tx, id, null, fields)) ?? [];
  const { entity } = settings;
  const change = { entity, entityId: id, entityName: settings.nameOf(fields), before: null, after: fields };
  await recordChanges(tx, principal, [change, ...further]);
  return id;
};

/**
 * Changes an entry. A no-op change writes no audit record and keeps the version.
 *
 * @throws ProblemError `not_found`, `version_conflict`, `validation_failed`
 */
export const updateEntry = async <Fields extends object>(
  tx: Tx,
  principal: OperatorPrincipal,
  settings: SettingsEntity<Fields>,
  target: { id: string; ifMatch: number | undefined },
  changes: Changes<Fields>,
): Promise<void> => {
  const { id } = target;
  await lockSettingsWrites(tx);
  const stored = orNotFound(await settings.find(tx, id));
  expectVersion(target.ifMatch, stored);
  const before = stored.fields;
  const after = withChanges(before, changes);
  const difference = differenceOf(before, after);
  if (!difference) return;
  rejectIssues(await settings.check(tx, { id, before, after, principal }));
  await settings.update(tx, id, after);
  const further = (await settings.cascade?.(tx, id, before, after)) ?? [];
  const { entity } = settings;
  const change = { entity, entityId: id, entityName: settings.nameOf(after), ...difference };
  await recordChanges(tx, principal, [change, ...further]);
};

/**
 * Deletes an entry.
 *
 * @throws ProblemError `not_found`, `version_conflict`
 */
export const deleteEntry = async <Fields extends object>(
  tx: Tx,
  principal: OperatorPrincipal,
  settings: SettingsEntity<Fields> & Required<Pick<SettingsEntity<Fields>, 'remove'>>,
  { id, ifMatch }: { id: string; ifMatch: number | undefined },
): Promise<void> => {
  await lockSettingsWrites(tx);
  const stored = orNotFound(await settings.find(tx, id));
  expectVersion(ifMatch, stored);
  await settings.remove(tx, id);
  const { entity } = settings;
  const { fields } = stored;
  await recordChanges(tx, principal, [
    { entity, entityId: id, entityName: settings.nameOf(fields), before: fields, after: null },
  ]);
};
