import type {
  AccessAction,
  AccessRecord,
  Agent,
  Attachment,
  AuditRecord,
  CannedAnswer,
  CrmClassification,
  CrmContactMethod,
  CrmMessage,
  Deadline,
  Delivery,
  Group,
  Holiday,
  ProtocolStatus,
  Provider,
  REPLY_BLOCKED_REASONS,
  Webhook,
} from '@fale-conosco/contract';

/** A node of the tree as stored; what follows from other entries is added when it is read. */
export type StoredClassification = Omit<CrmClassification, 'hasProtocols' | 'canOpen'>;
/** A group as stored; its leaves stand at the classifications, its members at the agents. */
export type StoredGroup = Omit<Group, 'classificationIds' | 'memberIds'>;

/** The operator's settings. */
export interface Settings {
  classifications: StoredClassification[];
  contactMethods: CrmContactMethod[];
  groups: StoredGroup[];
  /** Memberships stand here. */
  agents: Agent[];
  providers: Provider[];
  cannedAnswers: CannedAnswer[];
  /** Local ones. */
  holidays: Holiday[];
  webhooks: Webhook[];
  /** Newest first. */
  deliveries: Delivery[];
  /** Newest first. */
  audit: AuditRecord[];
}

/** A user of a provider. */
export interface ProviderUser {
  id: string;
  providerId: string;
  name: string;
  email: string | null;
  phone: string | null;
  active: boolean;
}

/** A named entry where it is mentioned; the settings' name goes before. */
export interface Ref {
  id: string;
  name: string;
}

/** Why a provider cannot reply. */
export type ReplyBlockedReason = (typeof REPLY_BLOCKED_REASONS)[number];

/** An entry of a thread, as it stands for everybody. */
export interface StoredMessage extends Omit<CrmMessage, 'own'> {
  authorId: string;
}

/** Up to where a user has opened a thread, and the operator's messages left. */
export interface ReadPosition {
  unreadCount: number;
  readSequence: number;
}

/** An entry of the access log. */
export interface StoredAccess {
  id: number;
  at: string;
  actorId: string;
  actor: AccessRecord['actor'];
  action: AccessAction;
  attachmentId: string | null;
  /** What narrowed the list or the search that showed it. */
  list?: string;
}

/** A protocol with its thread. Instants are ISO texts; tests may change it to set a scene. */
export interface StoredProtocol {
  /** Ascending with registration. */
  id: number;
  number: string;
  status: ProtocolStatus;
  classification: { id: string; path: string[] };
  openedBy: 'provider' | 'operator';
  registeredAt: string;
  closedAt: string | null;
  lastActivityAt: string;
  contactMethod: { id: string; description: string };
  contactPerson: string;
  contactPhone: string;
  contactEmail: string;
  previousProtocolNumber: string | null;
  provider: Ref;
  group: Ref;
  assignee: Ref | null;
  version: number;
  waitingSince: string | null;
  /** The deadlines of the classification as they were at registration. */
  deadlineBusinessDays: number | null;
  providerDeadlineBusinessDays: number | null;
  dueAt: string | null;
  dueSoonAt: string | null;
  /** When the clock stopped and went on again, by turns. */
  pauses: string[];
  providerDueAt: string | null;
  messages: StoredMessage[];
  /** By user. */
  reads: Map<string, ReadPosition>;
  organizationReadSequence: number;
  /** Oldest first. */
  accesses: StoredAccess[];
  /** Overrides the rules: a reason, or null for "can reply". */
  replyOverride?: ReplyBlockedReason | null;
  /** Overrides the clock. */
  deadlineOverride?: Deadline | null;
}

/** A file that was sent, or is on its way. */
export interface StoredFile {
  attachment: Attachment;
  uploadedBy: string;
  createdAt: string;
  content: Uint8Array<ArrayBuffer>;
  receivedBytes: number;
  /** The message that uses it. */
  usedBy: { protocol: StoredProtocol; message: StoredMessage } | undefined;
}
