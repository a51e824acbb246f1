import type { ContactMethod, Session } from '@fale-conosco/contract';
import type { FaleConosco } from '@fale-conosco/sdk';
import { type ClassificationNode, classificationTree, LiveController } from '@fale-conosco/ui';
import { initialState, Task } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';

/** What the form offers, and to whom. */
export interface FormData {
  session: Session;
  tree: ClassificationNode[];
  contactMethods: ContactMethod[];
}

const read = async (client: FaleConosco, signal?: AbortSignal): Promise<FormData> => {
  const [session, classifications, contactMethods] = await Promise.all([
    client.session.cached(),
    client.classifications.list({ signal }),
    client.contactMethods.list({ signal }),
  ]);
  return { session, tree: classificationTree(classifications), contactMethods };
};

/**
 * Loads what the form needs before it can be filled in: all at once, anew when the client is another. When the operator
 * changes its registers, what the form offers follows, and nothing that was typed is touched.
 */
export class FormDataController {
  readonly #host: ReactiveControllerHost;
  readonly #client: () => FaleConosco | undefined;
  readonly #task: Task<readonly [FaleConosco | undefined], FormData>;
  #renewed: FormData | undefined;

  constructor(
    host: ReactiveControllerHost,
    options: {
      client: () => FaleConosco | undefined;
      onLoad: (data: FormData) => void;
      onError: (error: unknown) => void;
    },
  ) {
    this.#host = host;
    this.#client = options.client;
    this.#task = new Task(host, {
      args: () => [options.client()] as const,
      task: async ([client], { signal }) => {
        if (!client) return initialState;
        this.#renewed = undefined;
        return read(client, signal);
      },
      onComplete: options.onLoad,
      onError: options.onError,
    });
    new LiveController(host, {
      client: options.client,
      onEvent: ({ type }) => {
        if (type !== 'protocol.changed' && this.data) void this.#renew();
      },
    });
  }

  /** Undefined while loading, and when it failed. */
  get data(): FormData | undefined {
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
