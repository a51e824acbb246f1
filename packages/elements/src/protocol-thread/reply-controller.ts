import type { Message, NewMessage, Session } from '@fale-conosco/contract';
import { ApiError, type FaleConosco, type RefusedField, randomUuid } from '@fale-conosco/sdk';
import { AttachmentsController, errorCode, type UiController } from '@fale-conosco/ui';
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
  /** An earlier try had arrived with another input; what was changed since has not been sent. */
  superseded = false;
  readonly attachments: AttachmentsController;

  readonly #host: ReactiveElement;
  readonly #session;
  /** One key for the draft, over all tries, so that it is sent once however often its answer gets lost. */
  #key: string | undefined;
  /** Inputs sent with the key whose outcome is unknown, newest first. */
  #unknown: NewMessage[] = [];

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
    return this.state === 'failed' && this.#unknown.length > 0 && !(this.error instanceof ApiError);
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
    this.#key ??= randomUuid();
    const key = this.#key;
    this.#move('waiting');
    await this.attachments.settled();
    // Given up meanwhile: another protocol is shown, and what is written now belongs to that one.
    if (key !== this.#key) return undefined;
    if (this.attachments.problems.length > 0) {
      this.#move('blocked');
      return undefined;
    }
    const input = { body: this.text, attachmentIds: this.attachments.ids };
    this.#move('sending');
    try {
      const { message, sent } = await this.#create(api, number, key, input, this.#unknown);
      if (key === this.#key) this.#acknowledge(input, sent);
      return message;
    } catch (error) {
      if (key === this.#key) this.#refuse(error, input);
      return undefined;
    }
  }

  /** Gives the draft up. */
  reset(): void {
    this.text = '';
    this.issues = [];
    this.superseded = false;
    this.attachments.reset();
    this.#forget();
    this.#move('idle');
  }

  /** Refused as another input with a known key: an earlier try did arrive, and asking with its input brings its message. */
  async #create(
    api: FaleConosco,
    number: string,
    key: string,
    sent: NewMessage,
    earlier: readonly NewMessage[],
  ): Promise<{ message: Message; sent: NewMessage }> {
    const [next, ...others] = earlier;
    try {
      return { message: await api.messages.create(number, sent, { idempotencyKey: key }), sent };
    } catch (error) {
      if (errorCode(error) !== 'idempotency_key_reused' || !next) throw error;
      return this.#create(api, number, key, next, others);
    }
  }

  /** The server has the message: the draft is over, or goes on with the text and the files that did not go along. */
  #acknowledge(input: NewMessage, sent: NewMessage): void {
    const { attachments } = this;
    const files = new Set(sent.attachmentIds);
    const left = attachments.items.filter(({ attachmentId }) => !attachmentId || !files.has(attachmentId));
    this.superseded = input.body !== sent.body || left.length > 0;
    if (input.body === sent.body) this.text = '';
    if (left.length > 0) attachments.items = left;
    else attachments.reset();
    this.#forget();
    this.#move(this.superseded ? 'idle' : 'sent');
  }

  #forget(): void {
    this.#key = undefined;
    this.#unknown = [];
  }

  #refuse(error: unknown, input: NewMessage): void {
    this.issues = error instanceof ApiError ? error.issues : [];
    for (const { path } of this.issues) {
      const index = /^attachmentIds\.(\d+)$/.exec(path)?.[1];
      if (index) this.attachments.lost(Number(index));
    }
    if (this.issues.length > 0) {
      // Refused for what it says: nothing was made with this key, and the next input will be another one.
      this.#forget();
      this.#move('idle');
    } else {
      this.#unknown = [input, ...this.#unknown];
      this.#move('failed', error);
    }
  }

  #move(state: ReplyState, error?: unknown): void {
    this.state = state;
    this.error = error;
    this.#host.requestUpdate();
  }
}
