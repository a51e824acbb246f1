import type { AuditedEntity, ProtocolActivity, ProtocolStatus } from '@fale-conosco/contract';
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';

/** Set by the database unless given; read as a `Date`. */
type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>;

/** Providers, by the id that tokens name them with. */
export interface ProviderTable {
  id: string;
  name: string;
  active: Generated<boolean>;
  version: Generated<number>;
}

/** People who act for a provider, told apart by the issuer and subject of their token. */
export interface ProviderUserTable {
  id: Generated<string>;
  provider_id: string;
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  phone: string | null;
  active: Generated<boolean>;
  created_at: Timestamp;
}

/** Groups of the operator's agents (`grupo de trabalho`). */
export interface GroupTable {
  id: Generated<string>;
  name: string;
  email: string | null;
  active: Generated<boolean>;
  accesses_confidential: Generated<boolean>;
  /** The group whose people see this one's protocols too. */
  manager_group_id: string | null;
  version: Generated<number>;
}

/** People who act for the operator, told apart by the issuer and subject of their token. */
export interface AgentTable {
  id: Generated<string>;
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  role: 'agent' | 'admin';
  active: Generated<boolean>;
  version: Generated<number>;
}

/** Which agent belongs to which groups. */
export interface GroupMemberTable {
  group_id: string;
  agent_id: string;
}

/** Contact methods (`meio de contato`) with what each one is released for. */
export interface ContactMethodTable {
  id: Generated<string>;
  description: string;
  active: Generated<boolean>;
  mode: 'contact' | 'return' | 'both';
  receives_complaints: Generated<boolean>;
  listed_in_api: Generated<boolean>;
  shown_on_beneficiary_web: Generated<boolean>;
  /** `Fale Conosco`: offered in the form (offeredInFaleConosco). */
  fale_conosco: Generated<boolean>;
  /** Released for the Web as a method of return (releasedForWeb). */
  released_for_web: Generated<boolean>;
  version: Generated<number>;
}

/** The tree of subjects; a leaf names the group that answers. */
export interface ClassificationTable {
  id: Generated<string>;
  parent_id: string | null;
  name: string;
  position: Generated<number>;
  active: Generated<boolean>;
  group_id: string | null;
  /** `Exibe no Fale conosco?`: shown to providers. */
  shown_to_providers: Generated<boolean>;
  default_text: string | null;
  help_text: string | null;
  attachment_required: Generated<boolean>;
  deadline_business_days: number | null;
  provider_deadline_business_days: number | null;
  reopen_window_days: number | null;
  version: Generated<number>;
}

/** Last sequence given on a day (`yyyymmdd`); its row lock keeps the numbers of a day consecutive. */
export interface ProtocolDayTable {
  day: string;
  last_sequence: number;
}

/** Protocols, each with the classification and contact as they were on the day of registration. */
export interface ProtocolTable {
  id: GeneratedAlways<number>;
  number: string;
  provider_id: string;
  opened_by: 'provider' | 'operator';
  classification_id: string;
  classification_path: string[];
  group_id: string;
  contact_method_id: string;
  contact_person: string;
  contact_phone: string;
  contact_email: string;
  status: ProtocolStatus;
  registered_at: Timestamp;
  closed_at: Date | null;
  last_activity_at: Timestamp;
  last_sequence: Generated<number>;
  last_public_sequence: Generated<number>;
  organization_unread_count: Generated<number>;
  organization_read_sequence: Generated<number>;
  previous_protocol_id: number | null;
  version: Generated<number>;
  assignee_id: string | null;
  /** Since when the provider waits for the operator. */
  waiting_since: Date | null;
  deadline_business_days: number | null;
  provider_deadline_business_days: number | null;
  due_at: Date | null;
  /** From when on it is due soon. */
  due_soon_at: Date | null;
  /** When the clock stopped and went on again, by turns. */
  clock_pauses: Generated<Date[]>;
  /** Since when the clock stands; null while it runs. */
  clock_paused_at: GeneratedAlways<Date | null>;
  provider_due_at: Date | null;
}

/** Entries of the threads. The author is kept as text as well, so that a thread reads the same later. */
export interface MessageTable {
  id: GeneratedAlways<number>;
  protocol_id: number;
  provider_id: string;
  sequence: number;
  author_kind: 'provider' | 'operator';
  author_id: string;
  author_name: string;
  author_organization: string;
  visibility: Generated<'public' | 'internal' | 'confidential'>;
  body: string;
  status_change: ProtocolStatus | null;
  sent_at: Timestamp;
  viewed_by_provider_at: Date | null;
  contact_method_id: string | null;
  /** What an agent did, as {@link ProtocolActivity}; null for what people write. */
  activity: ColumnType<ProtocolActivity | null, string | null | undefined, string | null>;
}

