import {
  type AssignProtocol,
  type CloseProtocol,
  type CrmCounts,
  type CrmMessage,
  type CrmProtocol,
  type CrmProtocolListQuery,
  type CrmProtocolSummary,
  type ForwardProtocol,
  isClosedStatus,
  type NewCrmMessage,
  type NewCrmProtocol,
  type ProtocolActivity,
  type ReopenProtocol,
  type ServerEvent,
  type Session,
} from '@fale-conosco/contract';
import { VersionConflictError } from '../../errors/index.ts';
import type { TestGroup } from '../registers.ts';
import {
  byActivity,
  conflict,
  notFound,
  refuse,
  type TestChange,
  type TestMessage,
  type TestProtocol,
  type TestState,
} from '../state.ts';

const COUNT_CAP = 1000;
const PATH_SEPARATOR = ' › ';
const LATE = '9999';

/** Refuses a change of something that is no longer as it was read. */
export const expectVersion = (wanted: number | undefined, { version }: { version: number }): void => {
  if (wanted !== undefined && wanted !== version) {
    throw new VersionConflictError({ status: 412, code: 'version_conflict' });
  }
};

/** The groups whose protocols a member of some sees: these, those that they manage, and so on. */
export const groupsBelow = (groups: readonly TestGroup[], ids: readonly string[]): string[] => {
  const seen = new Set(ids);
  for (const id of seen) {
    for (const group of groups) if (group.managerGroup?.id === id) seen.add(group.id);
  }
  return [...seen];
};

/** The operator's rules over what the in-memory clients keep, for one signed-in agent. */
export class CrmTestStore {
  session: Session;
  readonly state: TestState;

  constructor(state: TestState, session: Session) {
    this.state = state;
    this.session = session;
  }

  /** The agent as others name it. */
  get self(): { id: string; name: string } {
    return { id: this.session.user.id, name: this.session.user.name };
  }

  /** Groups whose protocols the agent sees. */
  get groupIds(): string[] {
    const { groups } = this.state.registers;
    const own = this.session.agent?.groups.map(({ id }) => id) ?? [];
    return this.session.role === 'admin' ? groups.map(({ id }) => id) : groupsBelow(groups, own);
  }

  /** One of the agent's groups. */
  sees(protocol: TestProtocol): boolean {
    return this.groupIds.includes(protocol.group.id);
  }

  /** The protocol, if the agent sees it. */
  find(number: string): TestProtocol {
    const protocol = this.state.find(number);
    if (!this.sees(protocol)) throw notFound();
    return protocol;
  }

