import type { NewAgent } from '@fale-conosco/contract';
import type { Tx } from '../../../database/transaction.ts';
import { recordChanges, waitForTurn } from '../shared/changes.ts';
import { agentRegister } from './repository.ts';

/** Who becomes the first admin: how tokens name the person, and how others do. */
export type FirstAdmin = Pick<NewAgent, 'issuer' | 'subject' | 'name'>;

/**
 * Registers the first admin of an installation that has no agent at all, deactivated ones included: whoever was registered
 * once is never brought back by a setting. Of instances that start at once, one does it.
 *
 * @returns whether it did
 */
export const registerFirstAdmin = async (tx: Tx, person: FirstAdmin): Promise<boolean> => {
  await waitForTurn(tx);
  if (await tx.selectFrom('agents').select('id').limit(1).executeTakeFirst()) return false;
  const admin: NewAgent = { ...person, email: null, role: 'admin', active: true };
  const entityId = await agentRegister.insert(tx, admin);
  await recordChanges(tx, 'system', [
    { entity: 'agent', entityId, entityName: agentRegister.nameOf(admin), before: null, after: admin },
  ]);
  return true;
};
