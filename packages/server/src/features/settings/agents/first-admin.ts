import type { NewAgent } from '@fale-conosco/contract';
import type { Tx } from '../../../database/transaction.ts';
import { lockSettingsWritesAsSystem, recordChanges } from '../shared/changes.ts';
import { agentSettings } from './repository.ts';

/** Who becomes the first admin: how tokens name the person, and how others do. */
export type FirstAdmin = Pick<NewAgent, 'issuer' | 'subject' | 'name'>;

/**
 * Adds the first admin of an installation that has no agent at all, deactivated ones included: an agent who was deactivated
 * is never brought back by a setting of the environment. Of instances that start at once, one does it.
 *
 * @returns whether it did
 */
export const registerFirstAdmin = async (tx: Tx, person: FirstAdmin): Promise<boolean> => {
  await lockSettingsWritesAsSystem(tx);
  if (await tx.selectFrom('agents').select('id').limit(1).executeTakeFirst()) return false;
  const admin: NewAgent = { ...person, email: null, role: 'admin', active: true };
  const entityId = await agentSettings.insert(tx, admin);
  await recordChanges(tx, 'system', [
    { entity: 'agent', entityId, entityName: agentSettings.nameOf(admin), before: null, after: admin },
  ]);
  return true;
};
