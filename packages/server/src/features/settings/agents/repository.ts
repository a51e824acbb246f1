import type { Agent, NewAgent, UnlocalizedIssue } from '@fale-conosco/contract';
import { sql } from 'kysely';
import { seesGroup } from '../../../access/agent.ts';
import type { Tx } from '../../../database/transaction.ts';
import { isUuid } from '../../../database/uuid.ts';
import { alphabetical } from '../shared/alphabetical.ts';
import type { SettingsEntity } from '../shared/entity.ts';

const select = (tx: Tx) =>
  tx
    .selectFrom('agents')
    .select(['id', 'issuer', 'subject', 'name', 'email', 'role', 'active', 'version'])
    .select(
      sql<string[]>`array(select group_id from group_members where agent_id = agents.id order by 1)`.as(
        'groupIds',
      ),
    );

/** All employees, by name. */
export const readAgents = (tx: Tx): Promise<Agent[]> =>
  select(tx).orderBy(alphabetical('name')).orderBy('id').execute();

/** One employee. */
export const findAgent = async (tx: Tx, id: string) =>
  isUuid(id) ? select(tx).where('agents.id', '=', id).executeTakeFirst() : undefined;

/** Finds an active agent who sees a group's protocols, and so can take care of one; undefined when there is no such one. */
export const findAssignee = async (tx: Tx, id: string, groupId: string) =>
  isUuid(id)
    ? tx
        .selectFrom('agents')
        .select(['id', 'name'])
        .where('id', '=', id)
        .where('active', '=', true)
        .where(seesGroup('id', groupId))
        .executeTakeFirst()
    : undefined;

/**
 * The employees who may sign in. Admins cannot take that right from themselves: so, as changes are written one after
 * another, an installation always has one.
 */
export const agentSettings: SettingsEntity<NewAgent> = {
  entity: 'agent',
  nameOf: ({ name }) => name,
  find: async (tx, wanted) => {
    const agent = await findAgent(tx, wanted);
    if (!agent) return undefined;
    const { id: _id, groupIds: _groups, version, ...fields } = agent;
    return { version, fields };
  },
  check: async (tx, { id, after, principal }) => {
    const issues: UnlocalizedIssue[] = [];
    const namesake = await tx
      .selectFrom('agents')
      .select('id')
      .where('issuer', '=', after.issuer)
      .where('subject', '=', after.subject)
      .executeTakeFirst();
    if (namesake && namesake.id !== id) issues.push({ path: 'subject', code: 'already_taken' });
    if (id === principal.userId && !after.active) issues.push({ path: 'active', code: 'not_available' });
    if (id === principal.userId && after.role !== 'admin')
      issues.push({ path: 'role', code: 'not_available' });
    return issues;
  },
  insert: async (tx, fields) =>
    (await tx.insertInto('agents').values(fields).returning('id').executeTakeFirstOrThrow()).id,
  update: (tx, id, fields) =>
    tx
      .updateTable('agents')
      .set({ ...fields, version: sql`version + 1` })
      .where('id', '=', id)
      .execute(),
};
