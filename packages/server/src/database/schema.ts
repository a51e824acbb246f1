import type { ProtocolStatus } from '@fale-conosco/contract';
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';

/** Set by the database unless given; read as a `Date`. */
type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>;

export interface ProviderTable {
  id: string;
  name: string;
  active: Generated<boolean>;
}

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

export interface GroupTable {
  id: string;
  name: string;
  email: string | null;
  active: Generated<boolean>;
  accesses_confidential: Generated<boolean>;
}

export interface AgentTable {
  id: Generated<string>;
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  role: 'agent' | 'admin';
  active: Generated<boolean>;
}

export interface GroupMemberTable {
  group_id: string;
  agent_id: string;
}

export interface ContactMethodTable {
  id: string;
  description: string;
  active: Generated<boolean>;
  mode: 'contact' | 'return' | 'both';
  receives_complaints: Generated<boolean>;
  listed_in_api: Generated<boolean>;
  shown_on_beneficiary_web: Generated<boolean>;
  /** Gate B. */
  fale_conosco: Generated<boolean>;
  /** Gate C. */
  released_for_web: Generated<boolean>;
}

export interface ClassificationTable {
  id: string;
  parent_id: string | null;
  name: string;
  position: Generated<number>;
  active: Generated<boolean>;
  group_id: string | null;
  /** Gate A. */
  shown_to_providers: Generated<boolean>;
  default_text: string | null;
  help_text: string | null;
  attachment_required: Generated<boolean>;
  deadline_business_days: number | null;
  reopen_window_days: number | null;
}

export interface ProtocolDayTable {
  day: string;
  last_sequence: number;
}

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
}

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
}

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
  state: 'uploading' | 'ready' | 'rejected';
  rejection_code: string | null;
  confidential: Generated<boolean>;
  storage_key: string;
  created_at: Timestamp;
}

export interface InboxTable {
  user_id: string;
  protocol_id: number;
  provider_id: string;
  read_sequence: Generated<number>;
  unread_count: Generated<number>;
}

export interface ProtocolSearchTable {
  protocol_id: number;
  provider_id: string;
  document: string;
}

export interface EventTable {
  id: GeneratedAlways<number>;
  provider_id: string | null;
  group_id: string | null;
  user_id: string | null;
  type: string;
  data: JSONColumnType<object>;
  created_at: Timestamp;
}

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
  inbox: InboxTable;
  protocol_search: ProtocolSearchTable;
  events: EventTable;
  idempotency_keys: IdempotencyKeyTable;
  access_log: AccessLogTable;
}
