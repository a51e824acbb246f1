import { parseSearch, searchableNumber, searchableWords } from '@fale-conosco/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../database/transaction.ts';

/** A document's most entries; what comes later in a very long thread is not found. PostgreSQL's limit is 1 MB. */
const MAX_LEXEMES = 15_000;

/** Starts the search document of a new protocol: its number and its classification's path. */
export const createSearchDocument = async (
  tx: Tx,
  protocol: { id: number; providerId: string; number: string; path: readonly string[] },
): Promise<void> => {
  const numbers = searchableNumber(protocol.number).join(' ');
  const words = searchableWords(protocol.path.join(' ')).join(' ');
  await sql`insert into protocol_search (protocol_id, provider_id, document) values (${protocol.id}, ${protocol.providerId},
    strip(to_tsvector('simple', ${numbers}) || to_tsvector('fale_conosco', ${words})))`.execute(tx);
};

/** Makes a public message findable, in the transaction that writes it. */
export const extendSearchDocument = async (tx: Tx, protocolId: number, body: string): Promise<void> => {
  const words = searchableWords(body).join(' ');
  if (words === '') return;
  await sql`update protocol_search set document = strip(document || to_tsvector('fale_conosco', ${words}))
    where protocol_id = ${protocolId} and length(document) < ${MAX_LEXEMES}`.execute(tx);
};

/** From how many matches on it is cheaper to walk the list and look into each protocol than to collect them all. */
const COMMON_FROM = 5000;

/**
 * The condition that a protocol, `p` in the query, is found by a search. Rare words are collected from the index; common
 * ones soon fill a page of the list read in its order. So the cost does not grow with how often a word occurs.
 *
 * @param as whose row-level security the search function applies
 * @returns undefined when the search holds nothing to look for
 */
export const searchCondition = async (
  tx: Tx,
  search: string | undefined,
  as: 'provider' | 'agent',
): Promise<RawBuilder<boolean> | undefined> => {
  const terms = parseSearch(search ?? '');
  if (!terms) return undefined;
  // Only letters and digits are in here, so the quoting of to_tsquery cannot be left.
  const words = terms.words.map((word) => `'${word}'`).join(' & ');
  const prefixes = terms.prefixes.map((word) => `'${word}':*`).join(' | ');
  const numbers = terms.digits === undefined ? '' : `'${terms.digits}':*`;
  // The 'simple' form finds "de" while "demonstrativo" is being typed; the other dictionary drops it as too common.
  const query = sql`((to_tsquery('fale_conosco', ${words}) &&
    (to_tsquery('fale_conosco', ${prefixes}) || to_tsquery('simple', ${prefixes}))) || to_tsquery('simple', ${numbers}))`;
  const find = as === 'provider' ? sql.ref('fc_search_as_provider') : sql.ref('fc_search_as_agent');
  const { rows } = await sql<{ common: boolean }>`select count(*) >= ${COMMON_FROM} as common
    from (select ${find}(${query}) limit ${COMMON_FROM}) t`.execute(tx);
  // `coalesce` keeps the planner from turning the second form into the first.
  return rows[0]?.common
    ? sql<boolean>`coalesce(exists (
        select 1 from protocol_search s where s.protocol_id = p.id and s.document @@ ${query}), false)`
    : sql<boolean>`p.id in (select ${find}(${query}))`;
};
