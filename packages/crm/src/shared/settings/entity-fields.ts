import { fieldError, foldText, iconSearch, type UiController } from '@fale-conosco/ui';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CrmMessages } from '../../messages/index.ts';

/** A value of a draft as a control shows it. */
const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** With more choices than these, a multi-select field has a filter. */
const FILTERED_FROM = 12;

/** A value to choose, and its label. */
export type Choice = readonly [value: string, label: string];

/** What a field of a form says beside its label. */
export interface FieldOptions {
  hint?: string | undefined;
  /** The field may stay empty, and its label says so. */
  optional?: boolean | undefined;
}

/** Host interface of {@link EntityFields}. */
export interface EntityFieldsOptions<Field extends string> {
  ui: UiController;
  texts: () => CrmMessages;
  /** How the form names each field. */
  labels: () => Readonly<Record<Field, string>>;
  value: (field: Field) => unknown;
  /** What is wrong with a field, as text. */
  error: (field: Field) => string | undefined;
  onChange: (field: Field, value: unknown) => void;
}

/** The id of a field's control; the page's heading has the id `title`. */
export const controlId = (field: string): string => (field === 'title' ? 'title-field' : field);

/** Renders the fields of an entity's form: label, control, hint and error. */
export class EntityFields<Field extends string> {
  readonly #host: ReactiveControllerHost;
  readonly #options: EntityFieldsOptions<Field>;
  /** What was typed to filter the choices of a multi-select field. */
  readonly #filters = new Map<Field, string>();

  constructor(host: ReactiveControllerHost, options: EntityFieldsOptions<Field>) {
    this.#host = host;
    this.#options = options;
  }

  /** Empties the filters of the multi-select fields. */
  clearFilters(): void {
    this.#filters.clear();
  }

