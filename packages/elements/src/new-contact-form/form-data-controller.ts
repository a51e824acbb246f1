import type { ContactMethod, Session } from '@fale-conosco/contract';
import type { FaleConosco } from '@fale-conosco/sdk';
import { type ClassificationNode, classificationTree } from '@fale-conosco/ui';
import { initialState, Task } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';

/** What the form offers, and to whom. */
export interface FormData {
  session: Session;
  tree: ClassificationNode[];
  contactMethods: ContactMethod[];
}

/** Loads what the form needs before it can be filled in: all at once, anew when the client is another. */
export class FormDataController {
  readonly #task: Task<readonly [FaleConosco | undefined], FormData>;

  constructor(
    host: ReactiveControllerHost,
    options: {
      client: () => FaleConosco | undefined;
      onLoad: (data: FormData) => void;
      onError: (error: unknown) => void;
    },
  ) {
    this.#task = new Task(host, {
      args: () => [options.client()] as const,
      task: async ([client], { signal }) => {
        if (!client) return initialState;
        const [session, classifications, contactMethods] = await Promise.all([
          client.session.cached(),
          client.classifications.list({ signal }),
          client.contactMethods.list({ signal }),
        ]);
        return { session, tree: classificationTree(classifications), contactMethods };
      },
      onComplete: options.onLoad,
      onError: options.onError,
    });
  }

  /** Undefined while loading, and when it failed. */
  get data(): FormData | undefined {
    return this.#task.value;
  }

  get error(): unknown {
    return this.#task.error;
  }

  /** Tries again. */
  load(): Promise<void> {
    return this.#task.run();
  }
}
