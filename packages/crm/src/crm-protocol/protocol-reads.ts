import type {
  Agent,
  CannedAnswer,
  CataloguePart,
  CrmClassification,
  CrmContactMethod,
  Group,
  Session,
} from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { changesCatalogue, ReadController } from '@fale-conosco/ui';
import type { ReactiveControllerHost } from 'lit';

/** Reads what the view of a protocol offers to choose from: at once who is signed in and the contact methods, the rest on demand. */
export class ProtocolReads {
  readonly #sessionAndMethods: ReadController<FaleConoscoCrm, [Session, CrmContactMethod[]]>;
  readonly agents: ReadController<FaleConoscoCrm, Agent[]>;
  readonly groups: ReadController<FaleConoscoCrm, Group[]>;
  readonly classifications: ReadController<FaleConoscoCrm, CrmClassification[]>;
  readonly cannedAnswers: ReadController<FaleConoscoCrm, CannedAnswer[]>;

  constructor(host: ReactiveControllerHost, client: () => FaleConoscoCrm | undefined) {
    const lazy = <Value>(
      parts: readonly CataloguePart[],
      read: (api: FaleConoscoCrm, signal?: AbortSignal) => Promise<Value>,
    ): ReadController<FaleConoscoCrm, Value> =>
      new ReadController<FaleConoscoCrm, Value>(host, {
        client,
        lazy: true,
        read,
        refreshOn: (event) => changesCatalogue(event, parts),
      });
    this.#sessionAndMethods = new ReadController<FaleConoscoCrm, [Session, CrmContactMethod[]]>(host, {
      client,
      // A reply needs no method of return.
      read: (api, signal) =>
        Promise.all([api.session.cached(), api.contactMethods.list({ signal }).catch(() => [])]),
      // Which groups the agent reaches, and what it accesses, depends on the groups.
      reread: (api) => Promise.all([api.session.retrieve(), api.contactMethods.list()]),
      refreshOn: (event) => changesCatalogue(event, ['groups', 'contactMethods']),
    });
    this.agents = lazy(['groups'], (api, signal) => api.agents.list({ signal }));
    this.groups = lazy(['groups'], (api, signal) => api.groups.list({ signal }));
    this.classifications = lazy(['classifications'], (api, signal) => api.classifications.list({ signal }));
    this.cannedAnswers = lazy(['groups'], (api, signal) => api.cannedAnswers.list({ signal }));
  }

  get session(): Session | undefined {
    return this.#sessionAndMethods.value?.[0];
  }

  /** Undefined until they are known. */
  get contactMethods(): readonly CrmContactMethod[] | undefined {
    return this.#sessionAndMethods.value?.[1];
  }
}
