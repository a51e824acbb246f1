import {
  agentChangesSchema,
  assignProtocolSchema,
  auditListQuerySchema,
  cannedAnswerChangesSchema,
  classificationChangesSchema,
  closeProtocolSchema,
  contactMethodChangesSchema,
  crmProtocolListQuerySchema,
  deliveryListQuerySchema,
  forwardProtocolSchema,
  groupChangesSchema,
  holidayListQuerySchema,
  type Limits,
  logQuerySchema,
  messageListQuerySchema,
  newAgentSchema,
  newCannedAnswerSchema,
  newClassificationSchema,
  newContactMethodSchema,
  newCrmMessageSchema,
  newCrmProtocolSchema,
  newGroupSchema,
  newHolidaySchema,
  newProviderSchema,
  newWebhookSchema,
  type Provider,
  providerChangesSchema,
  providerListQuerySchema,
  reopenProtocolSchema,
  type Session,
  webhookChangesSchema,
} from '@fale-conosco/contract';
import type * as z from 'zod/mini';
import { checkInput } from '../../check-input.ts';
import type { ChangeOptions, RequestOptions } from '../../client-interface.ts';
import type {
  DeletableEntityResource,
  FaleConoscoCrm,
  VersionedOptions,
} from '../../crm/client-interface.ts';
import { iteratePages } from '../../resources/iterate-pages.ts';
import { testSession } from '../catalogue.ts';
import type { TestRegisters } from '../registers.ts';
import { pageOf, pageOfThread, type RuntimeControl, type SharedOperation, TestRuntime } from '../runtime.ts';
import type { SeedProtocol } from '../seed.ts';
import { conflict, fold, notFound, type TestProtocol, TestState } from '../state.ts';
import { START } from '../test-client.ts';
import { makeRegisters } from './crm-registers.ts';
import { crmRegisters, crmSeed, sessionOf } from './crm-seed.ts';
import { CrmTestStore } from './crm-store.ts';
import type { Changes, TestRegister } from './test-register.ts';

type RegisterName =
  | 'classifications'
  | 'contactMethods'
  | 'groups'
  | 'agents'
  | 'providers'
  | 'cannedAnswers'
  | 'webhooks';

/** Names a call of the operator's client, for failures, holds and the record of calls. */
export type CrmTestOperation =
  | SharedOperation
  | `protocols.${'list' | 'counts' | 'retrieve' | 'create' | 'close' | 'reopen' | 'assign' | 'forward' | 'accessLog'}`
  | `messages.${'list' | 'create'}`
  | `${RegisterName}.${'list' | 'retrieve' | 'create' | 'update'}`
  | `${'classifications' | 'cannedAnswers' | 'webhooks'}.delete`
  | `holidays.${'list' | 'create' | 'delete'}`
  | `deliveries.${'list' | 'retry'}`
  | 'audit.list';

/** How the operator's in-memory client starts. */
export interface CrmTestClientOptions {
  /** Who signs in: `agent` is Fábio of Faturamento and Suporte, `admin` (by default) is Regina. */
  role?: 'agent' | 'admin';
  /** Who signs in, by the id in the register (`agt-aline`); goes before `role`. */
  agentId?: string;
  seed?: {
    limits?: Partial<Limits>;
    /** Registers in place of the usual ones. */
    registers?: Partial<TestRegisters>;
    /** By default {@link crmSeed}; `[]` for an operator to whom nobody ever wrote. */
    protocols?: readonly SeedProtocol[];
  };
  /** Another in-memory client: both live on what that one keeps, and each sees what the other does. */
  beside?: { readonly control: { readonly state: TestState } };
  /** Wait before each answer, in milliseconds; 0 by default. */
  latencyMs?: number;
  /** The instant at which the story stands; fixed by default, and each write is one second later. */
  now?: Date;
}

