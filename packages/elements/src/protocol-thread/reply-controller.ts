import type { Message, NewMessage, Session } from '@fale-conosco/contract';
import { ApiError, type FaleConosco, type RefusedField } from '@fale-conosco/sdk';
import { AttachmentsController, errorCode, type UiController, uuid } from '@fale-conosco/ui';
import { Task } from '@lit/task';
import type { ReactiveElement } from 'lit';

/**
 * - `idle` being written · `waiting` for its files · `sending` · `failed` see `error`; nothing is lost
 * - `blocked` by files that must be sent again or removed · `sent` acknowledged, and nothing written since
 */
export type ReplyState = 'idle' | 'waiting' | 'sending' | 'failed' | 'blocked' | 'sent';

/** The complement in the making, with its files, until the server has acknowledged it. */
export class ReplyController {
  text = '';
  state: ReplyState = 'idle';
  error: unknown;
  /** What is wrong with the text (`body`) or the files (`attachmentIds`). */
  issues: readonly RefusedField[] = [];
  /** An earlier try had arrived with another text; the present one has not been sent. */
  superseded = false;
  readonly attachments: AttachmentsController;

  readonly #host: ReactiveElement;
  readonly #session;
  /** One key for the draft, over all tries, so that it is sent once however often its answer gets lost. */
  #key: string | undefined;
  /** The input of the first try with the key whose outcome is unknown. */
  #unknown: NewMessage | undefined;

  constructor(host: ReactiveElement, client: () => FaleConosco | undefined, ui: UiController) {
    this.#host = host;
    this.#session = new Task(host, {
      args: () => [client()] as const,
      // Only for the limits; without them the server decides alone.
      task: async ([api]): Promise<Session | undefined> => api?.session.cached(),
    });
    this.attachments = new AttachmentsController(host, { client, limits: () => this.limits, ui });
  }

  get limits(): Session['limits'] | undefined {
    return this.#session.value?.limits;
  }

  /** On its way, so that another click starts nothing. */
  get busy(): boolean {
    return this.state === 'waiting' || this.state === 'sending';
  }

  /** Something would be lost if the thread were left. */
  get dirty(): boolean {
    return this.text.trim() !== '' || this.attachments.items.length > 0;
  }

  /** The server may or may not have taken it. */
  get outcomeUnknown(): boolean {
    return this.state === 'failed' && this.#unknown !== undefined && !(this.error instanceof ApiError);
  }

  /** What the user typed. */
  write(text: string): void {
    this.text = text;
    this.superseded = false;
    this.issues = [];
    if (this.state === 'sent') this.state = 'idle';
    this.#host.requestUpdate();
  }

  issue(path: string): RefusedField | undefined {
    return this.issues.find((issue) => issue.path.startsWith(path));
  }

  /**
   * Sends the complement once its files are whole.
   *
   * @returns the message when it was acknowledged; otherwise `state`, `error` and `issues` say why not
   */
  async send(api: FaleConosco, number: string): Promise<Message | undefined> {
    if (this.busy) return undefined;
    this.issues = [];
    this.#move('waiting');
    await this.attachments.settled();
    if (this.attachments.problems.length > 0) {
      this.#move('blocked');
      return undefined;
    }
    const input = { body: this.text, attachmentIds: this.attachments.ids };
    this.#key ??= uuid();
    const key = this.#key;
    this.#move('sending');
    try {
      const message = await this.#create(api, number, input, key);
      // Given up meanwhile: another protocol is shown.
      if (key === this.#key) this.#acknowledge();
      return message;
    } catch (error) {
      if (key === this.#key) this.#refuse(error, input);
      return undefined;
    }
  }

  /** Gives the draft up. */
  reset(): void {
    this.superseded = false;
    this.#acknowledge();
    this.#move('idle');
  }

  /** Refused as another input with a known key: the first try did arrive, and asking with its input brings its message. */
  async #create(api: FaleConosco, number: string, input: NewMessage, key: string): Promise<Message> {
    try {
      return await api.messages.create(number, input, { idempotencyKey: key });
    } catch (error) {
      if (errorCode(error) !== 'idempotency_key_reused' || !this.#unknown) throw error;
      const message = await api.messages.create(number, this.#unknown, { idempotencyKey: key });
      this.superseded = true;
      return message;
    }
  }

  /** The server has the message: the draft is over, or goes on with a text that did not go along. */
  #acknowledge(): void {
    if (!this.superseded) this.text = '';
    this.#key = undefined;
    this.#unknown = undefined;
    this.attachments.reset();
    this.#move(this.superseded ? 'idle' : 'sent');
  }

  #refuse(error: unknown, input: NewMessage): void {
    this.issues = error instanceof ApiError ? error.issues : [];
    for (const { path } of this.issues) {
      const index = /^attachmentIds\.(\d+)$/.exec(path)?.[1];
      if (index) this.attachments.lost(Number(index));
    }
    if (this.issues.length > 0) {
      // Refused for what it says: nothing was made with this key, and the next input will be another one.
      this.#key = undefined;
      this.#unknown = undefined;
      this.#move('idle');
    } else {
      this.#unknown ??= input;
      this.#move('failed', error);
    }
  }

  #move(state: ReplyState, error?: unknown): void {
    this.state = state;
    this.error = error;
    this.#host.requestUpdate();
  }
}
