export { CrmApp } from './crm-app/crm-app.ts';
export type { CrmView } from './crm-app/views.ts';
export { CrmNewProtocolEvent } from './crm-inbox/crm-inbox.events.ts';
export { CrmInbox } from './crm-inbox/crm-inbox.ts';
export { CrmProtocolCreatedEvent } from './crm-new-protocol/crm-new-protocol.events.ts';
export { CrmNewProtocol } from './crm-new-protocol/crm-new-protocol.ts';
export { CrmProtocolChangedEvent, CrmProtocolForwardedEvent } from './crm-protocol/crm-protocol.events.ts';
export { CrmProtocol } from './crm-protocol/crm-protocol.ts';
export { CrmBackEvent, CrmProtocolOpenEvent } from './shared/crm-events.ts';
