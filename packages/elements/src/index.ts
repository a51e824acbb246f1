export { FcErrorEvent } from '@fale-conosco/ui';
export { type AppView, FaleConoscoApp } from './fale-conosco-app/fale-conosco-app.ts';
export {
  NewContactEvent,
  ProtocolOpenEvent,
  UnreadChangeEvent,
} from './fale-conosco-list/fale-conosco-list.events.ts';
export { FaleConoscoList } from './fale-conosco-list/fale-conosco-list.ts';
export { CancelEvent, ProtocolCreatedEvent } from './new-contact-form/new-contact-form.events.ts';
export { NewContactForm } from './new-contact-form/new-contact-form.ts';
export { MessageSentEvent } from './protocol-thread/protocol-thread.events.ts';
export { ProtocolThread } from './protocol-thread/protocol-thread.ts';
export { BackEvent } from './shared/back-event.ts';