/** What a test can do to the operator's in-memory client behind the elements' back. */
export interface CrmTestControl extends RuntimeControl<CrmTestOperation> {
  /** What it lives on, for another client beside it. */
  readonly state: TestState;
  /** Everything there is, of all groups; change it to set a scene, then `emit` if readers shall notice. */
  readonly protocols: TestProtocol[];
  /** As stored; change it to set a scene. */
  readonly registers: TestRegisters;
  addProtocol(parts?: Partial<TestProtocol>): TestProtocol;
  /** The provider writes, and everybody is told. */
  addProviderMessage(number: string, body: string): void;
  /** Somebody else changes a protocol, so that the version that was read is no longer the present one. */
  touchProtocol(number: string): void;
  /** Somebody else changes an entry of a register: its version counts on; nobody is told. */
  touchEntry(register: RegisterName, id: string, changes?: Record<string, unknown>): void;
}

/** The operator's client in memory: the same interface as `CrmClient`, plus `control`. */
export interface CrmTestClient extends FaleConoscoCrm {
  readonly control: CrmTestControl;
}

const newState = ({ seed = {}, now = START }: CrmTestClientOptions): TestState => {
  const state = new TestState({
    registers: { ...crmRegisters(), ...structuredClone(seed.registers) },
    operator: testSession.operator,
    now,
  });
  const home = testSession.provider ?? { id: '', name: '' };
  // Oldest first, so that numbers ascend with time.
  for (const entry of [...(seed.protocols ?? crmSeed)].reverse()) state.seed(entry, testSession.user, home);
  return state;
};

/**
 * Makes an agent's client that lives in memory and behaves as the contract says, over three providers' protocols and all
 * registers: for tests of the console, for pages of states.
 */
