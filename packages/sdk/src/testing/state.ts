import {
  type AccessRecord,
  type Attachment,
  type CataloguePart,
  type CrmMessage,
  composeProtocolNumber,
  type Deadline,
  isClosedStatus,
  type Protocol,
  type ProtocolChangedEvent,
  type Session,
} from '@fale-conosco/contract';
import { createApiError, NotFoundError, type RefusedField, ValidationError } from '../errors/index.ts';
import { addBusinessDays, countBusinessDays, deadlineAt, endOfDay, localDate } from './business-days.ts';
import { type TestClassification, type TestRegisters, testGroups } from './registers.ts';
import type { SeedProtocol } from './seed.ts';

/** A message of the in-memory clients, as it stands for everybody. */
export interface TestMessage extends Omit<CrmMessage, 'own'> {
  authorId: string;
}

/** A protocol of the in-memory clients with its thread; change it to set a scene. */
export interface TestProtocol
  extends Omit<
    Protocol,
    | 'unreadCount'
    | 'organizationUnreadCount'
    | 'lastSequence'
    | 'canReply'
    | 'canCancel'
    | 'deadline'
    | 'providerDueAt'
  > {
  messages: TestMessage[];
  provider: { id: string; name: string };
  group: { id: string; name: string };
  assignee: { id: string; name: string } | null;
  version: number;
  /** Since when it awaits the provider. */
  pausedSince: string | null;
  /** Business days for which the clock stood still before. */
  pausedDays: number;
  /** Newest first. */
  accesses: AccessRecord[];
  /** Overrides the rules: a reason, or null for "can reply". */
  replyOverride?: Protocol['replyBlockedReason'];
  /** Overrides the clock. */
  deadlineOverride?: Deadline | null;
}

/** What happened, before anybody is told of it in their own terms. */
export type TestChange =
  | { type: 'catalogue'; changed: CataloguePart[] }
  | {
      type: 'protocol';
      protocol: TestProtocol;
      cause: ProtocolChangedEvent['cause'];
      /** Only the operator sees it. */
      internal: boolean;
      /** The group that had it before. */
      formerGroupId?: string;
    };

/** A file that was sent, whether a message uses it or not. */
export interface TestFile {
  attachment: Attachment;
  content: Blob;
  used: boolean;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const MEDIA_TYPES: Record<string, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  csv: 'text/csv',
  txt: 'text/plain',
  xml: 'application/xml',
  zip: 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** For searches: without accents and case. */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** It is not there, or not for this reader. */
export const notFound = (): NotFoundError => new NotFoundError({ status: 404, code: 'not_found' });

/** One field is refused, as a server does it. */
export const refuse = (path: string, code: RefusedField['code']): ValidationError =>
  new ValidationError({ status: 422, code: 'validation_failed', issues: [{ path, code, message: code }] });

/** The state of things does not allow it. */
export const conflict = (code: string): Error => createApiError({ status: 409, code });

/** What one installation keeps: all that the in-memory clients of one page share, whichever side they are on. */
export class TestState {
  readonly registers: TestRegisters;
  readonly operator: Session['operator'];
  readonly protocols: TestProtocol[] = [];
  /** Uploaded files that no message uses yet, and those of messages, by id. */
  readonly attachments = new Map<string, TestFile>();
  /** Told of each change. */
  readonly watchers = new Set<(change: TestChange) => void>();
  readonly #sequences = new Map<string, number>();
  #clockMs: number;
  #ids = 0;

  constructor(parts: { registers: TestRegisters; operator: Session['operator']; now: Date }) {
    this.registers = parts.registers;
    this.operator = parts.operator;
    this.#clockMs = parts.now.getTime();
  }

