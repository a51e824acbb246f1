import type { CannedAnswer, NewCannedAnswer } from '@fale-conosco/contract';
import type { OperatorPrincipal } from '@fale-conosco/domain';
import { sql } from 'kysely';
import { isInReach } from '../../../access/agent.ts';
import type { Tx } from '../../../database/transaction.ts';
import { isUuid } from '../../../database/uuid.ts';
import { alphabetical } from '../shared/alphabetical.ts';
import type { SettingsEntity } from '../shared/entity.ts';

interface Row {
  id: string;
  title: string;
  body: string;
  groupId: string | null;
  groupName: string | null;
  active: boolean;
  version: number;
}

const select = (tx: Tx) =>
  tx
    .selectFrom('canned_answers as a')
    .leftJoin('groups as g', 'g.id', 'a.group_id')
    .select(['a.id', 'a.title', 'a.body', 'a.group_id as groupId', 'g.name as groupName'])
    .select(['a.active', 'a.version']);

/** Those that the agent may use: active ones for all groups and of the groups in its reach; an admin sees all. */
const usableBy = (tx: Tx, principal: OperatorPrincipal) =>
  select(tx).$if(principal.kind === 'agent', (query) =>
    query
      .where('a.active', '=', true)
      .where(sql<boolean>`(a.group_id is null or ${isInReach(principal, 'a.group_id')})`),
  );

const toCannedAnswer = ({ groupId, groupName, ...answer }: Row): CannedAnswer => ({
  ...answer,
  group: groupId === null ? null : { id: groupId, name: groupName ?? '' },
});

/** All that the agent may use, by title. */
export const readCannedAnswers = async (tx: Tx, principal: OperatorPrincipal): Promise<CannedAnswer[]> =>
  (await usableBy(tx, principal).orderBy(alphabetical('a.title')).orderBy('a.id').execute()).map(
    toCannedAnswer,
  );

/** One that the agent may use. */
export const findCannedAnswer = async (
  tx: Tx,
  principal: OperatorPrincipal,
  id: string,
): Promise<CannedAnswer | undefined> => {
  if (!isUuid(id)) return undefined;
  const row = await usableBy(tx, principal).where('a.id', '=', id).executeTakeFirst();
  return row && toCannedAnswer(row);
};

const columnsOf = ({ groupId, ...fields }: NewCannedAnswer) => ({ ...fields, group_id: groupId });

/** The texts that agents answer with often. */
export const cannedAnswerSettings = {
  entity: 'canned_answer',
  nameOf: ({ title }) => title,
  find: async (tx, wanted) => {
    if (!isUuid(wanted)) return undefined;
    const row = await select(tx).where('a.id', '=', wanted).executeTakeFirst();
    if (!row) return undefined;
    const { id: _id, groupName: _name, version, ...fields } = row;
    return { version, fields };
  },
  check: async (tx, { after: { groupId } }) => {
    if (groupId === null) return [];
    const group = isUuid(groupId)
      ? await tx.selectFrom('groups').select('id').where('id', '=', groupId).executeTakeFirst()
      : undefined;
    return group ? [] : [{ path: 'groupId', code: 'not_available' }];
  },
  insert: async (tx, fields) =>
    (
      await tx
        .insertInto('canned_answers')
        .values(columnsOf(fields))
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id,
  update: (tx, id, fields) =>
    tx
      .updateTable('canned_answers')
      .set({ ...columnsOf(fields), version: sql`version + 1` })
      .where('id', '=', id)
      .execute(),
  remove: (tx, id) => tx.deleteFrom('canned_answers').where('id', '=', id).execute(),
} satisfies SettingsEntity<NewCannedAnswer>;
