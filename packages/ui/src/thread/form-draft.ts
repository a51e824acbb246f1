import type { RefusedField } from '@fale-conosco/sdk';
import type { ReactiveControllerHost } from 'lit';
import type { AttachmentsController } from '../attachments/attachments-controller.ts';
import { Submission } from './submission.ts';

/** A protocol in the making, until the server has acknowledged it. */
export class FormDraft<
  Input extends { attachmentIds: string[] },
  Field extends string,
> extends Submission<Input> {
  /** What is filled in; an absent value has not been filled in by anybody. */
  values: Partial<Record<Field, string>> = {};
  errors: Partial<Record<Field, RefusedField>> = {};
  /** A text that was changed after a try that turned out to have worked: it did not arrive. */
  notSent = '';
  /** The user has typed something. */
  touched = false;
  readonly #fields: readonly Field[];
  #defaultText = '';

  /** @param fields as the contract names them, in the order of the form */
  constructor(host: ReactiveControllerHost, attachments: AttachmentsController, fields: readonly Field[]) {
    super(host, attachments);
    this.#fields = fields;
  }

  /** What the user typed. */
  set(field: Field, value: string): void {
    this.values = { ...this.values, [field]: value };
    this.touched = true;
    this.clearError(field);
  }

  /** What is known beforehand, for fields that are not filled in yet. */
  prefill(values: Partial<Record<Field, string>>): void {
    this.values = { ...values, ...this.values };
    this.host.requestUpdate();
  }

  /** The classification's own text; takes the place of another such text or of nothing, never of the user's. */
  useDefaultText(this: FormDraft<Input, Field | 'message'>, text: string): void {
    const { message = '' } = this.values;
    if (message.trim() === '' || message === this.#defaultText)
      this.values = { ...this.values, message: text };
    this.#defaultText = text;
  }

  clearError(field: Field): void {
    const { [field]: _, ...others } = this.errors;
    this.errors = others as Partial<Record<Field, RefusedField>>;
    this.host.requestUpdate();
  }

  /**
   * Puts issues to their fields.
   *
   * @returns whether there are any that the form can show
   */
  refuse(issues: readonly RefusedField[]): boolean {
    this.errors = {};
    for (const issue of issues) {
      const field = this.#fields.find((name) => name === issue.path.split('.')[0]);
      if (field) this.errors[field] ??= issue;
    }
    this.host.requestUpdate();
    return Object.keys(this.errors).length > 0;
  }

  /** Starts over. */
  override reset(): void {
    this.values = {};
    this.errors = {};
    this.notSent = '';
    this.touched = false;
    this.#defaultText = '';
    super.reset();
  }
}