export const createCrmTestClient = (options: CrmTestClientOptions = {}): CrmTestClient => {
  const state = options.beside?.control.state ?? newState(options);
  const { registers } = state;
  const agentId = options.agentId ?? (options.role === 'agent' ? 'agt-fabio' : 'agt-regina');
  const session: Session = sessionOf(registers, agentId, { ...testSession.limits, ...options.seed?.limits });
  const store = new CrmTestStore(state, session);
  const runtime = new TestRuntime<CrmTestOperation>(store, options.latencyMs ?? 0);
  const entries = makeRegisters(state, () => ({
    ...store.self,
    role: store.session.role,
    groupIds: store.groupIds,
  }));

  const resource = <
    Entry extends { id: string; version: number },
    Fields extends object,
    Created extends Entry,
  >(
    name: RegisterName,
    register: TestRegister<Entry, Fields>,
    schemas: { create: z.ZodMiniType<Fields>; update: z.ZodMiniType<Changes<Fields>> },
    created: (entry: Entry) => Created,
    mayRead: () => void = () => {},
  ) => ({
    list: (requestOptions?: RequestOptions): Promise<Entry[]> =>
      runtime.call(`${name}.list`, [], requestOptions, () => {
        mayRead();
        return register.list();
      }),
    retrieve: (id: string, requestOptions?: RequestOptions): Promise<Entry> =>
      runtime.call(`${name}.retrieve`, [id], requestOptions, () => {
        mayRead();
        return register.retrieve(id);
      }),
    create: async (input: unknown, requestOptions?: RequestOptions): Promise<Created> => {
      const checked = checkInput(schemas.create, input);
      return runtime.keyedCall(`${name}.create`, [input], requestOptions, checked, () =>
        created(register.create(checked)),
      );
    },
    update: async (id: string, changes: unknown, requestOptions: VersionedOptions): Promise<Entry> => {
      const checked = checkInput(schemas.update, changes);
      return runtime.call(`${name}.update`, [id, changes, requestOptions], requestOptions, () =>
        register.update(id, checked, requestOptions.version),
      );
    },
  });
  const remover =
    (
      name: 'classifications' | 'cannedAnswers' | 'webhooks',
      register: { delete(id: string, version: number): void },
    ): DeletableEntityResource<unknown, unknown, unknown>['delete'] =>
    (id, requestOptions) =>
      runtime.call(`${name}.delete`, [id, requestOptions], requestOptions, () =>
        register.delete(id, requestOptions.version),
      );
  const same = <Entry>(entry: Entry): Entry => entry;

  /** A change of a protocol, keyed, under the version that was read. */
  const act =
    <Schema extends z.ZodMiniType>(
      name: 'close' | 'reopen' | 'assign' | 'forward',
      schema: Schema,
      work: (number: string, input: z.output<Schema>, version: number | undefined) => TestProtocol,
    ) =>
    async (number: string, input: unknown = {}, requestOptions?: ChangeOptions) => {
      const checked = checkInput(schema, input);
      return runtime.keyedCall(`protocols.${name}`, [number, input], requestOptions, [number, checked], () =>
        store.toProtocol(work(number, checked, requestOptions?.version)),
      );
    };

  const control: CrmTestControl = runtime.extendControl<
    Omit<CrmTestControl, keyof RuntimeControl<CrmTestOperation>>
  >({
    state,
    protocols: state.protocols,
    registers,
    addProtocol: (parts = {}) => state.addProtocol(parts),
    addProviderMessage: (number, body) => {
      const protocol = state.find(number);
      const returns = protocol.status === 'awaiting_provider' || protocol.status === 'closed';
      const by = state.providerAuthor(protocol, { id: 'usr-ana', name: protocol.contactPerson });
      const statusChange = returns ? state.setStatus(protocol, 'in_analysis') : null;
      state.append(protocol, by, body, { statusChange });
      state.changed(protocol, 'message');
    },
    touchProtocol: (number) => {
      state.find(number).version += 1;
    },
    touchEntry: (register, id, changes = {}) => {
      const entries: { id: string; version: number }[] = registers[register];
      const entry = entries.find((candidate) => candidate.id === id);
      if (!entry) throw new RangeError(`No entry of ${register} has the id ${id}`);
      Object.assign(entry, changes);
      entry.version += 1;
    },
  });

  const { list: _list, ...providerEntries } = resource(
    'providers',
    entries.providers,
    { create: newProviderSchema, update: providerChangesSchema },
    same<Provider>,
  );
  const adminOnly = (): void => entries.webhooks.requireAdmin();

  const client: CrmTestClient = {
    control,
    session: runtime.session,
    uploads: runtime.uploads,
    attachments: runtime.attachments,
    events: runtime.events,
    protocols: {
      list: async (query = {}, requestOptions) => {
        const checked = checkInput(crmProtocolListQuerySchema, query);
        return runtime.call('protocols.list', [query], requestOptions, () => {
          const page = pageOf(store.search(checked), ({ number }) => number, checked);
          return { ...page, items: page.items.map((protocol) => store.toSummary(protocol)) };
        });
      },
      iterate: (query = {}, requestOptions) =>
        iteratePages((cursor) =>
          client.protocols.list(cursor ? { ...query, cursor } : query, requestOptions),
        ),
      counts: (requestOptions) => runtime.call('protocols.counts', [], requestOptions, () => store.counts()),
      retrieve: (number, requestOptions) =>
        runtime.call('protocols.retrieve', [number], requestOptions, () => {
          const protocol = store.find(number);
          state.recordAccess(protocol, store.session, 'protocol.view');
          return store.toProtocol(protocol);
        }),
      create: async (input, requestOptions) => {
        const checked = checkInput(newCrmProtocolSchema, input);
        return runtime.keyedCall('protocols.create', [input], requestOptions, checked, () =>
          store.toProtocol(store.create(checked)),
        );
      },
      close: act('close', closeProtocolSchema, (...args) => store.close(...args)),
      reopen: act('reopen', reopenProtocolSchema, (...args) => store.reopen(...args)),
      assign: act('assign', assignProtocolSchema, (...args) => store.assign(...args)),
      forward: act('forward', forwardProtocolSchema, (...args) => store.forward(...args)),
      accessLog: async (number, query = {}, requestOptions) => {
        const checked = checkInput(logQuerySchema, query);
        return runtime.call('protocols.accessLog', [number, query], requestOptions, () => {
          const { accesses } = store.find(number);
          const numbered = accesses.map((record, index) => ({
            record,
            key: String(accesses.length - index),
          }));
          const page = pageOf(numbered, ({ key }) => key, checked);
          return { ...page, items: page.items.map(({ record }) => record) };
        });
      },
    },
    messages: {
      list: async (number, query = {}, requestOptions) => {
        const checked = checkInput(messageListQuerySchema, query);
        return runtime.call('messages.list', [number, query], requestOptions, () => {
          const protocol = store.find(number);
          state.recordAccess(protocol, store.session, 'messages.view');
          const page = pageOfThread(store.thread(protocol), checked);
          return { ...page, items: page.items.map((message) => store.toMessage(message)) };
        });
      },
      create: async (number, input, requestOptions) => {
        const checked = checkInput(newCrmMessageSchema, input);
        return runtime.keyedCall('messages.create', [number, input], requestOptions, [number, checked], () =>
          store.answer(number, checked, requestOptions?.version),
        );
      },
    },
    classifications: {
      ...resource(
        'classifications',
        entries.classifications,
        { create: newClassificationSchema, update: classificationChangesSchema },
        same,
      ),
      delete: remover('classifications', entries.classifications),
    },
    contactMethods: resource(
      'contactMethods',
      entries.contactMethods,
      { create: newContactMethodSchema, update: contactMethodChangesSchema },
      same,
    ),
    groups: resource('groups', entries.groups, { create: newGroupSchema, update: groupChangesSchema }, same),
    agents: resource('agents', entries.agents, { create: newAgentSchema, update: agentChangesSchema }, same),
    cannedAnswers: {
      ...resource(
        'cannedAnswers',
        entries.cannedAnswers,
        { create: newCannedAnswerSchema, update: cannedAnswerChangesSchema },
        same,
      ),
      delete: remover('cannedAnswers', entries.cannedAnswers),
    },
    webhooks: {
      ...resource(
        'webhooks',
        entries.webhooks,
        { create: newWebhookSchema, update: webhookChangesSchema },
        (webhook) => ({ ...webhook, secret: 'whsec_c2VncmVkby1zw7MtcGFyYS10ZXN0ZXM=' }),
        adminOnly,
      ),
      delete: remover('webhooks', entries.webhooks),
    },
    providers: {
      ...providerEntries,
      list: async (query = {}, requestOptions) => {
        const checked = checkInput(providerListQuerySchema, query);
        return runtime.call('providers.list', [query], requestOptions, () =>
          pageOf(
            entries.providers
              .list()
              .filter(({ name }) => fold(name).includes(fold(checked.search ?? '').trim())),
            ({ id }) => id,
            checked,
          ),
        );
      },
      iterate: (query = {}, requestOptions) =>
        iteratePages((cursor) =>
          client.providers.list(cursor ? { ...query, cursor } : query, requestOptions),
        ),
    },
    holidays: {
      list: async (query = {}, requestOptions) => {
        const { year } = checkInput(holidayListQuerySchema, query);
        return runtime.call('holidays.list', [query], requestOptions, () => entries.holidays.list(year));
      },
      create: async (input, requestOptions) => {
        const checked = checkInput(newHolidaySchema, input);
        return runtime.keyedCall('holidays.create', [input], requestOptions, checked, () => {
          const { version: _version, ...holiday } = entries.holidays.register.create(checked);
          return holiday;
        });
      },
      delete: (id, requestOptions) =>
        runtime.call('holidays.delete', [id], requestOptions, () =>
          entries.holidays.register.delete(id, undefined),
        ),
    },
    deliveries: {
      list: async (query = {}, requestOptions) => {
        const checked = checkInput(deliveryListQuerySchema, query);
        return runtime.call('deliveries.list', [query], requestOptions, () => {
          adminOnly();
          return pageOf(
            registers.deliveries.filter(({ state: where }) => !checked.state || where === checked.state),
            ({ id }) => id,
            checked,
          );
        });
      },
      retry: (id, requestOptions) =>
        runtime.call('deliveries.retry', [id], requestOptions, () => {
          adminOnly();
          const delivery = registers.deliveries.find((candidate) => candidate.id === id);
          if (!delivery) throw notFound();
          if (delivery.state !== 'dead') throw conflict('retry_not_allowed');
          return Object.assign(delivery, { state: 'pending', attempts: 0, nextAttemptAt: state.tick() });
        }),
    },
    audit: {
      list: async (query = {}, requestOptions) => {
        const checked = checkInput(auditListQuerySchema, query);
        return runtime.call('audit.list', [query], requestOptions, () => {
          adminOnly();
          return pageOf(
            registers.audit.filter(
              ({ entity, entityId }) =>
                (!checked.entity || entity === checked.entity) &&
                (!checked.entityId || entityId === checked.entityId),
            ),
            ({ id }) => id,
            checked,
          );
        });
      },
    },
  };
  return client;
};
