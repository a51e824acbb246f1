import type { AuditListQuery, AuditPage } from '@fale-conosco/contract';
import type { Tx } from '../../../database/transaction.ts';
import { decodeCursor, encodeCursor } from '../../../http/cursor.ts';

/** One page of the audit trail, newest first. */
export const readAudit = async (
  tx: Tx,
  { entity, entityId, cursor, limit }: AuditListQuery & { limit: number },
): Promise<AuditPage> => {
  let query = tx
    .selectFrom('audit_log')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (entity !== undefined) query = query.where('entity', '=', entity);
  if (entityId !== undefined) query = query.where('entity_id', '=', entityId);
  if (cursor !== undefined) {
    const [id] = decodeCursor('audit', cursor, [Number.MAX_SAFE_INTEGER]);
    query = query.where('id', '<', id);
  }
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? '' },
      entity: row.entity,
      entityId: row.entity_id,
      entityName: row.entity_name,
      action: row.action,
      before: row.before as Record<string, unknown> | null,
      after: row.after as Record<string, unknown> | null,
    })),
    nextCursor: rows.length > limit && last ? encodeCursor('audit', last.id) : null,
  };
};
