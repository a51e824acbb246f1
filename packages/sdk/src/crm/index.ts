export { CrmClient, type CrmMessages, type CrmProtocols } from './crm-client.ts';