  /** The clock as it stands. */
  get now(): string {
    return new Date(this.#clockMs).toISOString();
  }

  /** Moves the clock: each reading is one second after the last, so that orders are never ambiguous. */
  tick(): string {
    this.#clockMs += 1000;
    return this.now;
  }

  nextId(prefix: string): string {
    this.#ids += 1;
    return `${prefix}-${this.#ids}`;
  }

  /** Tells the clients of a change. */
  tell(change: TestChange): void {
    for (const watcher of [...this.watchers]) watcher(change);
  }

  find(number: string): TestProtocol {
    const protocol = this.protocols.find((candidate) => candidate.number === number);
    if (!protocol) throw notFound();
    return protocol;
  }

  classification(id: string | null): TestClassification | undefined {
    return this.registers.classifications.find((node) => node.id === id);
  }

  /** Tells whether a node of the tree is a last level. */
  isLeaf(id: string): boolean {
    return !this.registers.classifications.some(({ parentId }) => parentId === id);
  }

  pathOf(classificationId: string | null): string[] {
    const node = this.classification(classificationId);
    return node ? [...this.pathOf(node.parentId), node.name] : [];
  }

  /** Tells whether a node is another, or below it. */
  isBelow(id: string | null, top: string): boolean {
    return id !== null && (id === top || this.isBelow(this.classification(id)?.parentId ?? null, top));
  }

  /** Gates A and B; what the registers do not know does not hide anything. */
  visibleToProvider(protocol: TestProtocol): boolean {
    const method = this.registers.contactMethods.find(({ id }) => id === protocol.contactMethod.id);
    return (
      (this.classification(protocol.classification.id)?.shownToProviders ?? true) &&
      (method?.faleConosco ?? true)
    );
  }

  /** Gate C. */
  get repliesReleased(): boolean {
    return this.registers.contactMethods.some(
      ({ active, mode, releasedForWeb }) => active && mode !== 'contact' && releasedForWeb,
    );
  }

  deadlineOf(protocol: TestProtocol): Deadline | null {
    if (protocol.deadlineOverride !== undefined) return protocol.deadlineOverride;
    const days = this.classification(protocol.classification.id)?.deadlineBusinessDays ?? null;
    return deadlineAt(this.now, protocol, days, this.registers.holidays);
  }

  providerDueAt(protocol: TestProtocol): string | null {
    const days = this.classification(protocol.classification.id)?.providerDeadlineBusinessDays ?? null;
    if (days === null || protocol.pausedSince === null) return null;
    return endOfDay(addBusinessDays(localDate(protocol.pausedSince), days, this.registers.holidays));
  }

  /** Puts a protocol of the seed in. */
  seed(entry: SeedProtocol, person: Session['user'], home: { id: string; name: string }): TestProtocol {
    const registeredMs = this.#clockMs - entry.daysAgo * DAY_MS;
    const stepMs = Math.min(
      (entry.stepHours ?? 1) * HOUR_MS,
      (entry.daysAgo * DAY_MS) / (entry.thread.length + 1),
    );
    const at = (index: number): string => new Date(registeredMs + index * stepMs).toISOString();
    const leaf = this.registers.classifications.find(
      ({ id, name }) => name === entry.subject && this.isLeaf(id),
    );
    if (!leaf) throw new RangeError(`No leaf is named ${entry.subject}`);
    const assignee = this.registers.agents.find(({ name }) => name === entry.assignee);
    const provider = this.registers.providers.find(({ name }) => name === entry.provider) ?? home;
    const contact =
      provider.id === home.id
        ? person
        : { id: `usr-${provider.id}`, name: 'Carla Menezes', email: null, phone: null };
    const protocol = this.addProtocol({
      status: entry.status,
      classification: { id: leaf.id, path: this.pathOf(leaf.id) },
      openedBy: entry.openedBy ?? 'provider',
      registeredAt: at(0),
      provider: { id: provider.id, name: provider.name },
      assignee: assignee ? { id: assignee.id, name: assignee.name } : null,
      contactPerson: contact.name,
      contactPhone: contact.phone ?? '(11) 3456-7000',
      contactEmail: contact.email ?? 'carla.menezes@prestador.example',
    });
    entry.thread.forEach(([by, body, ...fileNames], index) => {
      const last = index === entry.thread.length - 1;
      this.append(
        protocol,
        by === 'p' ? this.providerAuthor(protocol, contact) : this.agentAuthor(protocol),
        body,
        {
          sentAt: at(index),
          attachments: fileNames.map((fileName) =>
            Object.assign(this.makeAttachment(fileName), { confidential: by === 'c' }),
          ),
          visibility: by === 'i' ? 'internal' : by === 'c' ? 'confidential' : 'public',
          statusChange: last && entry.status !== 'received' ? entry.status : null,
        },
      );
    });
    const { sentAt = protocol.registeredAt } = protocol.messages.at(-1) ?? {};
    if (isClosedStatus(entry.status)) this.close(protocol, sentAt);
    if (entry.status === 'awaiting_provider') protocol.pausedSince = sentAt;
    const visible = protocol.messages.filter(({ visibility }) => visibility === 'public');
    protocol.readSequence = visible.at(-1 - (entry.unread ?? 0))?.sequence ?? 0;
    for (const message of visible) {
      if (message.author.kind === 'operator' && message.sequence <= protocol.readSequence) {
        message.viewedByProviderAt = new Date(Date.parse(message.sentAt) + HOUR_MS / 4).toISOString();
      }
    }
    this.#seedAccesses(protocol, contact.name);
    return protocol;
  }

  /** Whoever takes care of a seeded protocol has viewed it and taken its first file; its provider has read the thread. */
  #seedAccesses(protocol: TestProtocol, contactName: string): void {
    const { assignee, provider, registeredAt, readSequence } = protocol;
    const keep = (
      minutes: number,
      actor: AccessRecord['actor'],
      action: AccessRecord['action'],
      attachment: string | null = null,
    ): void => {
      const at = new Date(Date.parse(registeredAt) + minutes * 60_000).toISOString();
      protocol.accesses.unshift({ at, actor, action, attachment });
    };
    if (readSequence > 0) keep(1, { name: contactName, organization: provider.name }, 'protocol.receipt');
    if (!assignee) return;
    const actor = { name: assignee.name, organization: null };
    const [file] = protocol.messages[0]?.attachments ?? [];
    keep(18, actor, 'protocol.view');
    keep(18, actor, 'messages.view');
    if (file) keep(21, actor, 'attachment.download', file.fileName);
  }

