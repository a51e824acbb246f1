import type {
  Attachment,
  CrmClassification,
  CrmMessage,
  CrmProtocol,
  NewClassification,
  Protocol,
} from '@fale-conosco/contract';
import { EventStream } from './event-stream.ts';
import { ConformanceError, type Exchange, NotApplicableError } from './exchange.ts';
import { type Channel, Person } from './person.ts';
import { PEOPLE, type PersonName, type Tokens } from './tokens.ts';
import { deleteUpload, type FileOptions, uploadFile } from './uploads.ts';
import { type Subject, type Undo, uniqueWord, type World } from './world.ts';

/** A number of today that no protocol has: the last of the day. */
export const unknownNumber = (number: string): string => `${number.slice(0, 14)}999999`;

/** What a case works with: people, things that it may need, and a list of what to undo. */
export class CaseContext {
  /** The last exchange, for the report. */
  lastExchange: Exchange | undefined;
  /** Somebody without a token. */
  readonly anonymous: Person;
  readonly world: World;
  readonly channel: Channel;
  readonly #people: Readonly<Partial<Record<PersonName, Person>>>;
  readonly #undo: Undo[] = [];
  readonly #streams: EventStream[] = [];

  readonly #patienceMs: number;

  constructor(
    { patienceMs, ...base }: Pick<Channel, 'baseUrl' | 'fetch'> & { patienceMs: number },
    tokens: Tokens,
    world: World,
  ) {
    this.#patienceMs = patienceMs;
    this.channel = {
      ...base,
      secrets: new Set(),
      onExchange: (exchange) => {
        this.lastExchange = exchange;
      },
    };
    this.anonymous = new Person(this.channel, undefined);
    this.world = world;
    this.#people = peopleOf(this.channel, tokens);
  }

  /** A user of a provider. */
  get a(): Person {
    return this.#person('a');
  }
  /** Another user of the same provider. */
  get a2(): Person {
    return this.#person('a2');
  }
  /** A user of another provider. */
  get b(): Person {
    return this.#person('b');
  }
  /** An agent of the group that answers for the suite's subject. */
  get agent(): Person {
    return this.#person('agent');
  }
  /** An agent of other groups. */
  get otherAgent(): Person {
    return this.#person('otherAgent');
  }
  /** An admin. */
  get admin(): Person {
    return this.#person('admin');
  }

