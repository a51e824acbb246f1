import type { RefusedField } from '@fale-conosco/sdk';
import {
  ErrorEvent,
  errorReference,
  fieldError,
  focusInside,
  foldText,
  iconSearch,
  LeaveGuard,
  notice,
} from '@fale-conosco/ui';
import { type CSSResult, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { CrmElement } from '../crm-element.ts';
import type { Entity, EntityDraft } from './entity-draft.ts';
import { entityEditorStyles } from './entity-editor.styles.ts';

/** What a field of a form says beside its label. */
export interface FieldOptions {
  hint?: string | undefined;
  /** Nobody has to fill it in, and its label says so. */
  optional?: boolean | undefined;
}

/** With more choices than these, a field of many has a filter. */
const FILTERED_FROM = 12;

/** The id of a field's control; that of the page's heading is taken. */
const idOf = (field: string): string => (field === 'title' ? 'title-field' : field);

/** A value to choose, and how it is called. */
export type Choice = readonly [value: string, label: string];

/**
 * An element with the form of one entity: fields, validation errors, conflicts with changes of others, and the confirmation before
 * unsaved changes are discarded.
 */
export abstract class EntityEditorElement<Entry extends Entity, Input extends object> extends CrmElement {
  static override styles: CSSResult[] = [...CrmElement.styles, entityEditorStyles];

  protected abstract readonly draft: EntityDraft<Entry, Input>;
  readonly #leaving = new LeaveGuard(this, this.ui);
  /** What was typed to find some of many choices, by field. */
  protected readonly filters = new Map<string, string>();

  /** How the form names each field. */
  protected abstract get labels(): Readonly<Record<keyof Input & string, string>>;

  /** How a value reads where two are compared; by default as it is. */
  protected valueText(_field: keyof Input & string, value: unknown): string {
    if (typeof value === 'boolean') return value ? this.texts.common.yes : this.texts.common.no;
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value !== '' ? value : this.texts.common.none;
  }

  /** Something was typed that has not been saved. */
  get dirty(): boolean {
    return this.draft.dirty;
  }

  /**
   * Asks, where something would be lost, whether to give it up.
   *
   * @returns whether the form may be left
   */
  async confirmLeaving(): Promise<boolean> {
    return !this.dirty || this.#leaving.ask();
  }

  /**
   * The form around its fields: what is wrong stands above them, what can be done below.
   *
   * @param onSaved gets the entry as the server has it now
   * @param onCancel leads away; absent where the form stays, then what was typed is only taken back
   * @param more other things to do with the entry
   */
  protected entryForm(
    fields: unknown,
    { onSaved, onCancel, more }: { onSaved: (entry: Entry) => void; onCancel: () => void; more?: unknown },
  ): TemplateResult {
    const { texts, draft } = this;
    return html`<form
        class="stack entry-form"
        novalidate
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          void this.#save(() => draft.save(), onSaved);
        }}
      >
        ${this.#problems(onSaved)}${fields}
        <div class="actions">
          <button class="btn btn-primary" type="submit" aria-busy=${draft.saving}>
            ${draft.saving ? texts.common.saving : this.ui.t.common.save}
          </button>
          <button class="btn" type="button" @click=${() => void this.#cancel(onCancel)}>${this.ui.t.common.cancel}</button>
          ${more ?? nothing}
        </div>
      </form>
      ${this.#leaving.template()}`;
  }

  /** One line of text; `number` gives null or an integer to the draft. */
  protected lineField(
    field: keyof Input & string,
    {
      hint,
      optional,
      type = 'text',
    }: FieldOptions & { type?: 'text' | 'email' | 'url' | 'number' | 'date' } = {},
  ): TemplateResult {
    const value = this.draft.values[field];
    return this.#field(
      field,
      html`<input
        class=${type === 'number' ? 'input short' : 'input'}
        id=${idOf(field)}
        type=${type === 'number' ? 'text' : type}
        inputmode=${type === 'number' ? 'numeric' : nothing}
        autocomplete="off"
        ?required=${!optional}
        aria-describedby="${field}-hint ${field}-error"
        aria-invalid=${this.issueOf(field) ? 'true' : 'false'}
        .value=${value === null || value === undefined ? '' : String(value)}
        @input=${(event: Event) => {
          const text = (event.target as HTMLInputElement).value;
          this.change(field, type === 'number' ? numberOf(text) : optional && text === '' ? null : text);
        }}
      />`,
      { hint, optional },
    );
  }

  /** Several lines of text. */
  protected areaField(
    field: keyof Input & string,
    { hint, optional, rows = 4 }: FieldOptions & { rows?: number } = {},
  ): TemplateResult {
    const value = this.draft.values[field];
    return this.#field(
      field,
      html`<textarea
        class="input"
        id=${idOf(field)}
        rows=${rows}
        ?required=${!optional}
        aria-describedby="${field}-hint ${field}-error"
        aria-invalid=${this.issueOf(field) ? 'true' : 'false'}
        .value=${typeof value === 'string' ? value : ''}
        @input=${(event: Event) => {
          const text = (event.target as HTMLTextAreaElement).value;
          this.change(field, optional && text === '' ? null : text);
        }}
      ></textarea>`,
      { hint, optional },
    );
  }

  /** One of several; with `none`, also nothing, which is null in the draft. `parse`: what is no text in the draft. */
  protected selectField(
    field: keyof Input & string,
    choices: readonly Choice[],
    {
      hint,
      optional,
      none,
      parse = (key) => key || null,
    }: FieldOptions & { none?: string; parse?: (key: string) => unknown } = {},
  ): TemplateResult {
    const value = String(this.draft.values[field] ?? '');
    return this.#field(
      field,
      html`<select
        class="input"
        id=${idOf(field)}
        aria-describedby="${field}-hint ${field}-error"
        aria-invalid=${this.issueOf(field) ? 'true' : 'false'}
        @change=${(event: Event) => this.change(field, parse((event.target as HTMLSelectElement).value))}
      >
        ${none === undefined ? nothing : html`<option value="" .selected=${value === ''}>${none}</option>`}
        ${choices.map(([key, label]) => html`<option value=${key} .selected=${key === value}>${label}</option>`)}
      </select>`,
      { hint, optional },
    );
  }

  /** `Sim` or `Não`, as the forms of the CRM ask; `words` for another pair. */
  protected yesNoField(
    field: keyof Input & string,
    {
      hint,
      words = [this.texts.common.yes, this.texts.common.no],
    }: FieldOptions & { words?: readonly [string, string] } = {},
  ): TemplateResult {
    const value = this.draft.values[field] === true;
    const radio = (own: boolean, label: string): TemplateResult => html`<label class="check">
      <input type="radio" name=${field} .checked=${value === own} @change=${() => this.change(field, own)} />
      ${label}
    </label>`;
    return html`<fieldset
      class="field yes-no"
      id=${idOf(field)}
      tabindex="-1"
      aria-describedby="${field}-hint ${field}-error"
    >
      <legend class="label">${this.labels[field]}</legend>
      <div class="cluster">${radio(true, words[0])}${radio(false, words[1])}</div>
      ${hint ? html`<p class="hint" id="${field}-hint">${hint}</p>` : nothing}
      ${fieldError(`${field}-error`, this.#errorOf(field))}
    </fieldset>`;
  }

  /** Any number of several, kept as a list of their values, whose order means nothing. Many of them can be filtered. */
  protected multiSelectField(
    field: keyof Input & string,
    choices: readonly Choice[],
    { hint }: FieldOptions = {},
  ): TemplateResult {
    const { texts } = this;
    const chosenNow = (): readonly string[] => (this.draft.values[field] ?? []) as readonly string[];
    const chosen = chosenNow();
    const toggle = (key: string, on: boolean): void => {
      const others = chosenNow().filter((value) => value !== key);
      this.change(field, on ? [...others, key] : others);
    };
    const wanted = foldText(this.filters.get(field) ?? '').trim();
    const shown = choices.filter(([, label]) => foldText(label).includes(wanted));
    return html`<fieldset class="field" id=${idOf(field)} tabindex="-1" aria-describedby="${field}-hint ${field}-error">
      <legend class="label">${this.labels[field]}</legend>
      ${
        choices.length > FILTERED_FROM
          ? html`<div class="tools">
              <label class="search">
                <span class="visually-hidden">${texts.common.filterOf(this.labels[field])}</span>${iconSearch()}
                <input
                  class="input"
                  type="search"
                  placeholder=${texts.common.filter}
                  .value=${this.filters.get(field) ?? ''}
                  @input=${(event: Event) => this.#filter(field, (event.target as HTMLInputElement).value)}
                  @keydown=${(event: KeyboardEvent) => {
                    // Not the whole form.
                    if (event.key === 'Enter') event.preventDefault();
                  }}
                />
              </label>
              <span class="small muted" role="status">${texts.common.chosen(chosen.length)}</span>
            </div>`
          : nothing
      }
      ${shown.length === 0 && choices.length > 0 ? html`<p class="muted">${texts.common.nothingFound}</p>` : nothing}
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
      </div>
      ${hint ? html`<p class="hint" id="${field}-hint">${hint}</p>` : nothing}
      ${fieldError(`${field}-error`, this.#errorOf(field))}
    </fieldset>`;
  }

  /** What is wrong with a field. */
  protected issueOf(field: keyof Input & string): RefusedField | undefined {
    return this.draft.errors[field];
  }

  /** Leads to a field from the list of what is wrong; for forms that show their fields in parts. */
  protected async goTo(field: keyof Input & string): Promise<void> {
    await focusInside(this, `#${idOf(field)}`);
  }

  #field(
    field: keyof Input & string,
    control: TemplateResult,
    { hint, optional }: FieldOptions,
  ): TemplateResult {
    return html`<div class="field">
      <label class="label" for=${idOf(field)}>
        ${this.labels[field]}
        ${optional ? html`<span class="optional">${this.ui.t.common.optional}</span>` : nothing}
      </label>
      ${control}${hint ? html`<p class="hint" id="${field}-hint">${hint}</p>` : nothing}
      ${fieldError(`${field}-error`, this.#errorOf(field))}
    </div>`;
  }

  /** Takes what was typed or chosen; for fields from which others follow, too. */
  protected change(field: keyof Input & string, value: unknown): void {
    this.draft.set(field, value as Input[keyof Input]);
  }

  #filter(field: string, text: string): void {
    this.filters.set(field, text);
    this.requestUpdate();
  }

  #errorOf(field: keyof Input & string): string | undefined {
    const issue = this.issueOf(field);
    return issue && this.issueText(issue, this.labels[field]);
  }

  #problems(onSaved: (entry: Entry) => void): TemplateResult | typeof nothing {
    const { texts, draft } = this;
    if (draft.conflicts.length > 0) return this.#conflict(onSaved);
    const wrong = (Object.keys(draft.values) as (keyof Input & string)[]).filter(
      (field) => draft.errors[field],
    );
    if (wrong.length > 0) {
      return html`<div id="summary" tabindex="-1" role="group" aria-labelledby="summary-title">
        ${notice('error', {
          title: html`<span id="summary-title">${this.ui.t.errors.summaryTitle(wrong.length)}</span>`,
          text: html`<span class="summary"
            >${wrong.map(
              (field) =>
                html`<button class="link" type="button" @click=${() => void this.goTo(field)}>
                  ${this.#errorOf(field)}
                </button>`,
            )}</span
          >`,
        })}
      </div>`;
    }
    if (draft.error) {
      return html`<div id="summary" tabindex="-1">
        ${notice('error', {
          title: texts.common.saveFailedTitle,
          text: html`${this.errorText(draft.error)}
            <span class="small muted">${errorReference(draft.error, this.ui.t) ?? ''}</span>`,
        })}
      </div>`;
    }
    return draft.changedByOthers
      ? html`<div id="summary" tabindex="-1">
          ${notice('info', { title: texts.common.conflictTitle, text: texts.common.mergedText })}
        </div>`
      : nothing;
  }

  #conflict(onSaved: (entry: Entry) => void): TemplateResult {
    const { texts, draft } = this;
    return html`<div id="summary" tabindex="-1" role="group" aria-labelledby="summary-title">
      ${notice('warning', {
        title: html`<span id="summary-title">${texts.common.conflictTitle}</span>`,
        text: html`<span>${texts.common.conflictText}</span>`,
      })}
      <dl class="conflict">
        ${draft.conflicts.map(
          (field) => html`<div>
            <dt class="strong">${this.labels[field]}</dt>
            <dd><span class="small muted">${texts.common.yours}</span> <span class="plain">${this.valueText(field, draft.values[field])}</span></dd>
            <dd><span class="small muted">${texts.common.theirs}</span> <span class="plain">${this.valueText(field, draft.theirs[field])}</span></dd>
          </div>`,
        )}
      </dl>
      <div class="actions">
        <button
          class="btn"
          type="button"
          aria-busy=${draft.saving}
          @click=${() => void this.#save(() => draft.saveMine(), onSaved)}
        >
          ${texts.common.saveMine}
        </button>
        <button class="btn" type="button" @click=${() => void this.#takeTheirs()}>${texts.common.takeTheirs}</button>
      </div>
    </div>`;
  }

  async #takeTheirs(): Promise<void> {
    const [first] = this.draft.conflicts;
    this.draft.takeTheirs();
    if (first) await this.goTo(first);
  }

  async #save(save: () => Promise<Entry | undefined>, onSaved: (entry: Entry) => void): Promise<void> {
    const saved = await save();
    if (saved) {
      this.ui.announce(this.texts.common.saved);
      onSaved(saved);
      return;
    }
    if (this.draft.saving) return;
    if (this.draft.error) this.dispatchEvent(new ErrorEvent({ error: this.draft.error }));
    await focusInside(this, '#summary');
  }

  async #cancel(onCancel: () => void): Promise<void> {
    if (!this.draft.saving && (await this.confirmLeaving())) onCancel();
  }
}

/** Digits as a number; what is no number goes on as it is, and is refused by the form. */
const numberOf = (text: string): number | string | null => {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : trimmed;
};