/** Files. Their bytes are in the storage, under `storage_key`; until a message takes them they belong to who sent them. */
export interface AttachmentTable {
  id: Generated<string>;
  provider_id: string | null;
  uploaded_by: string;
  protocol_id: number | null;
  message_id: number | null;
  position: Generated<number>;
  file_name: string;
  media_type: string | null;
  size_bytes: number;
  sha256: string | null;
  state: 'uploading' | 'scanning' | 'ready' | 'rejected';
  rejection_code: string | null;
  confidential: Generated<boolean>;
  storage_key: string;
  created_at: Timestamp;
  scan_attempts: Generated<number>;
  /** When it is scanned next; null unless it is `scanning`. */
  next_scan_at: Date | null;
}

/** A file that no row of `attachments` needs any more; a trigger writes it. */
export interface FileRemovalTable {
  storage_key: string;
  next_attempt_at: Timestamp;
}

/** What one user has opened of one protocol, and how many messages wait. No row: nothing waits, nothing was opened. */
export interface InboxTable {
  user_id: string;
  protocol_id: number;
  provider_id: string;
  read_sequence: Generated<number>;
  unread_count: Generated<number>;
}

/** What a protocol is found by (`tsvector`): its number, classification and public messages. */
export interface ProtocolSearchTable {
  protocol_id: number;
  provider_id: string;
  document: string;
}

/** Events, kept so that streams can be resumed; provider, group and user say who hears one, all null: everybody. */
export interface EventTable {
  id: GeneratedAlways<number>;
  provider_id: string | null;
  group_id: string | null;
  user_id: string | null;
  type: string;
  data: JSONColumnType<object>;
  created_at: Timestamp;
}

/** Answers already given, by actor, operation and `Idempotency-Key`; written in the transaction of the effect. */
export interface IdempotencyKeyTable {
  actor_id: string;
  operation: string;
  key: string;
  /** SHA-256 of the request's content. */
  request_hash: string;
  status: number;
  body: JSONColumnType<object>;
  created_at: Timestamp;
}

/** Who read or changed what, and when. */
export interface AccessLogTable {
  id: GeneratedAlways<number>;
  at: Timestamp;
  actor_kind: 'provider' | 'agent' | 'admin';
  actor_id: string;
  provider_id: string | null;
  action: string;
  protocol_number: string | null;
  attachment_id: string | null;
  request_id: string;
  /** Of a list or a search: the protocols that it showed. */
  protocol_numbers: string[] | null;
  /** Of a list or a search: what narrowed it. */
  detail: unknown;
}

/** Secrets that the installation made for itself; for the system alone. */
export interface ServerSecretTable {
  /** `search-digests`, `event-ids` */
  name: string;
  secret: Buffer;
}

/** Texts that agents answer with often. */
export interface CannedAnswerTable {
  id: Generated<string>;
  title: string;
  body: string;
  group_id: string | null;
  active: Generated<boolean>;
  version: Generated<number>;
}

/** Local holidays. */
export interface HolidayTable {
  id: Generated<string>;
  /** `AAAA-MM-DD` */
  day: string;
  name: string;
  every_year: Generated<boolean>;
}

/** Changes in the registers. */
export interface AuditLogTable {
  id: GeneratedAlways<number>;
  at: Timestamp;
  /** Both null: the system. */
  actor_id: string | null;
  actor_name: string | null;
  entity: AuditedEntity;
  entity_id: string;
  entity_name: string;
  action: 'created' | 'updated' | 'deleted';
  before: ColumnType<object | null, string | null, never>;
  after: ColumnType<object | null, string | null, never>;
}

/** Addresses of the operator's other systems. */
export interface WebhookTable {
  id: Generated<string>;
  url: string;
  events: string[];
  active: Generated<boolean>;
  secret: string;
  version: Generated<number>;
}

/** The outbox. */
export interface DeliveryTable {
  id: GeneratedAlways<number>;
  kind: 'email' | 'webhook';
  topic: string;
  recipient: string | null;
  webhook_id: string | null;
  protocol_id: number | null;
  payload: JSONColumnType<object>;
  state: Generated<'pending' | 'delivered' | 'dead'>;
  attempts: Generated<number>;
  next_attempt_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  last_error: string | null;
  created_at: Timestamp;
}

/** Every table, for Kysely. */
export interface Database {
  providers: ProviderTable;
  provider_users: ProviderUserTable;
  groups: GroupTable;
  agents: AgentTable;
  group_members: GroupMemberTable;
  contact_methods: ContactMethodTable;
  classifications: ClassificationTable;
  protocol_days: ProtocolDayTable;
  protocols: ProtocolTable;
  messages: MessageTable;
  attachments: AttachmentTable;
  file_removals: FileRemovalTable;
  inbox: InboxTable;
  protocol_search: ProtocolSearchTable;
  events: EventTable;
  idempotency_keys: IdempotencyKeyTable;
  access_log: AccessLogTable;
  server_secrets: ServerSecretTable;
  canned_answers: CannedAnswerTable;
  holidays: HolidayTable;
  audit_log: AuditLogTable;
  webhooks: WebhookTable;
  deliveries: DeliveryTable;
}
