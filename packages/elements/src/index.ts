export {
  NewContactEvent,
  ProtocolOpenEvent,
  UnreadChangeEvent,
} from './fale-conosco-list/fale-conosco-list.events.ts';
export { FaleConoscoList } from './fale-conosco-list/fale-conosco-list.ts';
export { ErrorEvent } from './shared/error-event.ts';
export { NewContactForm } from './new-contact-form/new-contact-form.ts';
export { CancelEvent, ProtocolCreatedEvent } from './new-contact-form/new-contact-form.events.ts';
export { BackEvent } from './shared/back-event.ts';
