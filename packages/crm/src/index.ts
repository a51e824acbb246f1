export { CrmNewProtocolEvent } from './crm-inbox/crm-inbox.events.ts';
export { CrmInbox } from './crm-inbox/crm-inbox.ts';
export { CrmProtocolChangedEvent, CrmProtocolForwardedEvent } from './crm-protocol/crm-protocol.events.ts';
export { CrmProtocol } from './crm-protocol/crm-protocol.ts';
export { CrmBackEvent, CrmProtocolOpenEvent } from './shared/crm-events.ts';
