import { crmRoutes } from './crm.ts';
import { providerRoutes } from './provider.ts';

/** Every operation of the contract, by operation id. */
export const routes = { ...providerRoutes, ...crmRoutes } as const;
export type OperationId = keyof typeof routes;
