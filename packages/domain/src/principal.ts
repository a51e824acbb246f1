import type { Route } from '@fale-conosco/contract';

/** A signed-in user of a provider. Everything about whose data it sees comes from here, never from a request. */
export interface ProviderPrincipal {
  kind: 'provider';
  /** Id of the user, the server's own. */
  userId: string;
  providerId: string;
  providerName: string;
  name: string;
  email: string | null;
  phone: string | null;
}

/** A signed-in employee of the operator. */
export interface OperatorPrincipal {
  kind: 'agent' | 'admin';
  /** Id of the agent, the server's own. */
  userId: string;
  name: string;
  email: string | null;
}

/** Who makes a request. */
export type Principal = ProviderPrincipal | OperatorPrincipal;

/** The principals that an audience lets in. */
export type AudiencePrincipal<Audience extends Route['audience']> = Audience extends 'provider'
  ? ProviderPrincipal
  : Audience extends 'operator' | 'admin'
    ? OperatorPrincipal
    : Audience extends 'none'
      ? undefined
      : Principal;

/** Whether an audience lets a principal in. */
export const isAllowed = (audience: Route['audience'], { kind }: Principal): boolean =>
  audience === 'both' || (audience === 'operator' ? kind !== 'provider' : audience === kind);