  #findForChange(number: string, version: number | undefined): TestProtocol {
    const protocol = this.find(number);
    expectVersion(version, protocol);
    return protocol;
  }

  /** What the agent may read of a thread. */
  thread(protocol: TestProtocol): TestMessage[] {
    const all = this.session.agent?.accessesConfidential;
    return protocol.messages.filter(({ visibility }) => all || visibility !== 'confidential');
  }

  /** As it goes over the wire. */
  toMessage({ authorId, ...message }: TestMessage): CrmMessage {
    const all = this.session.agent?.accessesConfidential;
    const own = authorId === this.session.user.id;
    return {
      ...message,
      own,
      attachments: message.attachments.filter(({ confidential }) => all || own || !confidential),
    };
  }

  #operatorFields(protocol: TestProtocol) {
    const { provider, group, assignee, version } = protocol;
    return { provider, group, assignee, version, waitingSince: this.#waitingSince(protocol) };
  }

  #waitingSince({ messages, status }: TestProtocol): string | null {
    if (isClosedStatus(status)) return null;
    const said = messages.filter(({ visibility }) => visibility === 'public');
    // The first is what is asked, whoever wrote it down.
    const answered = said.findLastIndex(({ author }, index) => index > 0 && author.kind === 'operator');
    return said[answered + 1]?.sentAt ?? null;
  }

  /** As it goes over the wire. */
  toSummary(protocol: TestProtocol): CrmProtocolSummary {
    return {
      ...this.state.commonSummary(protocol),
      ...this.#operatorFields(protocol),
      contactPerson: protocol.contactPerson,
    };
  }

  /** As it goes over the wire. */
  toProtocol(protocol: TestProtocol): CrmProtocol {
    return {
      ...this.state.commonProtocol(protocol),
      ...this.#operatorFields(protocol),
      lastSequence: this.thread(protocol).at(-1)?.sequence ?? 0,
      visibleToProvider: this.state.visibleToProvider(protocol),
      providerCanReply: this.state.repliesReleased,
    };
  }

  /** The event as this agent hears it; none when it is not its business. */
  toEvent(change: TestChange): ServerEvent | undefined {
    const id = this.state.nextId('evt');
    if (change.type === 'catalogue') {
      return { type: 'catalogue.changed', id, data: { changed: change.changed } };
    }
    const { protocol, cause, formerGroupId } = change;
    const concerned =
      this.sees(protocol) || (formerGroupId !== undefined && this.groupIds.includes(formerGroupId));
    if (!concerned) return undefined;
    const { number, status } = protocol;
    const lastSequence = this.thread(protocol).at(-1)?.sequence ?? 0;
    return { type: 'protocol.changed', id, data: { number, cause, status, lastSequence } };
  }

  /** All that match, in the order asked for. */
  search(query: CrmProtocolListQuery): TestProtocol[] {
    const { status, scope, groupId, providerId, deadline, order = 'activity' } = query;
    const found = this.state.protocols.filter(
      (protocol) =>
        this.sees(protocol) &&
        (!status || protocol.status === status) &&
        (scope !== 'mine' || protocol.assignee?.id === this.session.user.id) &&
        (scope !== 'unassigned' || protocol.assignee === null) &&
        (!groupId || protocol.group.id === groupId) &&
        (!providerId || protocol.provider.id === providerId) &&
        (!deadline || this.state.deadlineOf(protocol)?.state === deadline) &&
        this.state.matches(protocol, query, [
          protocol.contactPerson,
          protocol.provider.name,
          ...this.thread(protocol).map(({ body }) => body),
        ]),
    );
    if (order === 'activity') return found.sort(byActivity);
    const keyOf = (protocol: TestProtocol): string =>
      (order === 'due' ? this.state.deadlineOf(protocol)?.dueAt : this.#waitingSince(protocol)) ?? LATE;
    return found.sort((a, b) => keyOf(a).localeCompare(keyOf(b)) || a.number.localeCompare(b.number));
  }

  counts(): CrmCounts {
    const count = (query: CrmProtocolListQuery): number => this.search({ state: 'open', ...query }).length;
    const groups = this.state.registers.groups.filter(({ id }) => this.groupIds.includes(id));
    return {
      all: count({}),
      mine: count({ scope: 'mine' }),
      unassigned: count({ scope: 'unassigned' }),
      dueSoon: count({ deadline: 'due_soon' }),
      overdue: count({ deadline: 'overdue' }),
      groups: groups
        .map(({ id, name, active }) => ({ id, name, active, count: count({ groupId: id }) }))
        .filter(({ active, count: open }) => active || open > 0)
        .map(({ active: _, ...group }) => group)
        .sort((a, b) => a.name.localeCompare(b.name, 'pt-BR')),
      cap: COUNT_CAP,
    };
  }

  #activeLeaf(id: string): { id: string; path: string[]; group: { id: string; name: string } } | undefined {
    const { groups } = this.state.registers;
    const node = this.state.classification(id);
    const group = groups.find(({ id: groupId, active }) => active && groupId === node?.group?.id);
    if (!node?.active || !this.state.isLeaf(id) || !group) return undefined;
    return { id, path: this.state.pathOf(id), group: { id: group.id, name: group.name } };
  }

  create(input: NewCrmProtocol): TestProtocol {
    const { providers, contactMethods } = this.state.registers;
    const provider = providers.find(({ id, active }) => active && id === input.providerId);
    if (!provider) throw refuse('providerId', 'not_available');
    const leaf = this.#activeLeaf(input.classificationId);
    if (!leaf || !this.groupIds.includes(leaf.group.id)) throw refuse('classificationId', 'not_available');
    const method = contactMethods.find(
      ({ id, active, mode }) => active && mode !== 'return' && id === input.contactMethodId,
    );
    if (!method) throw refuse('contactMethodId', 'not_available');
    const attachments = this.#takeAttachments(input.attachmentIds);
    const protocol = this.state.addProtocol({
      openedBy: 'operator',
      provider: { id: provider.id, name: provider.name },
      classification: { id: leaf.id, path: leaf.path },
      group: leaf.group,
      contactMethod: { id: method.id, description: method.description },
      contactPerson: input.contactPerson,
      contactPhone: input.contactPhone,
      contactEmail: input.contactEmail,
    });
    this.#append(protocol, input.message, { attachments });
    this.state.changed(protocol, 'created');
    return protocol;
  }

  #takeAttachments(ids: readonly string[]) {
    return this.state.takeAttachments(ids, this.session.limits.attachmentsPerMessage);
  }

  #append(protocol: TestProtocol, body: string, parts: Partial<TestMessage>): TestMessage {
    return this.state.append(protocol, this.state.agentAuthor(protocol, this.self), body, parts);
  }

  #returnMethod(id: string | null | undefined): TestMessage['contactMethod'] {
    if (!id) return null;
    const method = this.state.registers.contactMethods.find(
      (candidate) => candidate.active && candidate.mode !== 'contact' && candidate.id === id,
    );
    if (!method) throw refuse('contactMethodId', 'not_available');
    return { id, description: method.description };
  }

  answer(number: string, input: NewCrmMessage, version: number | undefined): CrmMessage {
    const protocol = this.#findForChange(number, version);
    const isPublic = input.visibility === 'public';
    if (input.visibility === 'confidential' && !this.session.agent?.accessesConfidential) {
      throw refuse('visibility', 'not_available');
    }
    if (input.asksProvider && !isPublic) throw refuse('asksProvider', 'not_available');
    if (input.contactMethodId && !isPublic) throw refuse('contactMethodId', 'not_available');
    if (isPublic && isClosedStatus(protocol.status)) throw conflict('reply_not_allowed');
    const contactMethod = this.#returnMethod(input.contactMethodId);
    const attachments = this.#takeAttachments(input.attachmentIds);
    const status = input.asksProvider ? 'awaiting_provider' : 'in_analysis';
    const message = this.#append(protocol, input.body, {
      visibility: input.visibility,
      contactMethod,
      attachments,
      statusChange: isPublic ? this.state.setStatus(protocol, status) : null,
    });
    this.state.changed(protocol, 'message', { internal: !isPublic });
    return this.toMessage(message);
  }

  close(number: string, input: CloseProtocol, version: number | undefined): TestProtocol {
    const protocol = this.#findForChange(number, version);
    if (isClosedStatus(protocol.status)) throw conflict('close_not_allowed');
    const contactMethod = this.#returnMethod(input.contactMethodId);
    const attachments = this.#takeAttachments(input.attachmentIds);
    const statusChange = this.state.setStatus(protocol, 'closed');
    this.#append(protocol, input.body, { contactMethod, attachments, statusChange });
    this.state.changed(protocol, 'message');
    return protocol;
  }

  #act(
    protocol: TestProtocol,
    activity: ProtocolActivity,
    body = '',
    parts: Partial<TestMessage> = {},
  ): void {
    this.#append(protocol, body, { visibility: 'internal', activity, ...parts });
  }

  reopen(number: string, { note }: ReopenProtocol, version: number | undefined): TestProtocol {
    const protocol = this.#findForChange(number, version);
    if (protocol.status !== 'closed') throw conflict('reopen_not_allowed');
    const statusChange = this.state.setStatus(protocol, 'in_analysis');
    this.#act(protocol, { type: 'reopened', from: null, to: null }, note, { statusChange });
    this.state.changed(protocol, 'status');
    return protocol;
  }

  /** Whether an agent sees a group's protocols, and so can take care of one. */
  #serves(agentId: string, groupId: string): boolean {
    const { agents, groups } = this.state.registers;
    const agent = agents.find(({ id, active }) => active && id === agentId);
    return Boolean(
      agent && (agent.role === 'admin' || groupsBelow(groups, agent.groupIds).includes(groupId)),
    );
  }

  assign(number: string, { agentId }: AssignProtocol, version: number | undefined): TestProtocol {
    const protocol = this.#findForChange(number, version);
    if (agentId !== null && !this.#serves(agentId, protocol.group.id))
      throw refuse('agentId', 'not_available');
    const agent = this.state.registers.agents.find(({ id }) => id === agentId);
    if ((protocol.assignee?.id ?? null) === agentId) return protocol;
    this.#act(protocol, {
      type: 'assigned',
      from: protocol.assignee?.name ?? null,
      to: agent?.name ?? null,
    });
    protocol.assignee = agent ? { id: agent.id, name: agent.name } : null;
    this.state.changed(protocol, 'assigned', { internal: true });
    return protocol;
  }

  forward(number: string, input: ForwardProtocol, version: number | undefined): TestProtocol {
    const protocol = this.#findForChange(number, version);
    const { groupId, classificationId, note } = input;
    if (groupId !== undefined && classificationId !== undefined) {
      throw refuse('classificationId', 'invalid_choice');
    }
    if (groupId === undefined && classificationId === undefined) throw refuse('groupId', 'required');
    const formerGroupId = protocol.group.id;
    if (classificationId !== undefined) {
      const leaf = this.#activeLeaf(classificationId);
      if (!leaf) throw refuse('classificationId', 'not_available');
      const [from, to] = [protocol.classification.path, leaf.path].map((path) => path.join(PATH_SEPARATOR));
      this.#act(protocol, { type: 'forwarded_to_classification', from: from ?? null, to: to ?? null }, note);
      protocol.classification = { id: leaf.id, path: leaf.path };
      protocol.group = leaf.group;
    } else {
      const group = this.state.registers.groups.find(({ id, active }) => active && id === groupId);
      if (!group) throw refuse('groupId', 'not_available');
      this.#act(protocol, { type: 'forwarded_to_group', from: protocol.group.name, to: group.name }, note);
      protocol.group = { id: group.id, name: group.name };
    }
    protocol.assignee = null;
    this.state.changed(protocol, 'forwarded', { internal: classificationId === undefined, formerGroupId });
    return protocol;
  }
}
