import { crmProtocolRoutes } from './crm-protocols.ts';
import { crmSettingsRoutes } from './crm-settings.ts';

/** The operations of the operator's side, by operation id. */
export const crmRoutes = { ...crmProtocolRoutes, ...crmSettingsRoutes } as const;
