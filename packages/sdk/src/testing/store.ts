import {
  type Attachment,
  type Classification,
  type ContactMethod,
  composeProtocolNumber,
  isClosedStatus,
  type Message,
  type NewMessage,
  type NewProtocol,
  OPERATOR_TIME_ZONE,
  type Protocol,
  type ProtocolCounts,
  type ProtocolListQuery,
  type ProtocolSummary,
  type Receipt,
  type ServerEvent,
  type Session,
} from '@fale-conosco/contract';
import { createApiError, NotFoundError, type RefusedField, ValidationError } from '../errors/index.ts';
import type { SeedProtocol } from './seed.ts';

/** A protocol of the in-memory client with its thread; change it to set a scene. */
export interface TestProtocol
  extends Omit<Protocol, 'unreadCount' | 'lastSequence' | 'canReply' | 'canCancel'> {
  messages: Message[];
  /** Overrides the rules: a reason, or null for "can reply". */
  replyOverride?: Protocol['replyBlockedReason'];
}

const DAY_MS = 86_400_000;
const REOPEN_WINDOW_DAYS = 30;
const COUNT_CAP = 100;

const localDate = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: OPERATOR_TIME_ZONE }).format(new Date(instant));

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const notFound = (): NotFoundError => new NotFoundError({ status: 404, code: 'not_found' });

const refuse = (path: string, code: RefusedField['code']): ValidationError =>
  new ValidationError({ status: 422, code: 'validation_failed', issues: [{ path, code, message: code }] });

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

/** The state and the rules behind the in-memory client: what a server would keep in its database. */
export class TestStore {
  session: Session;
  classifications: Classification[];
  contactMethods: ContactMethod[];
  readonly protocols: TestProtocol[] = [];
  /** Uploaded files that no message uses yet, and those of messages, by id. */
  readonly attachments = new Map<string, { attachment: Attachment; content: Blob; used: boolean }>();
  /** Told of each change, as the event stream would tell it. */
  onChange: (event: ServerEvent) => void = () => {};
  readonly #sequences = new Map<string, number>();
  #clockMs: number;
  #ids = 0;

  constructor(parts: {
    session: Session;
    classifications: readonly Classification[];
    contactMethods: readonly ContactMethod[];
    now: Date;
  }) {
    this.session = parts.session;
    this.classifications = [...parts.classifications];
    this.contactMethods = [...parts.contactMethods];
    this.#clockMs = parts.now.getTime();
  }

