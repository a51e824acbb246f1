import type { AuditedEntity } from '@fale-conosco/contract';
import { cataloguePartsOf, type OperatorPrincipal } from '@fale-conosco/domain';
import { sql } from 'kysely';
import { isAdmin } from '../../../access/agent.ts';
import { LOCKS } from '../../../database/locks.ts';
import type { Tx } from '../../../database/transaction.ts';
import { ProblemError } from '../../../http/problem.ts';
import { publishEvent } from '../../events/publish.ts';

/** A change of one entry, for the audit trail; fields are called as in the contract's bodies. */
export interface AuditedChange {
  entity: AuditedEntity;
  entityId: string;
  /** How the entry is called after the change, or was before its deletion. */
  entityName: string;
  /** The fields that changed, as they were; null: the entry is new. */
  before: object | null;
  /** The same fields as they are now; null: the entry was deleted. */
  after: object | null;
}

/**
 * Locks the settings against other writers until the end of the transaction: their rules reach over many rows (no circles,
 * unique names, never without an admin), and a row lock would guard only one. Everything that a change depends on must be
 * read after it, by a statement of its own. For the system; changes of an admin begin with {@link lockSettingsWrites}.
 */
export const lockSettingsWritesAsSystem = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${LOCKS.settings})`.execute(tx);
};

/**
 * Locks the settings for a change by an admin.
 *
 * @throws ProblemError `forbidden` when the agent is no longer an admin, now that earlier changes are committed
 */
export const lockSettingsWrites = async (tx: Tx): Promise<void> => {
  await lockSettingsWritesAsSystem(tx);
  // A statement of its own: its snapshot is younger than the lock.
  if (!(await isAdmin(tx))) throw new ProblemError('forbidden');
};

/** Writes changes into the audit trail, and publishes one `catalogue.changed` when the catalogue is among them. */
export const recordChanges = async (
  tx: Tx,
  principal: OperatorPrincipal | 'system',
  changes: readonly AuditedChange[],
): Promise<void> => {
  if (changes.length === 0) return;
  const actor =
    principal === 'system'
      ? { actor_id: null, actor_name: null }
      : { actor_id: principal.userId, actor_name: principal.name };
  await tx
    .insertInto('audit_log')
    .values(
      changes.map(({ entity, entityId, entityName, before, after }) => ({
        ...actor,
        entity,
        entity_id: entityId,
        entity_name: entityName,
        action: before === null ? 'created' : after === null ? 'deleted' : 'updated',
        before: before && JSON.stringify(before),
        after: after && JSON.stringify(after),
      })),
    )
    .execute();
  const changed = [...new Set(changes.flatMap(cataloguePartsOf))];
  if (changed.length > 0)
    await publishEvent(tx, { type: 'catalogue.changed', data: { changed }, providerId: null });
};