  /** One line of text; `number` gives null or an integer to the draft. */
  line(
    field: Field,
    {
      hint,
      optional,
      type = 'text',
    }: FieldOptions & { type?: 'text' | 'email' | 'url' | 'number' | 'date' } = {},
  ): TemplateResult {
    const { value, onChange } = this.#options;
    const present = value(field);
    return this.#field(
      field,
      html`<input
        class=${type === 'number' ? 'input short' : 'input'}
        id=${controlId(field)}
        type=${type === 'number' ? 'text' : type}
        inputmode=${type === 'number' ? 'numeric' : nothing}
        autocomplete="off"
        ?required=${!optional}
        aria-describedby="${field}-hint ${field}-error"
        aria-invalid=${this.#invalid(field)}
        .value=${asText(present)}
        @input=${(event: Event) => {
          const text = (event.target as HTMLInputElement).value;
          onChange(field, type === 'number' ? numberOf(text) : optional && text === '' ? null : text);
        }}
      />`,
      { hint, optional },
    );
  }

  /** Several lines of text. */
  area(field: Field, { hint, optional, rows = 4 }: FieldOptions & { rows?: number } = {}): TemplateResult {
    const { value, onChange } = this.#options;
    const present = value(field);
    return this.#field(
      field,
      html`<textarea
        class="input"
        id=${controlId(field)}
        rows=${rows}
        ?required=${!optional}
        aria-describedby="${field}-hint ${field}-error"
        aria-invalid=${this.#invalid(field)}
        .value=${typeof present === 'string' ? present : ''}
        @input=${(event: Event) => {
          const text = (event.target as HTMLTextAreaElement).value;
          onChange(field, optional && text === '' ? null : text);
        }}
      ></textarea>`,
      { hint, optional },
    );
  }

  /** One of several; with `none`, also nothing, which is null in the draft. `parse` is for values that are no text in the draft. */
  select(
    field: Field,
    choices: readonly Choice[],
    {
      hint,
      optional,
      none,
      parse = (key) => key || null,
    }: FieldOptions & { none?: string; parse?: (key: string) => unknown } = {},
  ): TemplateResult {
    const { value, onChange } = this.#options;
    const present = asText(value(field));
    return this.#field(
      field,
      html`<select
        class="input"
        id=${controlId(field)}
        aria-describedby="${field}-hint ${field}-error"
        aria-invalid=${this.#invalid(field)}
        @change=${(event: Event) => onChange(field, parse((event.target as HTMLSelectElement).value))}
      >
        ${none === undefined ? nothing : html`<option value="" .selected=${present === ''}>${none}</option>`}
        ${choices.map(([key, label]) => html`<option value=${key} .selected=${key === present}>${label}</option>`)}
      </select>`,
      { hint, optional },
    );
  }

  /** `Sim` or `Não`, as the forms of the CRM ask; `words` for another pair. */
  yesNo(
    field: Field,
    { hint, words }: FieldOptions & { words?: readonly [string, string] } = {},
  ): TemplateResult {
    const { value, onChange } = this.#options;
    const { yes, no } = this.#options.texts().common;
    const [first, second] = words ?? [yes, no];
    const present = value(field) === true;
    // The analyzer of templates takes a type parameter for an object.
    const name: string = field;
    const radio = (own: boolean, label: string): TemplateResult => html`<label class="check">
      <input type="radio" name=${name} .checked=${present === own} @change=${() => onChange(field, own)} />
      ${label}
    </label>`;
    return this.#group(
      field,
      'field yes-no',
      html`<div class="cluster">${radio(true, first)}${radio(false, second)}</div>`,
      hint,
    );
  }

  /** Any number of several, kept as a list of their values, whose order means nothing. A long list has a filter. */
  multiSelect(field: Field, choices: readonly Choice[], { hint }: FieldOptions = {}): TemplateResult {
    const { onChange } = this.#options;
    const { nothingFound } = this.#options.texts().common;
    const present = (): readonly string[] => (this.#options.value(field) ?? []) as readonly string[];
    const chosen = present();
    const toggle = (key: string, on: boolean): void => {
      const others = present().filter((value) => value !== key);
      onChange(field, on ? [...others, key] : others);
    };
    const wanted = foldText(this.#filters.get(field) ?? '').trim();
    const shown = choices.filter(([, label]) => foldText(label).includes(wanted));
    return this.#group(
      field,
      'field',
      html`${choices.length > FILTERED_FROM ? this.#filter(field, chosen.length) : nothing}
        ${shown.length === 0 && choices.length > 0 ? html`<p class="muted">${nothingFound}</p>` : nothing}
        <div class="many">
          ${repeat(
            shown,
            ([key]) => key,
            ([key, label]) => html`<label class="check">
              <input
                type="checkbox"
                .checked=${chosen.includes(key)}
                @change=${(event: Event) => toggle(key, (event.target as HTMLInputElement).checked)}
              />
              ${label}
            </label>`,
          )}
        </div>`,
      hint,
    );
  }

  #filter(field: Field, chosen: number): TemplateResult {
    const { common } = this.#options.texts();
    return html`<div class="tools">
      <label class="search">
        <span class="visually-hidden">${common.filterOf(this.#label(field))}</span>${iconSearch()}
        <input
          class="input"
          type="search"
          placeholder=${common.filter}
          .value=${this.#filters.get(field) ?? ''}
          @input=${(event: Event) => {
            this.#filters.set(field, (event.target as HTMLInputElement).value);
            this.#host.requestUpdate();
          }}
          @keydown=${(event: KeyboardEvent) => {
            // Enter would submit the whole form.
            if (event.key === 'Enter') event.preventDefault();
          }}
        />
      </label>
      <span class="small muted" role="status">${common.chosen(chosen)}</span>
    </div>`;
  }

  #field(field: Field, control: TemplateResult, { hint, optional }: FieldOptions): TemplateResult {
    return html`<div class="field">
      <label class="label" for=${controlId(field)}>
        ${this.#label(field)}
        ${optional ? html`<span class="optional">${this.#options.ui.t.common.optional}</span>` : nothing}
      </label>
      ${control}${this.#remarks(field, hint)}
    </div>`;
  }

  #group(field: Field, kind: string, content: TemplateResult, hint: string | undefined): TemplateResult {
    return html`<fieldset
      class=${kind}
      id=${controlId(field)}
      tabindex="-1"
      aria-describedby="${field}-hint ${field}-error"
    >
      <legend class="label">${this.#label(field)}</legend>
      ${content}${this.#remarks(field, hint)}
    </fieldset>`;
  }

  #remarks(field: Field, hint: string | undefined): TemplateResult {
    return html`${hint ? html`<p class="hint" id="${field}-hint">${hint}</p>` : nothing}
      ${fieldError(`${field}-error`, this.#options.error(field))}`;
  }

  #label(field: Field): string {
    return this.#options.labels()[field];
  }

  #invalid(field: Field): 'true' | 'false' {
    return this.#options.error(field) === undefined ? 'false' : 'true';
  }
}

/** Digits as a number; other text stays text, which validation rejects. */
const numberOf = (text: string): number | string | null => {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : trimmed;
};
