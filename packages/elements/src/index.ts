export {
  NewContactEvent,
  ProtocolOpenEvent,
  UnreadChangeEvent,
} from './fale-conosco-list/fale-conosco-list.events.ts';
export { FaleConoscoList } from './fale-conosco-list/fale-conosco-list.ts';
export { ErrorEvent } from './shared/error-event.ts';
