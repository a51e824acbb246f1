import type {
  AttachmentsResource,
  ClassificationsResource,
  ContactMethodsResource,
  EventsResource,
  FaleConosco,
  MessagesResource,
  ProtocolsResource,
  SessionResource,
  UploadsResource,
} from './fale-conosco.ts';
import { type FaleConoscoClientOptions, Transport } from './http/transport.ts';
import { HttpAttachments } from './resources/attachments.ts';
import { HttpClassifications, HttpContactMethods } from './resources/catalogue.ts';
import { HttpEvents } from './resources/events.ts';
import { HttpMessages } from './resources/messages.ts';
import { HttpProtocols } from './resources/protocols.ts';
import { HttpSession } from './resources/session.ts';
import { HttpUploads } from './resources/uploads.ts';
import type { Timing } from './timing.ts';

/** The provider's side of the contract over HTTP, in browsers and in Node. Making one sends nothing. */
export class FaleConoscoClient implements FaleConosco {
  readonly session: SessionResource;
  readonly classifications: ClassificationsResource;
  readonly contactMethods: ContactMethodsResource;
  readonly protocols: ProtocolsResource;
  readonly messages: MessagesResource;
  readonly uploads: UploadsResource;
  readonly attachments: AttachmentsResource;
  readonly events: EventsResource;

  /** @param timing for tests that step through time */
  constructor(options: FaleConoscoClientOptions, timing?: Timing) {
    const transport = new Transport(options, timing);
    this.session = new HttpSession(transport);
    this.classifications = new HttpClassifications(transport);
    this.contactMethods = new HttpContactMethods(transport);
    this.protocols = new HttpProtocols(transport);
    this.messages = new HttpMessages(transport);
    this.uploads = new HttpUploads(transport);
    this.attachments = new HttpAttachments(transport);
    this.events = new HttpEvents(transport);
  }
}
