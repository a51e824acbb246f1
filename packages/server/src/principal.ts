/** A signed-in user of a provider. Everything about whose data it sees comes from here, never from a request. */
export interface ProviderPrincipal {
  kind: 'provider';
  /** Id of the row in `provider_users`. */
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
  /** Id of the row in `agents`. */
  userId: string;
  name: string;
  email: string | null;
}

/** Who makes a request. */
export type Principal = ProviderPrincipal | OperatorPrincipal;
