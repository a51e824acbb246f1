import type { GroupReach } from '@fale-conosco/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database/transaction.ts';
import type { OperatorPrincipal } from '../principal.ts';

/** The groups that the agent reaches, as an array of ids in SQL; see `fc_agent_groups` in the migrations. */
const reachedIds = sql`array(select fc_agent_groups())`;

/** The groups whose protocols an agent sees, by membership or supervision; an admin sees all. */
export const readReach = async (tx: Tx, principal: OperatorPrincipal): Promise<GroupReach> => {
  if (principal.kind === 'admin') return 'all';
  const { rows } = await sql<{ id: string }>`select id from fc_agent_groups() as id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
};

/** The condition that a column names a group in an agent's reach. An array, not `in`: as a join it might be read last. */
export const isInReach = (principal: OperatorPrincipal, groupColumn: string): RawBuilder<boolean> =>
  principal.kind === 'admin'
    ? sql<boolean>`true`
    : sql<boolean>`${sql.ref(groupColumn)} = any (${reachedIds})`;

/** The condition that a column of agents names one who sees a group's protocols: by membership, supervision, or as admin. */
export const seesGroup = (agentColumn: string, groupId: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(agentColumn)} in (select fc_agents_of_group(${groupId}))`;

/** The condition that the signed-in agent belongs to an active group with `Acessa dados sob sigilo`. */
export const confidentialCondition = sql<boolean>`fc_agent_sees_confidential()`;

/** Whether the signed-in agent belongs to an active group with `Acessa dados sob sigilo`. */
export const seesConfidential = async (tx: Tx): Promise<boolean> => {
  const { rows } = await sql<{ sees: boolean }>`select ${confidentialCondition} as sees`.execute(tx);
  return rows[0]?.sees ?? false;
};

/** Whether the signed-in agent is an active admin, as the settings say now. */
export const isAdmin = async (tx: Tx): Promise<boolean> => {
  const { rows } = await sql<{ admin: boolean }>`select fc_agent_is_admin() as admin`.execute(tx);
  return rows[0]?.admin ?? false;
};
