import { type Limits, OPERATOR_TIME_ZONE, type Session } from '@fale-conosco/contract';
import type { Principal, waitingLimits } from '@fale-conosco/domain';
import { IdempotencyKeys } from '../wire/idempotency.ts';
import { ProblemError } from '../wire/problem.ts';
import { EventLog, type StoredEvent } from './event-log.ts';
import type { ProviderUser, Settings, StoredClassification, StoredFile, StoredProtocol } from './state.ts';

/** What a store starts with. */
export interface StoreOptions {
  settings: Settings;
  users: readonly ProviderUser[];
  operator: Session['operator'];
  limits: Limits;
  /** Files that may wait for a message; what is not given follows from the largest file. */
  waitingUploads: Partial<ReturnType<typeof waitingLimits>>;
  /** Where the clock stands; undefined: it runs by itself. */
  now: Date | undefined;
  /** How uploaded files are inspected: by their bytes, as a server does it, or by their names alone. */
  inspectFilesBy: 'bytes' | 'name';
  /** Whether an event is for a reader. */
  canReadEvent: (store: Store, principal: Principal, event: StoredEvent) => boolean;
}

/** What one installation keeps. */
export class Store {
  readonly settings: Settings;
  readonly users: ProviderUser[];
  readonly operator: Session['operator'];
  readonly timeZone = OPERATOR_TIME_ZONE;
  readonly inspectFilesBy: 'bytes' | 'name';
  limits: Limits;
  waitingUploads: StoreOptions['waitingUploads'];
  /** Whole files wait for `finishScan`, as on a server with a virus scanner. */
  scansFiles = false;
  readonly protocols: StoredProtocol[] = [];
  readonly files = new Map<string, StoredFile>();
  readonly events: EventLog;
  readonly idempotencyKeys = new IdempotencyKeys();
  /** Last sequence of each day, for protocol numbers. */
  readonly daySequences = new Map<string, number>();
  readonly #runs: boolean;
  #clockMs: number;
  #ids = 0;

  constructor(options: StoreOptions) {
    this.settings = options.settings;
    this.users = [...options.users];
    this.operator = options.operator;
    this.limits = options.limits;
    this.waitingUploads = options.waitingUploads;
    this.inspectFilesBy = options.inspectFilesBy;
    this.#runs = options.now === undefined;
    this.#clockMs = (options.now ?? new Date()).getTime();
    this.events = new EventLog({
      principalOf: (userId) => this.principalOf(userId),
      canRead: (principal, event) => options.canReadEvent(this, principal, event),
    });
  }

  /** The clock as it stands, never before the last write. */
  get now(): Date {
    return new Date(this.#runs ? Math.max(this.#clockMs, Date.now()) : this.#clockMs);
  }

  set now(instant: Date) {
    this.#clockMs = instant.getTime();
  }

  /** Reads the clock for a write: no two happen at the same instant. A clock that stands moves by one second. */
  tick(): Date {
    this.#clockMs = this.#runs ? Math.max(this.#clockMs + 1, Date.now()) : this.#clockMs + 1000;
    return new Date(this.#clockMs);
  }

  nextId(prefix: string): string {
    return `${prefix}-${this.nextNumber()}`;
  }

  nextNumber(): number {
    this.#ids += 1;
    return this.#ids;
  }

  /** Who a user is now. @throws ProblemError `unauthenticated`, or `forbidden` when the provider is deactivated */
  principalOf(userId: string): Principal {
    const user = this.users.find(({ id }) => id === userId);
    if (user) {
      const provider = this.settings.providers.find(({ id }) => id === user.providerId);
      if (!provider?.active) throw new ProblemError('forbidden');
      if (!user.active) throw new ProblemError('unauthenticated');
      const { id, name, email, phone, providerId } = user;
      return { kind: 'provider', userId: id, providerId, providerName: provider.name, name, email, phone };
    }
    const agent = this.settings.agents.find(({ id }) => id === userId);
    if (!agent?.active) throw new ProblemError('unauthenticated');
    const { id, name, email, role } = agent;
    return { kind: role === 'admin' ? 'admin' : 'agent', userId: id, name, email };
  }

  /** A protocol by its number, no matter who may see it. */
  protocol(number: string): StoredProtocol | undefined {
    return this.protocols.find((protocol) => protocol.number === number);
  }

  classification(id: string | null): StoredClassification | undefined {
    return this.settings.classifications.find((node) => node.id === id);
  }

  /** The name of a group as it reads now. */
  groupName({ id, name }: { id: string; name: string }): string {
    return this.settings.groups.find((group) => group.id === id)?.name ?? name;
  }

  /** The name of a provider as it reads now. */
  providerName({ id, name }: { id: string; name: string }): string {
    return this.settings.providers.find((provider) => provider.id === id)?.name ?? name;
  }
}
