import {
  type Attachment,
  isClosedStatus,
  type Message,
  type NewMessage,
  type NewProtocol,
  type Protocol,
  type ProtocolCounts,
  type ProtocolListQuery,
  type ProtocolSummary,
  type Receipt,
  type ServerEvent,
  type Session,
} from '@fale-conosco/contract';
import { createApiError } from '../errors/index.ts';
import { offeredMethods, offeredTree } from './registers.ts';
import {
  byActivity,
  conflict,
  notFound,
  refuse,
  type TestChange,
  type TestMessage,
  type TestProtocol,
  type TestState,
} from './state.ts';

const COUNT_CAP = 100;

/** The provider's rules over what the in-memory clients keep, for one signed-in user. */
export class TestStore {
  session: Session;
  readonly state: TestState;

  constructor(state: TestState, session: Session) {
    this.state = state;
    this.session = session;
  }

  /** The protocol, if it is one of this provider and the gates let it through. */
  find(number: string): TestProtocol {
    const protocol = this.state.find(number);
    if (!this.sees(protocol)) throw notFound();
    return protocol;
  }

  /** One of this provider, if the gates let it through. */
  sees(protocol: TestProtocol): boolean {
    return protocol.provider.id === this.session.provider?.id && this.state.visibleToProvider(protocol);
  }

  /** What the provider may read of a thread. */
  thread(protocol: TestProtocol): TestMessage[] {
    return protocol.messages.filter(({ visibility }) => visibility === 'public');
  }

  /** As it goes over the wire. */
  toMessage({ sequence, author, authorId, body, attachments, sentAt, statusChange }: TestMessage): Message {
    const own = authorId === this.session.user.id;
    const visible = attachments.filter(({ confidential }) => own || !confidential);
    return { sequence, author, own, body, attachments: visible, sentAt, statusChange };
  }

