import { crmProtocolRoutes } from './crm-protocols.ts';
import { crmRegisterRoutes } from './crm-registers.ts';

/** The operations of the operator's side, by operation id. */
export const crmRoutes = { ...crmProtocolRoutes, ...crmRegisterRoutes } as const;
