import type { AuditedEntity, UnlocalizedIssue } from '@fale-conosco/contract';
import { type Changes, differenceOf, withChanges } from '@fale-conosco/domain';
import type { Tx } from '../../../database/transaction.ts';
import { expectVersion } from '../../../http/if-match.ts';
import { ProblemError } from '../../../http/problem.ts';
import type { OperatorPrincipal } from '../../../principal.ts';
import { type RegisterChange, recordChanges, takeTurn } from './changes.ts';

/** An entry as stored; its fields are called as in the contract's bodies. */
export interface StoredEntry<Fields> {
  version: number;
  fields: Fields;
}

/** A state that an entry is to have. */
export interface WantedEntry<Fields> {
  /** Null: the entry is new. */
  id: string | null;
  before: Fields | null;
  after: Fields;
  principal: OperatorPrincipal;
}

/** What the registers differ in. What a change has in common, whichever the register, is in the functions below. */
export interface Register<Fields extends object> {
  entity: AuditedEntity;
  nameOf(fields: Fields): string;
  find(tx: Tx, id: string): Promise<StoredEntry<Fields> | undefined>;
  /** Everything that is wrong with a state, for people to correct. */
  check(tx: Tx, wanted: WantedEntry<Fields>): Promise<UnlocalizedIssue[]>;
  /** @returns the id */
  insert(tx: Tx, fields: Fields): Promise<string>;
  /** Must make the version one more. */
  update(tx: Tx, id: string, fields: Fields): Promise<unknown>;
  /** Writes what the change does to entries of other registers. @returns these changes */
  follow?(tx: Tx, id: string, before: Fields | null, after: Fields): Promise<RegisterChange[]>;
}

/** Refuses a state of an entry, saying everything that is wrong with it at once. */
export const refuseIssues = (issues: readonly UnlocalizedIssue[]): void => {
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
  register: Register<Fields>,
  fields: Fields,
): Promise<string> => {
  await takeTurn(tx);
  refuseIssues(await register.check(tx, { id: null, before: null, after: fields, principal }));
  const id = await register.insert(tx, fields);
  const further = (await register.follow?.(tx, id, null, fields)) ?? [];
  const { entity } = register;
  const change = { entity, entityId: id, entityName: register.nameOf(fields), before: null, after: fields };
  await recordChanges(tx, principal, [change, ...further]);
  return id;
};

/**
 * Changes an entry. What changes nothing leaves no trace, and the version as it is.
 *
 * @throws ProblemError `not_found`, `version_conflict`, `validation_failed`
 */
export const updateEntry = async <Fields extends object>(
  tx: Tx,
  principal: OperatorPrincipal,
  register: Register<Fields>,
  target: { id: string; ifMatch: number | undefined },
  changes: Changes<Fields>,
): Promise<void> => {
  const { id } = target;
  await takeTurn(tx);
  const stored = await register.find(tx, id);
  if (!stored) throw new ProblemError('not_found');
  expectVersion(target.ifMatch, stored);
  const before = stored.fields;
  const after = withChanges(before, changes);
  const difference = differenceOf(before, after);
  if (!difference) return;
  refuseIssues(await register.check(tx, { id, before, after, principal }));
  await register.update(tx, id, after);
  const further = (await register.follow?.(tx, id, before, after)) ?? [];
  const { entity } = register;
  const change = { entity, entityId: id, entityName: register.nameOf(after), ...difference };
  await recordChanges(tx, principal, [change, ...further]);
};

/** What a read found. @throws ProblemError `not_found` when it found nothing */
export const found = <Entry>(entry: Entry | undefined): Entry => {
  if (entry === undefined) throw new ProblemError('not_found');
  return entry;
};
