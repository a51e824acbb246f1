import { type ContactMethodFacts, offeredMethods } from '@fale-conosco/domain';
import { sql } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';
import { isUuid } from '../../../database/uuid.ts';

const select = (tx: Tx) =>
  tx
    .selectFrom('contact_methods')
    .select([
      'id',
      'description',
      'receives_complaints as receivesComplaints',
      'active',
      'mode',
      'fale_conosco as faleConosco',
      'released_for_web as releasedForWeb',
    ]);

/** What the form offers to providers, by description. */
export const readOfferedContactMethods = async (tx: Tx) =>
  offeredMethods(await select(tx).orderBy('description').execute()).map(
    ({ id, description, receivesComplaints }) => ({ id, description, receivesComplaints }),
  );

/** A contact method, with what decides for what it can be used. */
export interface ChosenContactMethod extends ContactMethodFacts {
  id: string;
  description: string;
}

/** Finds a contact method; undefined when there is no such one. */
export const findContactMethod = async (tx: Tx, id: string): Promise<ChosenContactMethod | undefined> =>
  isUuid(id) ? select(tx).where('id', '=', id).executeTakeFirst() : undefined;

/** `releasedForWeb`: whether an active method of return is released for the Web. SQL, for reading together with a protocol. */
export const returnReleased = sql<boolean>`exists (
  select 1 from contact_methods where active and released_for_web and mode in ('return', 'both'))`;
