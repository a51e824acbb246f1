import type {
  AttachmentsResource,
  EventsResource,
  SessionResource,
  UploadsResource,
} from '../client-interface.ts';
import type { Transport } from '../http/transport.ts';
import { attachmentsOver } from './attachments.ts';
import { HttpEvents } from './events.ts';
import { sessionOver } from './session.ts';
import { uploadsOver } from './uploads.ts';

/** What the clients of both sides have in common. */
export abstract class SharedClient {
  readonly session: SessionResource;
  readonly uploads: UploadsResource;
  readonly attachments: AttachmentsResource;
  readonly events: EventsResource;

  protected constructor(transport: Transport) {
    this.session = sessionOver(transport);
    this.uploads = uploadsOver(transport);
    this.attachments = attachmentsOver(transport);
    this.events = new HttpEvents(transport);
  }
}