  #lastSequence(protocol: TestProtocol): number {
    return this.thread(protocol).at(-1)?.sequence ?? 0;
  }

  /** As it goes over the wire. */
  toSummary(protocol: TestProtocol): ProtocolSummary {
    const unreadCount = this.thread(protocol).filter(
      ({ author, sequence }) => author.kind === 'operator' && sequence > protocol.readSequence,
    ).length;
    return { ...this.state.commonSummary(protocol), unreadCount, organizationUnreadCount: unreadCount };
  }

  /** As it goes over the wire. */
  toProtocol(protocol: TestProtocol): Protocol {
    const replyBlockedReason = this.#replyBlockedReason(protocol);
    return {
      ...this.toSummary(protocol),
      ...this.state.commonProtocol(protocol),
      readSequence: protocol.readSequence,
      lastSequence: this.#lastSequence(protocol),
      canReply: replyBlockedReason === null,
      replyBlockedReason,
      canCancel: protocol.status === 'received',
    };
  }

  /** The event as this provider hears it; none when it is not its business. */
  toEvent(change: TestChange): ServerEvent | undefined {
    if (change.type === 'catalogue') {
      return { type: 'catalogue.changed', id: this.state.nextId('evt'), data: { changed: change.changed } };
    }
    const { protocol, cause, internal } = change;
    if (internal || !this.sees(protocol)) return undefined;
    const { number, status } = protocol;
    return {
      type: 'protocol.changed',
      id: this.state.nextId('evt'),
      data: { number, cause, status, lastSequence: this.#lastSequence(protocol) },
    };
  }

  #replyBlockedReason(protocol: TestProtocol): Protocol['replyBlockedReason'] {
    if (protocol.replyOverride !== undefined) return protocol.replyOverride;
    if (protocol.status === 'cancelled') return 'cancelled';
    const over = protocol.reopenableUntil === null || protocol.reopenableUntil < this.state.now;
    if (protocol.status === 'closed' && over) return 'reopen_window_over';
    return this.state.repliesReleased ? null : 'no_return_method';
  }

  /** All that match, most recent activity first. */
  search(query: ProtocolListQuery): TestProtocol[] {
    return this.state.protocols
      .filter(
        (protocol) =>
          this.sees(protocol) &&
          this.state.matches(
            protocol,
            query,
            this.thread(protocol).map(({ body }) => body),
          ) &&
          (!query.unread || this.toSummary(protocol).unreadCount > 0),
      )
      .sort(byActivity);
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
    const { registers } = this.state;
    const leaf = offeredTree(registers).find(
      ({ id, selectable }) => selectable && id === input.classificationId,
    );
    if (!leaf) throw refuse('classificationId', 'not_available');
    const method = offeredMethods(registers).find(({ id }) => id === input.contactMethodId);
    if (!method) throw refuse('contactMethodId', 'not_available');
    if (leaf.attachmentRequired && input.attachmentIds.length === 0) {
      throw refuse('attachmentIds', 'attachment_required');
    }
    const attachments = this.#takeAttachments(input.attachmentIds);
    const protocol = this.addProtocol({
      classification: { id: leaf.id, path: this.state.pathOf(leaf.id) },
      contactMethod: { id: method.id, description: method.description },
      contactPerson: input.contactPerson,
      contactPhone: input.contactPhone,
      contactEmail: input.contactEmail,
      previousProtocolNumber: input.previousProtocolNumber ?? null,
    });
    this.#append(protocol, input.message, { attachments });
    this.state.changed(protocol, 'created');
    return protocol;
  }

  /** Puts a protocol of this provider in. */
  addProtocol(parts: Partial<TestProtocol>): TestProtocol {
    const { user, provider } = this.session;
    return this.state.addProtocol({
      ...(provider && { provider }),
      contactPerson: user.name,
      ...(user.phone && { contactPhone: user.phone }),
      ...(user.email && { contactEmail: user.email }),
      ...parts,
    });
  }

  #takeAttachments(ids: readonly string[]): Attachment[] {
    return this.state.takeAttachments(ids, this.session.limits.attachmentsPerMessage);
  }

  #append(protocol: TestProtocol, body: string, parts: Partial<TestMessage>): TestMessage {
    return this.state.append(protocol, this.state.providerAuthor(protocol, this.session.user), body, parts);
  }

  reply(number: string, input: NewMessage): Message {
    const protocol = this.find(number);
    const reason = this.#replyBlockedReason(protocol);
    if (reason) throw createApiError({ status: 409, code: 'reply_not_allowed', message: reason });
    const attachments = this.#takeAttachments(input.attachmentIds);
    const returns = protocol.status === 'awaiting_provider' || isClosedStatus(protocol.status);
    const statusChange = returns ? this.state.setStatus(protocol, 'in_analysis') : null;
    const message = this.#append(protocol, input.body, { attachments, statusChange });
    this.state.changed(protocol, 'message');
    return this.toMessage(message);
  }

  cancel(number: string, reason: string): TestProtocol {
    const protocol = this.find(number);
    if (protocol.status !== 'received') throw conflict('cancel_not_allowed');
    this.state.setStatus(protocol, 'cancelled');
    this.#append(protocol, reason, { statusChange: 'cancelled' });
    this.state.changed(protocol, 'status');
    return protocol;
  }

  /** An agent answers; `closes` finishes the protocol with this message. */
  operatorMessage(
    number: string,
    body: string,
    options: { asksProvider?: boolean; closes?: boolean; fileNames?: readonly string[] } = {},
  ): Message {
    const protocol = this.state.find(number);
    const status = options.closes ? 'closed' : options.asksProvider ? 'awaiting_provider' : 'in_analysis';
    const attachments = (options.fileNames ?? []).map((fileName) => this.state.makeAttachment(fileName));
    const message = this.state.append(protocol, this.state.agentAuthor(protocol), body, {
      statusChange: this.state.setStatus(protocol, status),
      attachments,
    });
    this.state.changed(protocol, 'message');
    return this.toMessage(message);
  }

  markRead(number: string, sequence: number): { sequence: number; unreadCount: number } {
    const protocol = this.find(number);
    const before = protocol.readSequence;
    protocol.readSequence = Math.max(before, Math.min(sequence, this.#lastSequence(protocol)));
    if (protocol.readSequence !== before) {
      for (const message of this.thread(protocol)) {
        if (message.author.kind === 'operator' && message.sequence <= protocol.readSequence)
          message.viewedByProviderAt ??= this.state.now;
      }
      this.state.tell({ type: 'protocol', protocol, cause: 'read', internal: false });
    }
    return { sequence: protocol.readSequence, unreadCount: this.toSummary(protocol).unreadCount };
  }

  receipt(number: string): Receipt {
    const protocol = this.find(number);
    return {
      number,
      registeredAt: protocol.registeredAt,
      issuedAt: this.state.tick(),
      operator: this.session.operator,
      provider: { name: protocol.provider.name },
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
}
