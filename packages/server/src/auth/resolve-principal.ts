import type { OperatorPrincipal, Principal, ProviderPrincipal } from '@fale-conosco/domain';
import { sql } from 'kysely';
import type { Tx } from '../database/transaction.ts';
import { ProblemError } from '../http/problem.ts';
import type { Claims } from './token-verifier.ts';

/**
 * Finds the user of a verified token. A provider's user is registered at first sight, with its name and addresses
 * kept as the token says; an employee of the operator must have been registered before.
 *
 * @throws ProblemError `unauthenticated` for a deactivated or unregistered user, `forbidden` when the provider is
 *   unknown, deactivated, or not the one that the user was registered under
 */
export const resolvePrincipal = (tx: Tx, claims: Claims): Promise<Principal> =>
  claims.role === 'provider' ? resolveProviderUser(tx, claims) : resolveAgent(tx, claims);

const resolveProviderUser = async (tx: Tx, claims: Claims): Promise<ProviderPrincipal> => {
  if (claims.providerId === undefined) throw new ProblemError('unauthenticated');
  const provider = await tx
    .selectFrom('providers')
    .select(['id', 'name', 'active'])
    .where('id', '=', claims.providerId)
    .executeTakeFirst();
  if (!provider?.active) throw new ProblemError('forbidden');

  const find = () =>
    tx
      .selectFrom('provider_users')
      .select(['id', 'provider_id', 'active', 'name', 'email', 'phone'])
      .where('issuer', '=', claims.issuer)
      .where('subject', '=', claims.subject)
      .executeTakeFirst();
  const profile = { name: claims.name, email: claims.email, phone: claims.phone };
  let user = await find();
  if (!user) {
    await tx
      .insertInto('provider_users')
      .values({ provider_id: provider.id, issuer: claims.issuer, subject: claims.subject, ...profile })
      .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
      .execute();
    user = await find();
  }
  if (!user?.active) throw new ProblemError('unauthenticated');
  if (user.provider_id !== provider.id) throw new ProblemError('forbidden');
  if (user.name !== profile.name || user.email !== profile.email || user.phone !== profile.phone) {
    await tx.updateTable('provider_users').set(profile).where('id', '=', user.id).execute();
  }
  return {
    kind: 'provider',
    userId: user.id,
    providerId: provider.id,
    providerName: provider.name,
    ...profile,
  };
};

const resolveAgent = async (tx: Tx, claims: Claims): Promise<OperatorPrincipal> => {
  const agent = await tx
    .selectFrom('agents')
    .select(['id', 'name', 'email', 'role', 'active'])
    .where(sql<boolean>`issuer = ${claims.issuer} and subject = ${claims.subject}`)
    .executeTakeFirst();
  if (!agent?.active) throw new ProblemError('unauthenticated');
  // The register decides what somebody is; a token can at most say less than it.
  const kind = agent.role === 'admin' && claims.role === 'admin' ? 'admin' : 'agent';
  return { kind, userId: agent.id, name: agent.name, email: agent.email };
};
