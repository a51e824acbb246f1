import { sql } from 'kysely';
import type { Tx } from '../../database/transaction.ts';
import { isUuid } from '../../database/uuid.ts';

/** Gate B for choosing: what the form offers, by description. */
export const readOfferedContactMethods = (tx: Tx) =>
  tx
    .selectFrom('contact_methods')
    .select(['id', 'description', 'receives_complaints as receivesComplaints'])
    .where('active', '=', true)
    .where('mode', 'in', ['contact', 'both'])
    .where('fale_conosco', '=', true)
    .orderBy('description')
    .execute();

/** Finds an active method by which contacts are made; undefined when there is no such one. */
export const findContactMethod = async (tx: Tx, id: string) =>
  isUuid(id)
    ? tx
        .selectFrom('contact_methods')
        .select(['id', 'fale_conosco as offeredToProviders'])
        .where('id', '=', id)
        .where('active', '=', true)
        .where('mode', 'in', ['contact', 'both'])
        .executeTakeFirst()
    : undefined;

/** Gate C: whether an active method of return is released for the Web. SQL, for reading together with a protocol. */
export const returnReleased = sql<boolean>`exists (
  select 1 from contact_methods where active and released_for_web and mode in ('return', 'both'))`;
