import type {
  AccessLogQuery,
  AccessRecordPage,
  Agent,
  AgentChanges,
  AssignProtocol,
  AuditListQuery,
  AuditPage,
  CannedAnswer,
  CannedAnswerChanges,
  ClassificationChanges,
  CloseProtocol,
  ContactMethodChanges,
  CreatedWebhook,
  CrmClassification,
  CrmContactMethod,
  CrmCounts,
  CrmMessage,
  CrmMessagePage,
  CrmProtocol,
  CrmProtocolListQuery,
  CrmProtocolPage,
  CrmProtocolSummary,
  Delivery,
  DeliveryListQuery,
  DeliveryPage,
  ForwardProtocol,
  Group,
  GroupChanges,
  Holiday,
  HolidayListQuery,
  MessageListQuery,
  NewAgent,
  NewCannedAnswer,
  NewClassification,
  NewContactMethod,
  NewCrmMessage,
  NewCrmProtocol,
  NewGroup,
  NewHoliday,
  NewProvider,
  NewWebhook,
  Provider,
  ProviderChanges,
  ProviderListQuery,
  ProviderPage,
  ReopenProtocol,
  Webhook,
  WebhookChanges,
} from '@fale-conosco/contract';
import type {
  AttachmentsResource,
  ChangeOptions,
  EventsResource,
  ReadOptions,
  RequestOptions,
  SessionResource,
  UploadsResource,
} from '../client-interface.ts';

/**
 * Options of a change of the settings: the `version` that was read is a must. Such a change is never sent twice by itself,
 * since a repeat could not tell our own change from another's: after a `ConnectionError` or `TimeoutError` the outcome is
 * unknown, and the entry has to be read again.
 */
export interface VersionedOptions extends ChangeOptions {
  /** Version of the entry that was read. */
  version: number;
}

/** The protocols of the agent's groups; those of other groups are not found. */
export interface CrmProtocolsResource {
  /** One page, in the order of the query. */
  list(query?: CrmProtocolListQuery, options?: RequestOptions): Promise<CrmProtocolPage>;
  /** All pages, one after another, fetched as they are needed. */
  iterate(query?: CrmProtocolListQuery, options?: RequestOptions): AsyncIterable<CrmProtocolSummary>;
  /** Open ones, by what the home screen offers. */
  counts(options?: RequestOptions): Promise<CrmCounts>;
  /** One protocol, without its thread. */
  retrieve(number: string, options?: ReadOptions): Promise<CrmProtocol>;
  /** Opens a protocol on behalf of a provider. */
  create(input: NewCrmProtocol, options?: RequestOptions): Promise<CrmProtocol>;
  /** Closes with the conclusive message. */
  close(number: string, input: CloseProtocol, options?: ChangeOptions): Promise<CrmProtocol>;
  /** Opens a closed protocol again. */
  reopen(number: string, input?: ReopenProtocol, options?: ChangeOptions): Promise<CrmProtocol>;
  /** Gives it to an agent of its group, or to none. */
  assign(number: string, input: AssignProtocol, options?: ChangeOptions): Promise<CrmProtocol>;
  /** Gives the protocol as it now is, even when the agent does not see its new group. */
  forward(number: string, input: ForwardProtocol, options?: ChangeOptions): Promise<CrmProtocol>;
  /** Who viewed or read what, and when; newest first. */
  accessLog(number: string, query?: AccessLogQuery, options?: RequestOptions): Promise<AccessRecordPage>;
}

/** The thread of a protocol as the operator sees it. */
export interface CrmMessagesResource {
  /** Internal messages included; in ascending sequence. */
  list(number: string, query?: MessageListQuery, options?: RequestOptions): Promise<CrmMessagePage>;
  /** Adds a reply, an internal note or a confidential message. */
  create(number: string, input: NewCrmMessage, options?: ChangeOptions): Promise<CrmMessage>;
}

/** Entries of the settings that are created, read and changed, but never deleted: they are deactivated. */
export interface EntityResource<Entry, New, Changes, Created extends Entry = Entry> {
  /** All entries, those that are not active included. */
  list(options?: RequestOptions): Promise<Entry[]>;
  /** One entry with its `version`. */
  retrieve(id: string, options?: RequestOptions): Promise<Entry>;
  /** Creates an entry; a repeat with the same idempotency key makes no second one. */
  create(input: New, options?: RequestOptions): Promise<Created>;
  /** Changes the fields that are given. `VersionConflictError` when the entry has changed since. */
  update(id: string, changes: Changes, options: VersionedOptions): Promise<Entry>;
}

/** Entries of the settings that can be deleted while nothing uses them. */
export interface DeletableEntityResource<Entry, New, Changes, Created extends Entry = Entry>
  extends EntityResource<Entry, New, Changes, Created> {
  /** `ConflictError` of code `in_use` when it has been used: deactivate it instead. */
  delete(id: string, options: VersionedOptions): Promise<void>;
}

/** Clinics, hospitals and laboratories, in pages. */
export interface ProvidersResource
  extends Omit<EntityResource<Provider, NewProvider, ProviderChanges>, 'list'> {
  /** One page, by name. */
  list(query?: ProviderListQuery, options?: RequestOptions): Promise<ProviderPage>;
  /** All pages, one after another, fetched as they are needed. */
  iterate(query?: ProviderListQuery, options?: RequestOptions): AsyncIterable<Provider>;
}

/** National and local holidays. */
export interface HolidaysResource {
  /** Those of a year, national ones included; by default of this year. */
  list(query?: HolidayListQuery, options?: RequestOptions): Promise<Holiday[]>;
  /** Adds a local holiday; deadlines of open protocols move with it. */
  create(input: NewHoliday, options?: RequestOptions): Promise<Holiday>;
  /** Deletes a local holiday; deadlines move back. */
  delete(id: string, options?: RequestOptions): Promise<void>;
}

/** E-mails and webhook messages on their way. */
export interface DeliveriesResource {
  /** One page, newest first. */
  list(query?: DeliveryListQuery, options?: RequestOptions): Promise<DeliveryPage>;
  /** Tries a dead one again, from the first attempt on. */
  retry(id: string, options?: RequestOptions): Promise<Delivery>;
}

/** Who changed what in the settings, newest first. */
export interface AuditResource {
  /** One page, newest first. */
  list(query?: AuditListQuery, options?: RequestOptions): Promise<AuditPage>;
}

/** The operator's side of the contract: what the console needs, whether from a server or from memory. */
export interface FaleConoscoCrm {
  readonly session: SessionResource;
  readonly protocols: CrmProtocolsResource;
  readonly messages: CrmMessagesResource;
  readonly classifications: DeletableEntityResource<
    CrmClassification,
    NewClassification,
    ClassificationChanges
  >;
  readonly contactMethods: EntityResource<CrmContactMethod, NewContactMethod, ContactMethodChanges>;
  readonly groups: EntityResource<Group, NewGroup, GroupChanges>;
  readonly agents: EntityResource<Agent, NewAgent, AgentChanges>;
  readonly cannedAnswers: DeletableEntityResource<CannedAnswer, NewCannedAnswer, CannedAnswerChanges>;
  readonly providers: ProvidersResource;
  readonly holidays: HolidaysResource;
  readonly webhooks: DeletableEntityResource<Webhook, NewWebhook, WebhookChanges, CreatedWebhook>;
  readonly deliveries: DeliveriesResource;
  readonly audit: AuditResource;
  readonly uploads: UploadsResource;
  readonly attachments: AttachmentsResource;
  readonly events: EventsResource;
}
