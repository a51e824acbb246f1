import type { NewProtocol } from '@fale-conosco/contract';
import type { RefusedField } from '@fale-conosco/sdk';
import { Submission } from '@fale-conosco/ui';

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

/** The contact in the making, until the server has acknowledged it. */
export class DraftController extends Submission<NewProtocol> {
  values: DraftValues = {};
  errors: Partial<Record<DraftField, RefusedField>> = {};
  /** A text that was changed after a try that turned out to have worked: it did not reach the operator. */
  notSent = '';
  /** The user has typed something. */
  touched = false;
  #defaultText = '';

  /** What the user typed. */
  set(field: keyof DraftValues, value: string): void {
    this.values = { ...this.values, [field]: value };
    this.touched = true;
    this.clearError(field);
  }

  /** What is known beforehand, for fields that nobody has filled in. */
  prefill(values: DraftValues): void {
    this.values = { ...values, ...this.values };
    this.host.requestUpdate();
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
      const field = DRAFT_FIELDS.find((name) => name === issue.path.split('.')[0]);
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