  #person(name: PersonName): Person {
    const person = this.#people[name];
    if (!person) throw new NotApplicableError(`It needs the token of ${name}.`);
    return person;
  }

  /** Somebody with a token of the case's own making. */
  withToken(token: string): Person {
    return new Person(this.channel, token);
  }

  /** A word that nothing else on the server holds. */
  word(): string {
    return uniqueWord();
  }

  /** Does something after the case, whatever comes of it. */
  defer(undo: Undo): void {
    this.#undo.push(undo);
  }

  /** The body of a new protocol. */
  async newProtocol(
    changes: Readonly<Record<string, unknown>> = {},
  ): Promise<Record<string, unknown> & Subject> {
    return {
      ...(await this.world.subject()),
      contactPerson: 'Ana Ribeiro',
      contactPhone: '(11) 3456-7890',
      contactEmail: 'ana@clinica.example',
      message: `A guia está pendente (${this.word()}).`,
      attachmentIds: [],
      ...changes,
    };
  }

  /** Opens a protocol. */
  async open(changes: Readonly<Record<string, unknown>> = {}, person: Person = this.a): Promise<Protocol> {
    return person.ok('createProtocol', { body: await this.newProtocol(changes) });
  }

  /** A provider's user complements a protocol. */
  complement(number: string, body: string, person: Person = this.a) {
    return person.ok('createMessage', { params: { number }, body: { body, attachmentIds: [] } });
  }

  /** The agent replies, publicly and without asking for anything unless the changes say so. */
  reply(
    number: string,
    changes: Readonly<Record<string, unknown>> = {},
    agent: Person = this.agent,
  ): Promise<CrmMessage> {
    return agent.ok('createCrmMessage', { params: { number }, body: newReply(changes) });
  }

  /** The agent closes a protocol. */
  close(number: string, body = 'Resolvido.', agent: Person = this.agent): Promise<CrmProtocol> {
    return agent.ok('closeProtocol', { params: { number }, body: { body, attachmentIds: [] } });
  }

  /** A protocol as a user of its provider sees it. */
  read(number: string, person: Person = this.a): Promise<Protocol> {
    return person.ok('getProtocol', { params: { number } });
  }

  /** Sends a file that must be accepted. */
  async file(
    content: string | Uint8Array,
    options: FileOptions = {},
    person: Person = this.a,
  ): Promise<Attachment> {
    const attachment = await uploadFile(person, content, options);
    if (attachment.state !== 'ready')
      throw new ConformanceError(
        `A file of an accepted type is ${attachment.state} (${attachment.rejectionCode})`,
      );
    return attachment;
  }

  /** A leaf of the case's own, in the suite's group; an admin is needed. */
  leaf(changes: Partial<NewClassification> = {}): Promise<CrmClassification> {
    return this.world.leaf(changes, (undo) => this.defer(undo));
  }

  /**
   * A leaf of the agent's group, which the other agent supervises: as a member of a group with `Acessa dados sob sigilo`,
   * unless asked otherwise.
   */
  async supervisedLeaf({ accessesConfidential = true } = {}): Promise<CrmClassification> {
    const defer = (undo: Undo): void => this.defer(undo);
    const [agent, supervisor] = [await this.agent.ok('getSession'), await this.otherAgent.ok('getSession')];
    const manager = await this.world.newGroup(
      { memberIds: [supervisor.user.id], accessesConfidential },
      defer,
    );
    const group = await this.world.newGroup(
      { memberIds: [agent.user.id], managerGroupId: manager.id },
      defer,
    );
    return this.leaf({ groupId: group.id });
  }

  /** Changes a classification, whichever version it has. */
  async changeClassification(id: string, body: Partial<NewClassification>): Promise<CrmClassification> {
    const { version } = await this.admin.ok('getCrmClassification', { params: { id } });
    return this.admin.ok('updateCrmClassification', { params: { id }, ifMatch: version, body });
  }

  /** Changes a contact method, whichever version it has. */
  async changeContactMethod(id: string, body: Readonly<Record<string, unknown>>) {
    const { version } = await this.admin.ok('getCrmContactMethod', { params: { id } });
    return this.admin.ok('updateCrmContactMethod', { params: { id }, ifMatch: version, body });
  }

  /** Changes a group, whichever version it has. */
  async changeGroup(id: string, body: Readonly<Record<string, unknown>>) {
    const { version } = await this.admin.ok('getGroup', { params: { id } });
    return this.admin.ok('updateGroup', { params: { id }, ifMatch: version, body });
  }

  /** Listens to events; the stream ends with the case. */
  async listen(person: Person, lastEventId?: string): Promise<EventStream> {
    const stop = new AbortController();
    const response = await person.fetch(
      'GET',
      '/v1/events',
      {
        headers: {
          Accept: 'text/event-stream',
          ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
        },
      },
      stop.signal,
    );
    if (response.status !== 200) {
      stop.abort();
      throw new ConformanceError(`GET /v1/events: expected 200, got ${response.status}`);
    }
    const stream = new EventStream(response, () => stop.abort(), this.#patienceMs);
    this.#streams.push(stream);
    if (lastEventId === undefined) await stream.opened();
    return stream;
  }

  /** Waits until something holds, as where a server may take a moment to notice. @returns whether it came to hold */
  async eventually(holds: () => Promise<boolean>): Promise<boolean> {
    for (const end = Date.now() + this.#patienceMs; Date.now() < end; ) {
      if (await holds()) return true;
      await new Promise((resolve) => setTimeout(resolve, Math.min(100, this.#patienceMs / 10)));
    }
    return holds();
  }

  /** Ends what the case left open, and undoes what it registered. */
  async dispose(): Promise<void> {
    for (const stream of this.#streams) stream.close();
    // What waits counts against the limit of its user for a day.
    for (const person of Object.values(this.#people))
      for (const id of person.uploads.splice(0)) await deleteUpload(person, id);
    for (const undo of this.#undo.splice(0).reverse()) await undo();
  }
}

/** The body of an agent's public reply that asks for nothing, with changes. */
export const newReply = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  body: 'Estamos verificando.',
  attachmentIds: [],
  visibility: 'public',
  asksProvider: false,
  ...changes,
});

/** The people whose tokens there are. */
export const peopleOf = (channel: Channel, tokens: Tokens): Partial<Record<PersonName, Person>> =>
  Object.fromEntries(
    PEOPLE.flatMap((name) => {
      const token = tokens[name];
      return token === undefined ? [] : [[name, new Person(channel, token)]];
    }),
  );
