export { CrmNewProtocolEvent } from './crm-inbox/crm-inbox.events.ts';
export { CrmInbox } from './crm-inbox/crm-inbox.ts';
export { CrmBackEvent, CrmProtocolOpenEvent } from './shared/crm-events.ts';
