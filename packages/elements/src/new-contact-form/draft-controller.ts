import type { NewProtocol, Protocol } from '@fale-conosco/contract';
import { ApiError, type FaleConosco, type RefusedField, randomUuid } from '@fale-conosco/sdk';
import { errorCode } from '@fale-conosco/ui';
import type { ReactiveControllerHost } from 'lit';

/** What the user types; an absent value has not been filled in by anybody. */
export type DraftValues = Partial<
  Pick<NewProtocol, 'contactPerson' | 'contactPhone' | 'contactEmail' | 'contactMethodId' | 'message'>
>;

/** In the order of the form. */
export const DRAFT_FIELDS = [
  'classificationId',
  'contactPerson',
  'contactPhone',
  'contactEmail',
  'contactMethodId',
  'message',
  'attachmentIds',
] as const;
/** A field of the form, as the contract names it. */
export type DraftField = (typeof DRAFT_FIELDS)[number];

/**
 * - `idle` being filled in · `waiting` for its files · `sending` · `failed` see `error`; nothing is lost
 * - `sent` acknowledged
 */
export type DraftState = 'idle' | 'waiting' | 'sending' | 'failed' | 'sent';

/** The contact in the making, until the server has acknowledged it. */
export class DraftController {
  values: DraftValues = {};
  errors: Partial<Record<DraftField, RefusedField>> = {};
  state: DraftState = 'idle';
  error: unknown;
  protocol: Protocol | undefined;
  /** A text that was changed after a try that turned out to have worked: it did not reach the operator. */
  notSent = '';
  /** The user has typed something. */
  touched = false;

  readonly #host: ReactiveControllerHost;
  #defaultText = '';
  /** One key for the draft, over all tries, so that it is registered once however often its answer gets lost. */
  #key: string | undefined;
  /** Inputs sent with the key whose outcome is unknown, newest first. */
  #unknown: NewProtocol[] = [];

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** On its way, so that another click starts nothing. */
  get busy(): boolean {
    return this.state === 'waiting' || this.state === 'sending';
  }

  /** The server may or may not have registered it. */
  get outcomeUnknown(): boolean {
    return this.#unknown.length > 0 && !(this.error instanceof ApiError);
  }

  /** What the user typed. */
  set(field: keyof DraftValues, value: string): void {
    this.values = { ...this.values, [field]: value };
    this.touched = true;
    this.clearError(field);
  }

  /** What is known beforehand, for fields that nobody has filled in. */
  prefill(values: DraftValues): void {
    this.values = { ...values, ...this.values };
    this.#host.requestUpdate();
  }

  /** The classification's own text; takes the place of another such text or of nothing, never of the user's. */
  useDefaultText(text: string): void {
    const { message = '' } = this.values;
    if (message.trim() === '' || message === this.#defaultText)
      this.values = { ...this.values, message: text };
    this.#defaultText = text;
  }

  clearError(field: DraftField): void {
    const { [field]: _, ...others } = this.errors;
    this.errors = others;
    this.#host.requestUpdate();
  }

  /**
   * Puts issues to their fields.
   *
   * @returns whether there are any that the form can show
   */
  refuse(issues: readonly RefusedField[]): boolean {
    this.errors = {};
    for (const issue of issues) {
      const field = DRAFT_FIELDS.find((name) => name === issue.path.split('.')[0]);
      if (field) this.errors[field] ??= issue;
    }
    this.#host.requestUpdate();
    return Object.keys(this.errors).length > 0;
  }

  move(state: DraftState, error?: unknown): void {
    this.state = state;
    this.error = error;
    this.#host.requestUpdate();
  }

  /** Registers the contact; afterwards the state is `sent`, `failed`, or `idle` with `errors`. */
  async send(api: FaleConosco, input: NewProtocol): Promise<void> {
    this.#key ??= randomUuid();
    this.move('sending');
    try {
      await this.#create(api, input, this.#key);
      this.move('sent');
    } catch (error) {
      const issues = error instanceof ApiError ? error.issues : [];
      if (issues.length > 0) {
        // Refused for what it says: nothing was registered with this key, and the next input will be another one.
        this.#forget();
      } else {
        this.#unknown = [input, ...this.#unknown];
      }
      if (this.refuse(issues)) this.move('idle');
      else this.move('failed', error);
    }
  }

  /** Starts over. */
  reset(): void {
    this.values = {};
    this.errors = {};
    this.notSent = '';
    this.touched = false;
    this.protocol = undefined;
    this.#defaultText = '';
    this.#forget();
    this.move('idle');
  }

  async #create(api: FaleConosco, input: NewProtocol, idempotencyKey: string): Promise<void> {
    const tries = [input, ...this.#unknown];
    for (const attempt of tries) {
      try {
        this.protocol = await api.protocols.create(attempt, { idempotencyKey });
        if (attempt.message !== input.message) this.notSent = input.message;
        return;
      } catch (error) {
        // An earlier try, with another text, did arrive: asking with that one brings its protocol.
        if (errorCode(error) !== 'idempotency_key_reused' || attempt === tries.at(-1)) throw error;
      }
    }
  }

  #forget(): void {
    this.#key = undefined;
    this.#unknown = [];
  }
}