  /** Puts a protocol in as it is given; what is missing is filled in. */
  addProtocol(parts: Partial<TestProtocol>): TestProtocol {
    const registeredAt = parts.registeredAt ?? this.tick();
    const leaf =
      this.classification(parts.classification?.id ?? null) ??
      this.registers.classifications.find(({ id }) => this.isLeaf(id));
    const method = this.registers.contactMethods[0];
    const { id: groupId, name: groupName } = leaf?.group ?? testGroups[0] ?? { id: '', name: '' };
    const protocol: TestProtocol = {
      number: this.#nextNumber(registeredAt),
      status: 'received',
      classification: { id: leaf?.id ?? '', path: this.pathOf(leaf?.id ?? null) },
      openedBy: 'provider',
      registeredAt,
      closedAt: null,
      lastActivityAt: registeredAt,
      contactMethod: { id: method?.id ?? 'met-0', description: method?.description ?? 'Portal do prestador' },
      contactPerson: 'Ana Ribeiro',
      contactPhone: '(11) 3456-7890',
      contactEmail: 'contato@saolucas.example',
      readSequence: 0,
      replyBlockedReason: null,
      reopenableUntil: null,
      previousProtocolNumber: null,
      provider: { id: 'prv-saolucas', name: 'Clínica São Lucas' },
      group: { id: groupId, name: groupName },
      assignee: null,
      version: 1,
      pausedSince: null,
      pausedDays: 0,
      accesses: [],
      messages: [],
      ...parts,
    };
    this.protocols.push(protocol);
    return protocol;
  }

  #nextNumber(registeredAt: string): string {
    const date = localDate(registeredAt);
    const sequence = (this.#sequences.get(date) ?? 0) + 1;
    this.#sequences.set(date, sequence);
    return composeProtocolNumber({ ansRegistration: this.operator.ansRegistration, date, sequence });
  }

