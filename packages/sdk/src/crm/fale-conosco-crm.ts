import type {
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
  LogQuery,
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
  RequestOptions,
  SessionResource,
  UploadsResource,
} from '../fale-conosco.ts';

/**
 * What changes of a register take: the `version` that was read is a must. Such a change is never sent twice by itself,
 * since a repeat could not tell our own change from another's: after a `ConnectionError` or `TimeoutError` the outcome is
 * unknown, and the entry has to be read again.
 */
export interface VersionedOptions extends ChangeOptions {
  version: number;
}

/** The protocols of the agent's groups; those of other groups are not found. */
export interface CrmProtocolsResource {
  list(query?: CrmProtocolListQuery, options?: RequestOptions): Promise<CrmProtocolPage>;
  /** All pages, one after another, fetched as they are needed. */
  iterate(query?: CrmProtocolListQuery, options?: RequestOptions): AsyncIterable<CrmProtocolSummary>;
  /** Open ones, by what the home screen offers. */
  counts(options?: RequestOptions): Promise<CrmCounts>;
  retrieve(number: string, options?: RequestOptions): Promise<CrmProtocol>;
  /** Opens a protocol on behalf of a provider. */
  create(input: NewCrmProtocol, options?: RequestOptions): Promise<CrmProtocol>;
  /** Closes with the conclusive message. */
  close(number: string, input: CloseProtocol, options?: ChangeOptions): Promise<CrmProtocol>;
  reopen(number: string, input?: ReopenProtocol, options?: ChangeOptions): Promise<CrmProtocol>;
  assign(number: string, input: AssignProtocol, options?: ChangeOptions): Promise<CrmProtocol>;
  /** Answers the protocol as it now is, even when the agent does not see its new group. */
  forward(number: string, input: ForwardProtocol, options?: ChangeOptions): Promise<CrmProtocol>;
  /** Who viewed what, and when; newest first. */
  accessLog(number: string, query?: LogQuery, options?: RequestOptions): Promise<AccessRecordPage>;
}

/** The thread of a protocol as the operator sees it. */
export interface CrmMessagesResource {
  list(number: string, query?: MessageListQuery, options?: RequestOptions): Promise<CrmMessagePage>;
  create(number: string, input: NewCrmMessage, options?: ChangeOptions): Promise<CrmMessage>;
}

/** A register whose entries are made, read and changed, but never deleted: they are deactivated. */
export interface RegisterResource<Entry, New, Changes, Created extends Entry = Entry> {
  /** All entries, those that are not active included. */
  list(options?: RequestOptions): Promise<Entry[]>;
  retrieve(id: string, options?: RequestOptions): Promise<Entry>;
  create(input: New, options?: RequestOptions): Promise<Created>;
  update(id: string, changes: Changes, options: VersionedOptions): Promise<Entry>;
}

/** A register whose entries can be deleted while nothing uses them. */
export interface DeletableRegisterResource<Entry, New, Changes, Created extends Entry = Entry>
  extends RegisterResource<Entry, New, Changes, Created> {
  /** `ConflictError` of code `in_use` when it has been used: deactivate it instead. */
  delete(id: string, options: VersionedOptions): Promise<void>;
}

/** The register of clinics, hospitals and laboratories, in pages. */
export interface ProvidersResource
  extends Omit<RegisterResource<Provider, NewProvider, ProviderChanges>, 'list'> {
  list(query?: ProviderListQuery, options?: RequestOptions): Promise<ProviderPage>;
  /** All pages, one after another, fetched as they are needed. */
  iterate(query?: ProviderListQuery, options?: RequestOptions): AsyncIterable<Provider>;
}

/** National and local holidays. */
export interface HolidaysResource {
  list(query?: HolidayListQuery, options?: RequestOptions): Promise<Holiday[]>;
  create(input: NewHoliday, options?: RequestOptions): Promise<Holiday>;
  delete(id: string, options?: RequestOptions): Promise<void>;
}

/** E-mails and webhook messages on their way. */
export interface DeliveriesResource {
  list(query?: DeliveryListQuery, options?: RequestOptions): Promise<DeliveryPage>;
  /** Tries a dead one again, from the first attempt on. */
  retry(id: string, options?: RequestOptions): Promise<Delivery>;
}

/** Who changed what in the registers, newest first. */
export interface AuditResource {
  list(query?: AuditListQuery, options?: RequestOptions): Promise<AuditPage>;
}

/** The operator's side of the contract: what the console needs, whether from a server or from memory. */
export interface FaleConoscoCrm {
  readonly session: SessionResource;
  readonly protocols: CrmProtocolsResource;
  readonly messages: CrmMessagesResource;
  readonly classifications: DeletableRegisterResource<
    CrmClassification,
    NewClassification,
    ClassificationChanges
  >;
  readonly contactMethods: RegisterResource<CrmContactMethod, NewContactMethod, ContactMethodChanges>;
  readonly groups: RegisterResource<Group, NewGroup, GroupChanges>;
  readonly agents: RegisterResource<Agent, NewAgent, AgentChanges>;
  readonly cannedAnswers: DeletableRegisterResource<CannedAnswer, NewCannedAnswer, CannedAnswerChanges>;
  readonly providers: ProvidersResource;
  readonly holidays: HolidaysResource;
  readonly webhooks: DeletableRegisterResource<Webhook, NewWebhook, WebhookChanges, CreatedWebhook>;
  readonly deliveries: DeliveriesResource;
  readonly audit: AuditResource;
  readonly uploads: UploadsResource;
  readonly attachments: AttachmentsResource;
  readonly events: EventsResource;
}
