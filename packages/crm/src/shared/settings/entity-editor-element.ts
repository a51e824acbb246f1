import { FcErrorEvent, focusInside, UnsavedChangesGuard } from '@fale-conosco/ui';
import { type CSSResult, html, nothing, type TemplateResult } from 'lit';
import { CrmElement } from '../crm-element.ts';
import type { Entity, EntityDraft } from './entity-draft.ts';
import { entityEditorStyles } from './entity-editor.styles.ts';
import { controlId, EntityFields } from './entity-fields.ts';
import { entitySummary } from './entity-summary.ts';
import { OwnChanges } from './own-changes.ts';

/**
 * An element with the form of one entity: fields, validation errors, conflicts with changes of others, and the confirmation before
 * unsaved changes are discarded.
 */
export abstract class EntityEditorElement<Entry extends Entity, Input extends object> extends CrmElement {
  static override styles: CSSResult[] = [...CrmElement.styles, entityEditorStyles];

  protected abstract readonly draft: EntityDraft<Entry, Input>;
  /** The fields of the form. */
  protected readonly fields: EntityFields<keyof Input & string>;
  /** Changes that are made here, as opposed to those of others. */
  protected readonly ownChanges = new OwnChanges(() => void this.refreshList());
  readonly #leaving = new UnsavedChangesGuard(this, this.ui);

  constructor() {
    super();
    this.fields = new EntityFields<keyof Input & string>(this, {
      ui: this.ui,
      texts: () => this.texts,
      labels: () => this.labels,
      value: (field) => this.draft.values[field],
      error: (field) => this.#errorOf(field),
      onChange: (field, value) => this.change(field, value),
    });
  }

  /** How the form names each field. */
  protected abstract get labels(): Readonly<Record<keyof Input & string, string>>;

  /** Reads the list that the entity is shown in again, while what is shown stays. */
  protected abstract refreshList(): Promise<void>;

  /** A value as text where two are compared; by default as it is. */
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
        ${entitySummary({
          draft,
          ui: this.ui,
          texts,
          labels: this.labels,
          errorText: (error) => this.errorText(error),
          fieldError: (field) => this.#errorOf(field),
          valueText: (field, value) => this.valueText(field, value),
          onGoTo: (field) => void this.goTo(field),
          onSaveMine: () => void this.#save(() => draft.saveMine(), onSaved),
          onTakeTheirs: () => void this.#takeTheirs(),
        })}${fields}
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

  /** Leads to a field from the summary of errors; for forms that show their fields in parts. */
  protected async goTo(field: keyof Input & string): Promise<void> {
    await focusInside(this, `#${controlId(field)}`);
  }

  /** Takes what was typed or chosen; subclasses change dependent fields with it. */
  protected change(field: keyof Input & string, value: unknown): void {
    this.draft.set(field, value as Input[keyof Input]);
  }

  #errorOf(field: keyof Input & string): string | undefined {
    const issue = this.draft.errors[field];
    return issue && this.issueText(issue, this.labels[field]);
  }

  async #takeTheirs(): Promise<void> {
    const [first] = this.draft.conflicts;
    this.draft.takeTheirs();
    if (first) await this.goTo(first);
  }

  async #save(save: () => Promise<Entry | undefined>, onSaved: (entry: Entry) => void): Promise<void> {
    const { draft } = this;
    if (draft.saving) return;
    // Without changes nothing is sent, and no event follows.
    const saved = draft.entry && !draft.dirty ? await save() : await this.ownChanges.run(save);
    if (saved) {
      this.ui.announce(this.texts.common.saved);
      onSaved(saved);
      return;
    }
    if (draft.error) this.dispatchEvent(new FcErrorEvent({ error: draft.error }));
    await focusInside(this, '#summary');
  }

  async #cancel(onCancel: () => void): Promise<void> {
    if (!this.draft.saving && (await this.confirmLeaving())) onCancel();
  }
}
