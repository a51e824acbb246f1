export type * from './client-interface.ts';
export { CrmClient } from './crm-client.ts';
