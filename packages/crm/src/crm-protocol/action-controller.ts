import type { CrmProtocol } from '@fale-conosco/contract';
import { randomUuid } from '@fale-conosco/sdk';
import type { ReactiveElement } from 'lit';

/** What an agent can do with a protocol, apart from writing. */
export type ProtocolAction = 'assign' | 'forward' | 'reopen' | 'close';

/** The options of a change of a protocol. */
export interface ActionOptions {
  version: number;
  idempotencyKey: string;
}

/** The dialog of an action (`#action`): which action, whether it is running, and why it failed. */
export class ActionController {
  /** The action whose dialog is open. */
  open: ProtocolAction | undefined;
  busy = false;
  error: unknown;
  /** Where the protocol is to be forwarded to. */
  target: { kind: 'group' | 'classification'; id: string } = { kind: 'group', id: '' };

  readonly #host: ReactiveElement;
  /** Own calls of `close()` whose event is pending: it may arrive when the dialog is open again. */
  #closings = 0;
  /** The idempotency key of an input, kept over all tries. */
  #tried: { what: string; key: string } | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector<HTMLDialogElement>('#action');
  }

  async show(action: ProtocolAction): Promise<void> {
    this.open = action;
    this.error = undefined;
    this.target = { kind: 'group', id: '' };
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const dialog = this.#dialog;
    if (dialog && !dialog.open) dialog.showModal();
  }

  /** Closes the dialog; the browser puts the focus back to where it was. */
  readonly close = (): void => {
    const dialog = this.#dialog;
    if (dialog?.open) {
      this.#closings += 1;
      dialog.close();
    }
    this.#forget();
  };

  /** The dialog was closed, for example by Escape. */
  readonly closed = (): void => {
    if (this.#closings > 0) this.#closings -= 1;
    else this.#forget();
  };

  #forget(): void {
    this.open = undefined;
    this.#host.requestUpdate();
    // The element that opened it may be gone: then the browser restores no focus.
    const { activeElement } = this.#host.renderRoot as ShadowRoot;
    if (!activeElement) this.#host.renderRoot.querySelector<HTMLElement>('[data-focus-home]')?.focus();
  }

  aim(target: ActionController['target']): void {
    this.target = target;
    this.#host.requestUpdate();
  }

  /**
   * Does it once, under the version that the agent has seen.
   *
   * @returns the protocol as it then is; nothing when it failed: `error` says why
   */
  async run(
    protocol: CrmProtocol,
    input: unknown,
    work: (options: ActionOptions) => Promise<CrmProtocol>,
  ): Promise<CrmProtocol | undefined> {
    if (this.busy) return undefined;
    const what = JSON.stringify([this.open, protocol.number, input]);
    if (this.#tried?.what !== what) this.#tried = { what, key: randomUuid() };
    this.busy = true;
    this.error = undefined;
    this.#host.requestUpdate();
    try {
      const changed = await work({ version: protocol.version, idempotencyKey: this.#tried.key });
      this.#tried = undefined;
      return changed;
    } catch (error) {
      this.error = error;
      return undefined;
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }
}
