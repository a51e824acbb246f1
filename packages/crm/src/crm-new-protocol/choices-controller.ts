import type { CrmClassification, CrmContactMethod, Session } from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { type ClassificationNode, classificationTree, LiveController } from '@fale-conosco/ui';
import { initialState, Task } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';

/** What the form offers. */
export interface Choices {
  session: Session;
  tree: ClassificationNode<CrmClassification>[];
  contactMethods: CrmContactMethod[];
}

/** The active tree, without branches that lead nowhere: a last level has a group that answers for it. */
const usableTree = (items: readonly CrmClassification[]): ClassificationNode<CrmClassification>[] => {
  const prune = (nodes: ClassificationNode<CrmClassification>[]): ClassificationNode<CrmClassification>[] =>
    nodes
      .map((node) => ({ ...node, children: prune(node.children) }))
      .filter(({ classification, children }) => classification.group !== null || children.length > 0);
  return prune(classificationTree(items.filter(({ active }) => active)));
};

const read = async (client: FaleConoscoCrm, signal?: AbortSignal): Promise<Choices> => {
  const [session, classifications, contactMethods] = await Promise.all([
    client.session.cached(),
    client.classifications.list({ signal }),
    client.contactMethods.list({ signal }),
  ]);
  return {
    session,
    tree: usableTree(classifications),
    contactMethods: contactMethods.filter(({ active, mode }) => active && mode !== 'return'),
  };
};

/** Loads what the form offers, and follows the registers while it is open; nothing that was typed is touched. */
export class ChoicesController {
  readonly #host: ReactiveControllerHost;
  readonly #client: () => FaleConoscoCrm | undefined;
  readonly #task: Task<readonly [FaleConoscoCrm | undefined], Choices>;
  #renewed: Choices | undefined;

  constructor(
    host: ReactiveControllerHost,
    { client, onError }: { client: () => FaleConoscoCrm | undefined; onError: (error: unknown) => void },
  ) {
    this.#host = host;
    this.#client = client;
    this.#task = new Task(host, {
      args: () => [client()] as const,
      task: async ([api], { signal }) => {
        this.#renewed = undefined;
        return api ? read(api, signal) : initialState;
      },
      onError,
    });
    new LiveController(host, {
      client,
      onEvent: ({ type }) => {
        if (type !== 'protocol.changed' && this.choices) void this.#renew();
      },
    });
  }

  /** Undefined while loading, and when it failed. */
  get choices(): Choices | undefined {
    return this.#renewed ?? this.#task.value;
  }

  get error(): unknown {
    return this.#task.error;
  }

  /** Tries again. */
  load(): Promise<void> {
    return this.#task.run();
  }

  async #renew(): Promise<void> {
    const client = this.#client();
    if (!client) return;
    try {
      const renewed = await read(client);
      if (client !== this.#client()) return;
      this.#renewed = renewed;
      this.#host.requestUpdate();
    } catch {
      // What was offered before stays; the server has the last word on it.
    }
  }
}
