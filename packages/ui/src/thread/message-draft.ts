import type { Limits, Session } from '@fale-conosco/contract';
import type { FaleConosco, SessionResource } from '@fale-conosco/sdk';
import { Task } from '@lit/task';
import type { ReactiveElement } from 'lit';
import { AttachmentsController } from '../attachments/attachments-controller.ts';
import type { UiController } from '../ui-controller.ts';
import { Submission, type SubmissionOptions } from './submission.ts';

/** What every message consists of. */
export interface MessageInput {
  body: string;
  attachmentIds: string[];
}

/** What a {@link MessageDraft} needs of a client. */
export type DraftClient = Pick<FaleConosco, 'uploads'> & { session: Pick<SessionResource, 'cached'> };

/**
 * A message in the making, until the server has acknowledged it.
 *
 * @typeParam Extra what its messages have besides text and files
 */
export class MessageDraft<Extra extends object = object> extends Submission<MessageInput & Extra> {
  text = '';
  /** An earlier try had arrived with another input: what is left has not been sent. */
  superseded = false;
  readonly #session;

  constructor(host: ReactiveElement, client: () => DraftClient | undefined, ui: UiController) {
    super(host, new AttachmentsController(host, { client, limits: () => this.limits, ui }));
    this.#session = new Task(host, {
      args: () => [client()] as const,
      // Only for the limits; without them the server decides alone.
      task: async ([api]): Promise<Session | undefined> => api?.session.cached(),
    });
  }

  get limits(): Limits | undefined {
    return this.#session.value?.limits;
  }

  /** Something would be lost if the draft were given up. */
  get dirty(): boolean {
    return this.text.trim() !== '' || this.attachments.items.length > 0;
  }

  /** What the user typed. */
  write(text: string): void {
    this.text = text;
    this.superseded = false;
    if (this.issues.length > 0 || this.state === 'sent') this.move('idle');
    this.host.requestUpdate();
  }

  /**
   * Sends the message once its files are whole.
   *
   * @returns what `create` answered when it was acknowledged; otherwise `state`, `error` and `issues` say why not
   */
  async send<Result>(
    extra: Extra,
    create: (input: MessageInput & Extra, options: SubmissionOptions) => Promise<Result>,
  ): Promise<Result | undefined> {
    const done = await this.submit(
      () => ({ body: this.text, attachmentIds: this.attachments.ids, ...extra }),
      create,
    );
    // Given up meanwhile: what is written now is not what was sent.
    if (done && this.state === 'sent') {
      if (this.text === done.sent.body) this.text = '';
      this.superseded = this.dirty;
    }
    return done?.result;
  }

  override reset(): void {
    this.text = '';
    this.superseded = false;
    super.reset();
  }
}
