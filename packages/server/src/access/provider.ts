import type { ProviderPrincipal } from '@fale-conosco/domain';
import { type RawBuilder, sql } from 'kysely';

/**
 * The condition that a provider sees a protocol: its classification is shown to providers (`Exibe no Fale conosco?`) and its
 * contact method has `Fale Conosco`. Every read of a provider carries it; whose protocol it is must be asked besides. A
 * deactivated classification still shows its old protocols.
 *
 * Written as "not among the few that are off": those are read once a query, and no index on them tempts the planner away
 * from the list's. `coalesce` keeps it from taking the condition for a rare one, and sorting what it can read in order.
 *
 * @param protocols name or alias of the table `protocols` in the query
 */
export const visibleProtocolPredicate = (protocols: string): RawBuilder<boolean> => sql<boolean>`(
  not coalesce(${sql.ref(`${protocols}.classification_id`)} =
    any (array(select id from classifications where not shown_to_providers)), false)
  and not coalesce(${sql.ref(`${protocols}.contact_method_id`)} =
    any (array(select id from contact_methods where not fale_conosco)), false))`;

/** The protocols that a provider's user may see: its provider's, as far as providers see them. On `p`. */
export const ofProvider = (principal: ProviderPrincipal): RawBuilder<boolean> =>
  sql<boolean>`p.provider_id = ${principal.providerId} and ${visibleProtocolPredicate('p')}`;
