import type { Group, NewGroup } from '@fale-conosco/contract';
import { groupIssues } from '@fale-conosco/domain';
import { sql } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';
import { isUuid } from '../../../database/uuid.ts';
import { readTree, touchGroups } from '../classifications/repository.ts';
import { alphabetical } from '../shared/alphabetical.ts';
import type { AuditedChange } from '../shared/changes.ts';
import type { SettingsEntity } from '../shared/entity.ts';

interface Row extends NewGroup {
  id: string;
  managerName: string | null;
  version: number;
}

const select = (tx: Tx) =>
  tx
    .selectFrom('groups as g')
    .leftJoin('groups as m', 'm.id', 'g.manager_group_id')
    .select(['g.id', 'g.name', 'g.manager_group_id as managerGroupId', 'm.name as managerName', 'g.email'])
    .select(['g.active', 'g.accesses_confidential as accessesConfidential', 'g.version'])
    .select([
      sql<string[]>`array(select agent_id from group_members where group_id = g.id order by 1)`.as(
        'memberIds',
      ),
      sql<string[]>`array(select c.id from classifications c where c.group_id = g.id
        and not exists (select 1 from classifications below where below.parent_id = c.id) order by 1)`.as(
        'classificationIds',
      ),
    ]);

const toGroup = ({ managerGroupId, managerName, ...group }: Row): Group => ({
  ...group,
  managerGroup: managerGroupId === null ? null : { id: managerGroupId, name: managerName ?? '' },
});

/** All groups, by name. */
export const readGroups = async (tx: Tx): Promise<Group[]> =>
  (await select(tx).orderBy(alphabetical('g.name')).orderBy('g.id').execute()).map(toGroup);

const findRow = async (tx: Tx, id: string): Promise<Row | undefined> =>
  isUuid(id) ? select(tx).where('g.id', '=', id).executeTakeFirst() : undefined;

/** One group. */
export const findGroup = async (tx: Tx, id: string): Promise<Group | undefined> => {
  const row = await findRow(tx, id);
  return row && toGroup(row);
};

/** Finds an active group; undefined when there is no such one. */
export const findActiveGroup = async (tx: Tx, id: string) =>
  isUuid(id)
    ? tx
        .selectFrom('groups')
        .select(['id', 'name'])
        .where('id', '=', id)
        .where('active', '=', true)
        .executeTakeFirst()
    : undefined;

const columnsOf = (fields: NewGroup) => ({
  name: fields.name,
  manager_group_id: fields.managerGroupId,
  email: fields.email,
  active: fields.active,
  accesses_confidential: fields.accessesConfidential,
});

const writeMembers = async (tx: Tx, groupId: string, agentIds: readonly string[]): Promise<void> => {
  await sql`delete from group_members where group_id = ${groupId} and agent_id <> all (${agentIds}::uuid[])`.execute(
    tx,
  );
  await sql`insert into group_members (group_id, agent_id)
    select ${groupId}, id from unnest(${agentIds}::uuid[]) as id on conflict do nothing`.execute(tx);
};

/** Gives last levels to a group, or leaves them without one, which changes them too. */
const transfer = async (tx: Tx, ids: readonly string[], groupId: string | null): Promise<AuditedChange[]> => {
  if (ids.length === 0) return [];
  const nodes = await tx
    .selectFrom('classifications')
    .select(['id', 'name', 'group_id'])
    .where('id', 'in', ids)
    .execute();
  await tx
    .updateTable('classifications')
    .set({ group_id: groupId, version: sql`version + 1` })
    .where('id', 'in', ids)
    .execute();
  const others = nodes.flatMap(({ group_id }) => (groupId === null || group_id === null ? [] : [group_id]));
  await touchGroups(tx, [...new Set(others)]);
  return nodes.map(({ id, name, group_id }) => ({
    entity: 'classification',
    entityId: id,
    entityName: name,
    before: { groupId: group_id },
    after: { groupId },
  }));
};

/** The groups, with who belongs to them and what they answer for. */
export const groupSettings: SettingsEntity<NewGroup> = {
  entity: 'group',
  nameOf: ({ name }) => name,
  find: async (tx, wanted) => {
    const row = await findRow(tx, wanted);
    if (!row) return undefined;
    const { id: _id, managerName: _name, version, ...fields } = row;
    return { version, fields };
  },
  check: async (tx, { id, before, after }) => {
    const groups = await tx
      .selectFrom('groups')
      .select(['id', 'name', 'manager_group_id as managerGroupId'])
      .execute();
    const agents = await tx.selectFrom('agents').select('id').execute();
    const agentIds = new Set(agents.map((agent) => agent.id));
    return groupIssues({ groups, agentIds, tree: await readTree(tx) }, id, before, after);
  },
  insert: async (tx, fields) =>
    (await tx.insertInto('groups').values(columnsOf(fields)).returning('id').executeTakeFirstOrThrow()).id,
  update: (tx, id, fields) =>
    tx
      .updateTable('groups')
      .set({ ...columnsOf(fields), version: sql`version + 1` })
      .where('id', '=', id)
      .execute(),
  cascade: async (tx, id, before, after) => {
    await writeMembers(tx, id, after.memberIds);
    const had = before?.classificationIds ?? [];
    const taken = after.classificationIds.filter((leafId) => !had.includes(leafId));
    const left = had.filter((leafId) => !after.classificationIds.includes(leafId));
    return [...(await transfer(tx, taken, id)), ...(await transfer(tx, left, null))];
  },
};
