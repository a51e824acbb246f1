import type { GroupReach, OperatorPrincipal } from '@fale-conosco/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database/transaction.ts';

/** The groups that the agent reaches, as an array of ids in SQL; see `fc_agent_groups` in the migrations. */
const reachedIds = sql`array(select fc_agent_groups())`;

/** The groups whose protocols an agent sees, by membership or supervision; an admin sees all. */
export const readReach = async (tx: Tx, principal: OperatorPrincipal): Promise<GroupReach> => {
  if (principal.kind === 'admin') return 'all';
  const { rows } = await sql<{ id: string }>`select id from fc_agent_groups() as id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
};

interface ReachedGroup {
  id: string;
  name: string;
  /** An active group of which the agent is a member. */
  own: boolean;
  accessesConfidential: boolean;
}

/** The active groups of the signed-in agent, all that it reaches, and whether one of its own accesses confidential data. */
export const readAgentGroups = async (tx: Tx) => {
  const { rows } = await sql<ReachedGroup>`
    select g.id, g.name, g.accesses_confidential as "accessesConfidential",
      g.active and m.agent_id is not null as own
    from fc_agent_groups() as reached (id) join groups g on g.id = reached.id
      left join group_members m on m.group_id = g.id and m.agent_id = fc_agent_id()
    order by g.name`.execute(tx);
  const own = rows.filter((group) => group.own);
  const named = ({ id, name }: ReachedGroup) => ({ id, name });
  return {
    groups: own.map(named),
    reach: rows.map(named),
    accessesConfidential: own.some(({ accessesConfidential }) => accessesConfidential),
  };
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
