/** A signed-in user of a provider. */
export interface ProviderPrincipal {
  kind: 'provider';
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
  userId: string;
  name: string;
  email: string | null;
}

/** Who makes a request. */
export type Principal = ProviderPrincipal | OperatorPrincipal;
