export { CrmClient } from './crm-client.ts';
export type * from './fale-conosco-crm.ts';
