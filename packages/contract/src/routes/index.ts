import { crmRoutes } from './crm.ts';
import { providerRoutes } from './provider.ts';

/** Every operation of the contract, by operation id. */
export const routes = { ...providerRoutes, ...crmRoutes } as const;
/** Name of an operation: the key of {@link routes}, and its `operationId` in the OpenAPI document. */
export type OperationId = keyof typeof routes;
