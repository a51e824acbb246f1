import { ApiError, type RefusedField, randomUuid } from '@fale-conosco/sdk';
import type { ReactiveControllerHost } from 'lit';
import type { AttachmentsController } from '../attachments/attachments-controller.ts';
import { errorCode } from '../error-text.ts';

/**
 * - `idle` being written · `waiting` for its files · `sending` · `failed` see `error` and `issues`; nothing is lost
 * - `blocked` by files that must be sent again or removed · `sent` acknowledged, and nothing written since
 */
export type SubmissionState = 'idle' | 'waiting' | 'sending' | 'failed' | 'blocked' | 'sent';

/** What goes along with a request that makes something. */
export interface SubmissionOptions {
  idempotencyKey: string;
}

/** An acknowledged submission. */
export interface Acknowledged<Input, Result> {
  result: Result;
  /** What the server has; an earlier try may have arrived in place of what was sent last. */
  sent: Input;
}

/** Something in the making, with its files, that reaches the server once, however often its answer gets lost. */
export class Submission<Input extends { attachmentIds: string[] }> {
  state: SubmissionState = 'idle';
  error: unknown;
  /** The fields that the server refused. */
  issues: readonly RefusedField[] = [];
  readonly attachments: AttachmentsController;

  protected readonly host: ReactiveControllerHost;
  /** One key for the draft, over all tries. */
  #key: string | undefined;
  /** Inputs sent with the key whose outcome is unknown, newest first. */
  #unknown: Input[] = [];

  constructor(host: ReactiveControllerHost, attachments: AttachmentsController) {
    this.host = host;
    this.attachments = attachments;
  }

  /** On its way, so that another click starts nothing. */
  get busy(): boolean {
    return this.state === 'waiting' || this.state === 'sending';
  }

  /** The server may or may not have taken it. */
  get outcomeUnknown(): boolean {
    return this.#unknown.length > 0 && !(this.error instanceof ApiError);
  }

  /** The first issue of a field. */
  issue(path: string): RefusedField | undefined {
    return this.issues.find((issue) => issue.path.startsWith(path));
  }

  /**
   * Sends what `input` gives, once the files are whole.
   *
   * @returns nothing when it was not acknowledged: `state`, `error` and `issues` say why not
   */
  async submit<Result>(
    input: () => Input,
    create: (input: Input, options: SubmissionOptions) => Promise<Result>,
  ): Promise<Acknowledged<Input, Result> | undefined> {
    if (this.busy) return undefined;
    this.#key ??= randomUuid();
    const key = this.#key;
    this.move('waiting');
    await this.attachments.settled();
    // Given up meanwhile: what is written now is something else.
    if (key !== this.#key) return undefined;
    if (this.attachments.problems.length > 0) {
      this.move('blocked');
      return undefined;
    }
    this.move('sending');
    const wanted = input();
    const tries = [wanted, ...this.#unknown];
    for (const sent of tries) {
      try {
        const result = await create(sent, { idempotencyKey: key });
        if (key === this.#key) this.#acknowledge(sent);
        return { result, sent };
      } catch (error) {
        // Refused as another input with a known key: an earlier try did arrive, and asking with its input brings its result.
        if (errorCode(error) === 'idempotency_key_reused' && sent !== tries.at(-1)) continue;
        if (key === this.#key) this.#refuse(error, wanted);
        break;
      }
    }
    return undefined;
  }

  /** Gives it up. */
  reset(): void {
    this.attachments.reset();
    this.forget();
    this.move('idle');
  }

  /** What is sent next is something new, not another try. */
  forget(): void {
    this.#key = undefined;
    this.#unknown = [];
  }

  move(state: SubmissionState, error?: unknown): void {
    this.state = state;
    this.error = error;
    this.issues = error instanceof ApiError ? error.issues : [];
    this.host.requestUpdate();
  }

  /** The server has it; files that did not go along stay. */
  #acknowledge(sent: Input): void {
    const { attachments } = this;
    const left = attachments.items.filter(
      ({ attachmentId }) => !sent.attachmentIds.includes(attachmentId ?? ''),
    );
    if (left.length > 0) attachments.items = left;
    else attachments.reset();
    this.forget();
    this.move('sent');
  }

  #refuse(error: unknown, input: Input): void {
    this.move('failed', error);
    for (const { path } of this.issues) {
      const index = /^attachmentIds\.(\d+)$/.exec(path)?.[1];
      if (index) this.attachments.lost(Number(index));
    }
    // Refused for what it says: nothing was made with this key, and the next input will be another one.
    if (this.issues.length > 0) this.forget();
    else this.#unknown = [input, ...this.#unknown];
  }
}