  /** The store's clock: each reading is one second after the last, so that orders are never ambiguous. */
  tick(): string {
    this.#clockMs += 1000;
    return new Date(this.#clockMs).toISOString();
  }

  nextId(prefix: string): string {
    this.#ids += 1;
    return `${prefix}-${this.#ids}`;
  }

  find(number: string): TestProtocol {
    const protocol = this.protocols.find((candidate) => candidate.number === number);
    if (!protocol) throw notFound();
    return protocol;
  }

  /** Puts a protocol of the seed in, its messages an hour apart. */
  seed(entry: SeedProtocol): TestProtocol {
    const registeredMs = this.#clockMs - entry.daysAgo * DAY_MS;
    const at = (index: number): string => {
      const step = Math.min(3_600_000, (entry.daysAgo * DAY_MS) / (entry.thread.length + 1));
      return new Date(registeredMs + index * step).toISOString();
    };
    const leaf = this.classifications.find(({ name, selectable }) => selectable && name === entry.subject);
    if (!leaf) throw new RangeError(`No leaf is named ${entry.subject}`);
    const closed = isClosedStatus(entry.status);
    const protocol = this.addProtocol({
      status: entry.status,
      classification: { id: leaf.id, path: this.pathOf(leaf.id) },
      openedBy: entry.openedBy ?? 'provider',
      registeredAt: at(0),
    });
    entry.thread.forEach(([by, body, ...fileNames], index) => {
      const last = index === entry.thread.length - 1;
      const message = this.#append(protocol, by === 'p' ? 'provider' : 'operator', body, {
        sentAt: at(index),
        attachments: fileNames.map((fileName) => this.makeAttachment(fileName)),
        statusChange: last && entry.status !== 'received' ? entry.status : null,
      });
      if (closed && last) this.#close(protocol, message.sentAt);
    });
    protocol.readSequence = protocol.messages.length - (entry.unread ?? 0);
    return protocol;
  }

  /** Puts a protocol in as it is given; what is missing is filled in. */
  addProtocol(parts: Partial<TestProtocol>): TestProtocol {
    const registeredAt = parts.registeredAt ?? this.tick();
    const leaf = this.classifications.find(({ selectable }) => selectable);
    const classificationId = parts.classification?.id ?? leaf?.id ?? '';
    const protocol: TestProtocol = {
      number: this.#nextNumber(registeredAt),
      status: 'received',
      classification: { id: classificationId, path: this.pathOf(classificationId) },
      openedBy: 'provider',
      registeredAt,
      closedAt: null,
      lastActivityAt: registeredAt,
      organizationUnreadCount: 0,
      contactMethod: this.contactMethods[0] ?? { id: 'met-0', description: 'Portal do prestador' },
      contactPerson: this.session.user.name,
      contactPhone: this.session.user.phone ?? '(11) 3456-7890',
      contactEmail: this.session.user.email ?? 'contato@saolucas.example',
      readSequence: 0,
      replyBlockedReason: null,
      reopenableUntil: null,
      previousProtocolNumber: null,
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
    return composeProtocolNumber({ ansRegistration: this.session.operator.ansRegistration, date, sequence });
  }

  pathOf(classificationId: string): string[] {
    const node = this.classifications.find(({ id }) => id === classificationId);
    return node ? [...(node.parentId ? this.pathOf(node.parentId) : []), node.name] : [];
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

  #append(
    protocol: TestProtocol,
    kind: 'provider' | 'operator',
    body: string,
    parts: Partial<Message> = {},
  ): Message {
    const message: Message = {
      sequence: (protocol.messages.at(-1)?.sequence ?? 0) + 1,
      author:
        kind === 'provider'
          ? { kind, name: this.session.user.name, organization: this.session.provider?.name ?? '' }
          : { kind, name: 'Fábio Nogueira', organization: protocol.classification.path[0] ?? 'Atendimento' },
      own: kind === 'provider',
      body,
      attachments: [],
      sentAt: parts.sentAt ?? this.tick(),
      statusChange: null,
      ...parts,
    };
    protocol.messages.push(message);
    protocol.lastActivityAt = message.sentAt;
    // Who writes has read what stands above.
    if (kind === 'provider') protocol.readSequence = message.sequence;
    return message;
  }

  #close(protocol: TestProtocol, at: string): void {
    protocol.closedAt = at;
    protocol.reopenableUntil =
      protocol.status === 'closed'
        ? new Date(Date.parse(at) + REOPEN_WINDOW_DAYS * DAY_MS).toISOString()
        : null;
  }

  #changed(protocol: TestProtocol, cause: 'created' | 'message' | 'status' | 'read'): void {
    const { number, status } = protocol;
    const lastSequence = protocol.messages.at(-1)?.sequence ?? 0;
    this.onChange({
      type: 'protocol.changed',
      id: this.nextId('evt'),
      data: { number, cause, status, lastSequence },
    });
  }

  /** As it goes over the wire. */
  toSummary(protocol: TestProtocol): ProtocolSummary {
    const { number, status, classification, openedBy, registeredAt, closedAt, lastActivityAt } = protocol;
    const unreadCount = protocol.messages.filter(
      ({ author, sequence }) => author.kind === 'operator' && sequence > protocol.readSequence,
    ).length;
    return {
      number,
      status,
      classification,
      openedBy,
      registeredAt,
      closedAt,
      lastActivityAt,
      unreadCount,
      organizationUnreadCount: unreadCount,
    };
  }

  /** As it goes over the wire. */
  toProtocol(protocol: TestProtocol): Protocol {
    const replyBlockedReason = this.#replyBlockedReason(protocol);
    const { contactMethod, contactPerson, contactPhone, contactEmail, readSequence, reopenableUntil } =
      protocol;
    return {
      ...this.toSummary(protocol),
      contactMethod: { id: contactMethod.id, description: contactMethod.description },
      contactPerson,
      contactPhone,
      contactEmail,
      readSequence,
      reopenableUntil,
      lastSequence: protocol.messages.at(-1)?.sequence ?? 0,
      canReply: replyBlockedReason === null,
      replyBlockedReason,
      canCancel: protocol.status === 'received',
      previousProtocolNumber: protocol.previousProtocolNumber,
    };
  }

  #replyBlockedReason(protocol: TestProtocol): Protocol['replyBlockedReason'] {
    if (protocol.replyOverride !== undefined) return protocol.replyOverride;
    if (protocol.status === 'cancelled') return 'cancelled';
    const over = protocol.reopenableUntil !== null && Date.parse(protocol.reopenableUntil) < this.#clockMs;
    return protocol.status === 'closed' && over ? 'reopen_window_over' : null;
  }

  /** All that match, most recent activity first. */
  search(query: ProtocolListQuery): TestProtocol[] {
    const words = fold(query.search ?? '')
      .split(/\s+/)
      .filter(Boolean);
    const below = (id: string): boolean => {
      const node = this.classifications.find((candidate) => candidate.id === id);
      return id === query.classificationId || (node?.parentId != null && below(node.parentId));
    };
    return this.protocols
      .filter((protocol) => {
        const day = localDate(protocol.registeredAt);
        const text = fold(
          [
            protocol.number,
            ...protocol.classification.path,
            ...protocol.messages.map(({ body }) => body),
          ].join(' '),
        );
        return (
          (!query.state ||
            query.state === 'all' ||
            (query.state === 'closed') === isClosedStatus(protocol.status)) &&
          (!query.classificationId || below(protocol.classification.id)) &&
          (!query.from || day >= query.from) &&
          (!query.to || day <= query.to) &&
          (!query.unread || this.toSummary(protocol).unreadCount > 0) &&
          words.every((word) => text.includes(word))
        );
      })
      .sort((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt) || b.number.localeCompare(a.number));
  }

  counts(): ProtocolCounts {
    const count = (query: ProtocolListQuery): number => Math.min(this.search(query).length, COUNT_CAP);
    return {
      all: count({}),
      open: count({ state: 'open' }),
      closed: count({ state: 'closed' }),
      unread: count({ unread: true }),
      cap: COUNT_CAP,
    };
  }

  create(input: NewProtocol): TestProtocol {
    const leaf = this.classifications.find(
      ({ id, selectable }) => selectable && id === input.classificationId,
    );
    if (!leaf) throw refuse('classificationId', 'not_available');
    const method = this.contactMethods.find(({ id }) => id === input.contactMethodId);
    if (!method) throw refuse('contactMethodId', 'not_available');
    if (leaf.attachmentRequired && input.attachmentIds.length === 0) {
      throw refuse('attachmentIds', 'attachment_required');
    }
    const attachments = this.#takeAttachments(input.attachmentIds);
    const protocol = this.addProtocol({
      classification: { id: leaf.id, path: this.pathOf(leaf.id) },
      contactMethod: method,
      contactPerson: input.contactPerson,
      contactPhone: input.contactPhone,
      contactEmail: input.contactEmail,
      previousProtocolNumber: input.previousProtocolNumber ?? null,
    });
    this.#append(protocol, 'provider', input.message, { attachments });
    this.#changed(protocol, 'created');
    return protocol;
  }

  #takeAttachments(ids: readonly string[]): Attachment[] {
    if (ids.length > this.session.limits.attachmentsPerMessage) throw refuse('attachmentIds', 'too_many');
    const files = ids.map((id, index) => {
      const file = this.attachments.get(id);
      if (!file || file.used) throw refuse(`attachmentIds.${index}`, 'not_available');
      if (file.attachment.state !== 'ready') throw refuse(`attachmentIds.${index}`, 'attachment_not_ready');
      return file;
    });
    for (const file of files) file.used = true;
    return files.map(({ attachment }) => attachment);
  }

  reply(number: string, input: NewMessage): Message {
    const protocol = this.find(number);
    const reason = this.#replyBlockedReason(protocol);
    if (reason) throw createApiError({ status: 409, code: 'reply_not_allowed', message: reason });
    const attachments = this.#takeAttachments(input.attachmentIds);
    const returns = protocol.status === 'awaiting_provider' || isClosedStatus(protocol.status);
    if (returns) {
      protocol.status = 'in_analysis';
      protocol.closedAt = null;
      protocol.reopenableUntil = null;
    }
    const statusChange = returns ? 'in_analysis' : null;
    const message = this.#append(protocol, 'provider', input.body, { attachments, statusChange });
    this.#changed(protocol, 'message');
    return message;
  }

  cancel(number: string, reason: string): TestProtocol {
    const protocol = this.find(number);
    if (protocol.status !== 'received') throw createApiError({ status: 409, code: 'cancel_not_allowed' });
    protocol.status = 'cancelled';
    const { sentAt } = this.#append(protocol, 'provider', reason, { statusChange: 'cancelled' });
    this.#close(protocol, sentAt);
    this.#changed(protocol, 'status');
    return protocol;
  }

  /** An agent answers; `closes` finishes the protocol with this message. */
  operatorMessage(
    number: string,
    body: string,
    options: { asksProvider?: boolean; closes?: boolean; fileNames?: readonly string[] } = {},
  ): Message {
    const protocol = this.find(number);
    const status = options.closes ? 'closed' : options.asksProvider ? 'awaiting_provider' : 'in_analysis';
    const statusChange = protocol.status === status ? null : status;
    protocol.status = status;
    const attachments = (options.fileNames ?? []).map((fileName) => this.makeAttachment(fileName));
    const message = this.#append(protocol, 'operator', body, { statusChange, attachments });
    if (options.closes) this.#close(protocol, message.sentAt);
    this.#changed(protocol, 'message');
    return message;
  }

  markRead(number: string, sequence: number): { sequence: number; unreadCount: number } {
    const protocol = this.find(number);
    const last = protocol.messages.at(-1)?.sequence ?? 0;
    const before = protocol.readSequence;
    protocol.readSequence = Math.max(before, Math.min(sequence, last));
    if (protocol.readSequence !== before) this.#changed(protocol, 'read');
    return { sequence: protocol.readSequence, unreadCount: this.toSummary(protocol).unreadCount };
  }

  receipt(number: string): Receipt {
    const protocol = this.find(number);
    return {
      number,
      registeredAt: protocol.registeredAt,
      issuedAt: this.tick(),
      operator: this.session.operator,
      provider: { name: this.session.provider?.name ?? '' },
      classificationPath: protocol.classification.path,
      contactMethod: protocol.contactMethod.description,
      contactPerson: protocol.contactPerson,
      attachments: (protocol.messages[0]?.attachments ?? []).map(({ fileName, sizeBytes, sha256 }) => ({
        fileName,
        sizeBytes,
        sha256,
      })),
    };
  }

  file(id: string): { attachment: Attachment; content: Blob; used: boolean } {
    const file = this.attachments.get(id);
    if (!file) throw notFound();
    return file;
  }
}
