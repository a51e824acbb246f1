import type {
  AttachmentsResource,
  EventsResource,
  SessionResource,
  UploadsResource,
} from '../fale-conosco.ts';
import { type FaleConoscoClientOptions, Transport } from '../http/transport.ts';
import { HttpAttachments } from '../resources/attachments.ts';
import { HttpEvents } from '../resources/events.ts';
import { HttpSession } from '../resources/session.ts';
import { HttpUploads } from '../resources/uploads.ts';
import type { Timing } from '../timing.ts';
import type {
  AuditResource,
  CrmMessagesResource,
  CrmProtocolsResource,
  DeliveriesResource,
  FaleConoscoCrm,
  HolidaysResource,
  ProvidersResource,
} from './fale-conosco-crm.ts';
import { HttpAudit, HttpDeliveries } from './resources/logs.ts';
import { HttpCrmMessages } from './resources/messages.ts';
import { HttpCrmProtocols } from './resources/protocols.ts';
import {
  HttpHolidays,
  HttpProviders,
  httpAgents,
  httpCannedAnswers,
  httpClassifications,
  httpContactMethods,
  httpGroups,
  httpWebhooks,
} from './resources/registers.ts';

/**
 * The operator's side of the contract over HTTP, for agents' tokens. Making one sends nothing.
 *
 * What makes something, and what happens to a protocol, carries an idempotency key, so that it is sent again when an
 * answer is lost, with `version` or without. Changes and deletions in the registers carry none: when their answer is lost
 * the call fails with `ConnectionError` or `TimeoutError`, and the entry tells whether the change was made.
 */
export class CrmClient implements FaleConoscoCrm {
  readonly session: SessionResource;
  readonly protocols: CrmProtocolsResource;
  readonly messages: CrmMessagesResource;
  readonly classifications: FaleConoscoCrm['classifications'];
  readonly contactMethods: FaleConoscoCrm['contactMethods'];
  readonly groups: FaleConoscoCrm['groups'];
  readonly agents: FaleConoscoCrm['agents'];
  readonly cannedAnswers: FaleConoscoCrm['cannedAnswers'];
  readonly providers: ProvidersResource;
  readonly holidays: HolidaysResource;
  readonly webhooks: FaleConoscoCrm['webhooks'];
  readonly deliveries: DeliveriesResource;
  readonly audit: AuditResource;
  readonly uploads: UploadsResource;
  readonly attachments: AttachmentsResource;
  readonly events: EventsResource;

  /** @param timing for tests that step through time */
  constructor(options: FaleConoscoClientOptions, timing?: Timing) {
    const transport = new Transport(options, timing);
    this.session = new HttpSession(transport);
    this.protocols = new HttpCrmProtocols(transport);
    this.messages = new HttpCrmMessages(transport);
    this.classifications = httpClassifications(transport);
    this.contactMethods = httpContactMethods(transport);
    this.groups = httpGroups(transport);
    this.agents = httpAgents(transport);
    this.cannedAnswers = httpCannedAnswers(transport);
    this.providers = new HttpProviders(transport);
    this.holidays = new HttpHolidays(transport);
    this.webhooks = httpWebhooks(transport);
    this.deliveries = new HttpDeliveries(transport);
    this.audit = new HttpAudit(transport);
    this.uploads = new HttpUploads(transport);
    this.attachments = new HttpAttachments(transport);
    this.events = new HttpEvents(transport);
  }
}