  /** A ready file, for the seed and for messages of the operator. */
  makeAttachment(fileName: string, content = new Blob([`conteúdo de ${fileName}`])): Attachment {
    const attachment: Attachment = {
      id: this.nextId('att'),
      fileName,
      mediaType: MEDIA_TYPES[fileName.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream',
      sizeBytes: content.size,
      sha256: '0'.repeat(64),
      state: 'ready',
      rejectionCode: null,
      confidential: false,
    };
    this.attachments.set(attachment.id, { attachment, content, used: true });
    return attachment;
  }

  /** Takes uploads for a message. */
  takeAttachments(ids: readonly string[], most: number): Attachment[] {
    if (ids.length > most) throw refuse('attachmentIds', 'too_many');
    const files = ids.map((id, index) => {
      const file = this.attachments.get(id);
      if (!file || file.used) throw refuse(`attachmentIds.${index}`, 'not_available');
      if (file.attachment.state !== 'ready') throw refuse(`attachmentIds.${index}`, 'attachment_not_ready');
      return file;
    });
    for (const file of files) file.used = true;
    return files.map(({ attachment }) => attachment);
  }

  file(id: string): TestFile {
    const file = this.attachments.get(id);
    if (!file) throw notFound();
    return file;
  }

  /** Keeps in the access log that somebody viewed something. */
  recordAccess(
    protocol: TestProtocol,
    { user, provider }: Session,
    action: AccessRecord['action'],
    attachment: string | null = null,
  ): void {
    const actor = { name: user.name, organization: provider?.name ?? null };
    protocol.accesses.unshift({ at: this.now, actor, action, attachment });
  }

  providerAuthor(
    protocol: TestProtocol,
    user: { id: string; name: string },
  ): Pick<TestMessage, 'author' | 'authorId'> {
    return {
      authorId: user.id,
      author: { kind: 'provider', name: user.name, organization: protocol.provider.name },
    };
  }

  /** The agent who speaks; by default whoever takes care of the protocol, or else Fábio. */
  agentAuthor(
    protocol: TestProtocol,
    agent: { id: string; name: string } = protocol.assignee ?? { id: 'agt-fabio', name: 'Fábio Nogueira' },
  ): Pick<TestMessage, 'author' | 'authorId'> {
    return {
      authorId: agent.id,
      author: { kind: 'operator', name: agent.name, organization: protocol.group.name },
    };
  }

  append(
    protocol: TestProtocol,
    by: Pick<TestMessage, 'author' | 'authorId'>,
    body: string,
    parts: Partial<TestMessage> = {},
  ): TestMessage {
    const message: TestMessage = {
      sequence: (protocol.messages.at(-1)?.sequence ?? 0) + 1,
      ...by,
      body,
      attachments: [],
      sentAt: parts.sentAt ?? this.tick(),
      statusChange: null,
      visibility: 'public',
      viewedByProviderAt: null,
      contactMethod: null,
      activity: null,
      ...parts,
    };
    protocol.messages.push(message);
    if (message.visibility === 'public') protocol.lastActivityAt = message.sentAt;
    // Who writes has read what stands above.
    if (by.author.kind === 'provider') protocol.readSequence = message.sequence;
    return message;
  }

  /** Gives a protocol another status, and the clock its pauses. @returns the status when it is a new one */
  setStatus(protocol: TestProtocol, status: TestProtocol['status']): TestProtocol['status'] | null {
    if (protocol.status === status) return null;
    if (protocol.pausedSince) {
      const days = [localDate(protocol.pausedSince), localDate(this.now)] as const;
      protocol.pausedDays += countBusinessDays(...days, this.registers.holidays);
    }
    protocol.pausedSince = status === 'awaiting_provider' ? this.now : null;
    protocol.status = status;
    if (isClosedStatus(status)) this.close(protocol, this.now);
    else {
      protocol.closedAt = null;
      protocol.reopenableUntil = null;
    }
    return status;
  }

  close(protocol: TestProtocol, at: string): void {
    const days = this.classification(protocol.classification.id)?.reopenWindowDays ?? null;
    protocol.closedAt = at;
    protocol.reopenableUntil =
      protocol.status === 'closed' && days !== null
        ? new Date(Date.parse(at) + days * DAY_MS).toISOString()
        : null;
  }

  /** Counts a change of a protocol, and tells of it. */
  changed(
    protocol: TestProtocol,
    cause: ProtocolChangedEvent['cause'],
    more: { internal?: boolean; formerGroupId?: string } = {},
  ): void {
    protocol.version += 1;
    this.tell({ type: 'protocol', protocol, cause, internal: false, ...more });
  }

  /** The fields that both sides see of a row. */
  commonSummary(protocol: TestProtocol) {
    const { number, status, classification, openedBy, registeredAt, closedAt, lastActivityAt } = protocol;
    const deadline = this.deadlineOf(protocol);
    return { number, status, classification, openedBy, registeredAt, closedAt, lastActivityAt, deadline };
  }

  /** The fields that both sides see of a protocol. */
  commonProtocol(protocol: TestProtocol) {
    const { contactMethod, contactPerson, contactPhone, contactEmail, reopenableUntil } = protocol;
    return {
      ...this.commonSummary(protocol),
      contactMethod: { id: contactMethod.id, description: contactMethod.description },
      contactPerson,
      contactPhone,
      contactEmail,
      reopenableUntil,
      providerDueAt: this.providerDueAt(protocol),
      previousProtocolNumber: protocol.previousProtocolNumber,
    };
  }

  /** Filters that both sides have. */
  matches(
    protocol: TestProtocol,
    query: {
      state?: 'all' | 'open' | 'closed' | undefined;
      classificationId?: string | undefined;
      from?: string | undefined;
      to?: string | undefined;
      search?: string | undefined;
    },
    texts: readonly string[],
  ): boolean {
    const day = localDate(protocol.registeredAt);
    const text = fold([protocol.number, ...protocol.classification.path, ...texts].join(' '));
    return (
      (!query.state ||
        query.state === 'all' ||
        (query.state === 'closed') === isClosedStatus(protocol.status)) &&
      (!query.classificationId || this.isBelow(protocol.classification.id, query.classificationId)) &&
      (!query.from || day >= query.from) &&
      (!query.to || day <= query.to) &&
      fold(query.search ?? '')
        .split(/\s+/)
        .every((word) => text.includes(word))
    );
  }
}

/** A protocol's most recent activity first. */
export const byActivity = (a: TestProtocol, b: TestProtocol): number =>
  b.lastActivityAt.localeCompare(a.lastActivityAt) || b.number.localeCompare(a.number);
