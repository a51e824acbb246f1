import { html, type TemplateResult } from 'lit';
import { contactMessages } from '../messages/contact-messages.ts';
import { fieldError } from '../templates.ts';
import type { UiController } from '../ui-controller.ts';

/** A field of one line about the person who is in contact. */
type ContactLine = 'contactPerson' | 'contactPhone' | 'contactEmail';

/** A line, and what the browser may fill it in with from what it knows of the user (WCAG 1.3.5). */
const LINES: readonly {
  name: ContactLine;
  type: 'text' | 'tel' | 'email';
  autocomplete: 'name' | 'tel' | 'email';
}[] = [
  { name: 'contactPerson', type: 'text', autocomplete: 'name' },
  { name: 'contactPhone', type: 'tel', autocomplete: 'tel' },
  { name: 'contactEmail', type: 'email', autocomplete: 'email' },
];

/** The part of a draft that the fields read and write. */
interface ContactDraft {
  readonly values: Partial<Record<ContactLine | 'contactMethodId', string>>;
  readonly busy: boolean;
  set(field: ContactLine | 'contactMethodId', value: string): void;
}

/** What the fields of one form share. */
export interface ContactFieldsOptions {
  ui: UiController;
  draft: ContactDraft;
  /** The error of a field in words. */
  errorOf: (field: ContactLine | 'contactMethodId') => string | undefined;
}

/** What was typed or chosen. */
const typedValue = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;

/**
 * Name, telephone and e-mail of the person who is in contact.
 *
 * @param autofill whether that person is the user: the browser must not offer the user's own data for somebody else
 */
export const contactLines = (
  { ui, draft, errorOf }: ContactFieldsOptions,
  { autofill }: { autofill: boolean },
): TemplateResult[] =>
  LINES.map(({ name, type, autocomplete }) => {
    const error = errorOf(name);
    return html`<div class="field">
      <label class="label" for=${name}>${ui.t.fields[name]}</label>
      <input
        class="input"
        id=${name}
        type=${type}
        autocomplete=${autofill ? autocomplete : 'off'}
        required
        aria-describedby="${name}-error"
        aria-invalid=${error ? 'true' : 'false'}
        ?readonly=${draft.busy}
        .value=${draft.values[name] ?? ''}
        @input=${(event: Event) => draft.set(name, typedValue(event))}
      />
      ${fieldError(`${name}-error`, error)}
    </div>`;
  });

/** The choice of a contact method. */
export const contactMethodField = (
  { ui, draft, errorOf }: ContactFieldsOptions,
  methods: readonly { id: string; description: string }[],
): TemplateResult => {
  const { t } = ui;
  const error = errorOf('contactMethodId');
  const { contactMethodId } = draft.values;
  return html`<div class="field">
    <label class="label" for="contactMethodId">${t.fields.contactMethod}</label>
    <select
      class="input"
      id="contactMethodId"
      required
      aria-describedby="contactMethodId-error"
      aria-invalid=${error ? 'true' : 'false'}
      @change=${(event: Event) => draft.set('contactMethodId', typedValue(event))}
    >
      <option value="" ?selected=${!contactMethodId}>${contactMessages(ui).form.chooseContactMethod}</option>
      ${methods.map(
        ({ id, description }) =>
          html`<option value=${id} ?selected=${id === contactMethodId}>${description}</option>`,
      )}
    </select>
    ${fieldError('contactMethodId-error', error)}
  </div>`;
};
