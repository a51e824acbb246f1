import { type Holiday, type NewHoliday, newHolidaySchema, OPERATOR_TIME_ZONE } from '@fale-conosco/contract';
import type { RefusedField } from '@fale-conosco/sdk';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  changesCatalogue,
  FcErrorEvent,
  focusInside,
  iconChevronRight,
  iconPlus,
  notice,
  ReadController,
  skeletonLines,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { instantOf } from '../shared/local-day.ts';
import { Deletion } from '../shared/settings/deletion.ts';
import { checkOf, type Entity, EntityDraft } from '../shared/settings/entity-draft.ts';
import { EntityEditorElement } from '../shared/settings/entity-editor-element.ts';
import { styles } from './crm-holidays.styles.ts';

/** A holiday. It is never changed: its first version is its only one. */
type LocalHoliday = Holiday & Entity;

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

const localOf = (holiday: Holiday): LocalHoliday => ({ ...holiday, id: holiday.id ?? '', version: 1 });

const yearOf = (day: string): number => Number(day.slice(0, 4));

/**
 * The settings screen `Feriados` (CRM > Cadastros > Atendimento > Feriados): the days on which deadlines do not count, a year at a time.
 * National ones are known; local ones are registered and deleted here.
 *
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class CrmHolidays extends EntityEditorElement<LocalHoliday, NewHoliday> {
  static override properties: PropertyDeclarations = {
    ...EntityEditorElement.properties,
    year: { type: Number },
    adding: { state: true },
    done: { state: true },
  };

  static override styles = [...EntityEditorElement.styles, styles];

  /**
   * The year shown; the present one at first.
   *
   * @attr year
   */
  declare year: number;
  /** The form is shown in place of the list. */
  declare protected adding: boolean;
  /** The outcome of the last registration or deletion. */
  declare protected done: string;

  protected override readonly draft: EntityDraft<LocalHoliday, NewHoliday>;
  readonly #list: ReadController<FaleConoscoCrm, readonly Holiday[]>;
  readonly #deletion: Deletion<LocalHoliday>;
  /** The year was changed; the result is announced when it is loaded. */
  #turned = false;

  constructor() {
    super();
    this.year = yearOf(this.ui.formats.dayKey(new Date()));
    this.adding = false;
    this.done = '';
    this.draft = new EntityDraft<LocalHoliday, NewHoliday>(
      this,
      {
        inputOf: ({ date, name, everyYear }) => ({ date, name, everyYear }),
        check: checkOf(newHolidaySchema),
        create: async (input, options) => localOf(await this.requireApi().holidays.create(input, options)),
      },
      this.#blank(),
    );
    this.#list = new ReadController<FaleConoscoCrm, readonly Holiday[]>(this, {
      client: () => this.api,
      inputs: () => [this.year],
      refreshOn: (event) => changesCatalogue(event, ['holidays']) && !this.ownChanges.covers(event),
      read: (client, signal) => client.holidays.list({ year: this.year }, { signal }),
      onLoad: (items) => this.#announceYear(items),
      onError: (error) => this.dispatchEvent(new FcErrorEvent({ error })),
    });
    this.#deletion = new Deletion(this, {
      ui: this.ui,
      texts: () => this.texts,
      errorText: (error) => this.errorText(error),
      consequence: ({ everyYear }) =>
        everyYear ? this.texts.holidays.deleteEveryYearText : this.texts.holidays.deleteText,
      ownChanges: this.ownChanges,
      remove: async ({ id }) => this.requireApi().holidays.delete(id),
      onDeleted: (holiday) => void this.#deleted(holiday),
      onChanged: () => this.refreshList(),
    });
  }

  protected override get labels(): Record<keyof NewHoliday, string> {
    return this.texts.holidays.fields;
  }

  protected override issueText(issue: RefusedField, label: string): string {
    const own = issue.path === 'date' ? this.texts.holidays.dateIssue[issue.code] : undefined;
    return own ?? super.issueText(issue, label);
  }

  protected override renderContent(): TemplateResult {
    return html`<section class="page" aria-labelledby="title">
      ${this.adding ? this.#renderForm() : this.#renderYear()}
    </section>`;
  }

  #renderForm(): TemplateResult {
    const { holidays } = this.texts;
    return html`<div>
        <h2 class="title" id="title" tabindex="-1">${holidays.newEntry}</h2>
        <p class="muted">${holidays.newIntro}</p>
      </div>
      ${this.entryForm(
        html`<div class="columns">${this.fields.line('date', { type: 'date' })}</div>
          ${this.fields.line('name', { hint: holidays.nameHint })}
          ${this.fields.yesNo('everyYear', { hint: holidays.everyYearHint })}`,
        {
          onSaved: (saved) => void this.#saved(saved),
          onCancel: () => void this.#closeForm(),
        },
      )}`;
  }

  #renderYear(): TemplateResult {
    const { holidays } = this.texts;
    const { value: items, error } = this.#list;
    return html`<div>
        <h2 class="title" id="title" tabindex="-1">${holidays.title}</h2>
        <p class="muted">${holidays.intro}</p>
      </div>
      <div class="tools spread">
        ${this.#renderYears()}
        <button class="btn btn-primary" data-add @click=${() => void this.#add()}>
          ${iconPlus()}${holidays.newEntry}
        </button>
      </div>
      ${this.done ? notice('success', { text: this.done }) : nothing}
      ${items ? this.#renderList(items) : this.#renderWaiting(error)}${this.#deletion.dialog()}`;
  }

  #renderYears(): TemplateResult {
    const { holidays } = this.texts;
    const { year } = this;
    const step = (to: number, icon: string, label: string): TemplateResult => html`<button
      class="btn btn-icon"
      aria-label=${label}
      aria-disabled=${to < FIRST_YEAR || to > LAST_YEAR}
      @click=${() => this.#show(to)}
    >
      <span class=${icon}>${iconChevronRight()}</span>
    </button>`;
    return html`<div class="years" role="group" aria-label=${holidays.yearLabel}>
      ${step(year - 1, 'icon-back', holidays.previousYear(year - 1))}
      <span class="year strong num">${year}</span>
      ${step(year + 1, 'icon-next', holidays.nextYear(year + 1))}
    </div>`;
  }

  #renderWaiting(error: unknown): TemplateResult {
    if (!error) return html`<div aria-busy="true">${skeletonLines(8, this.ui.t)}</div>`;
    return this.failure(error, {
      title: this.texts.common.loadFailedTitle,
      actions: html`<button class="btn" data-focus-home @click=${() => this.#list.load()}>
        ${this.ui.t.common.retry}
      </button>`,
    });
  }

  #renderList(items: readonly Holiday[]): TemplateResult {
    const { texts } = this;
    const { holidays } = texts;
    const { fields } = this.ui.t;
    const labels = [
      holidays.fields.date,
      holidays.fields.name,
      holidays.scopeLabel,
      holidays.fields.everyYear,
      fields.actions,
    ];
    return html`<table class="table" role="table">
        <caption class="visually-hidden">
          ${holidays.caption(this.year)}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${labels.map((label) => html`<th role="columnheader" scope="col">${label}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${items.map((holiday) => this.#renderRow(holiday, labels))}
        </tbody>
      </table>
      <p class="small muted">
        ${holidays.showing(items.length, this.year)}${
          items.some(({ id }) => id !== null) ? nothing : html` · ${holidays.noneLocal(this.year)}`
        }
      </p>`;
  }

  #renderRow(holiday: Holiday, [date, name, scope, everyYear, actions]: string[]): TemplateResult {
    const { texts } = this;
    const local = holiday.id === null ? undefined : localOf(holiday);
    return html`<tr role="row" class=${local ? '' : 'known'}>
      <td role="cell" class="wide" data-label=${date ?? ''}>
        <div class="day">${this.#day(holiday)} <span class="small muted">${this.#weekday(holiday)}</span></div>
      </td>
      <td role="cell" class="wide" data-label=${name ?? ''}>
        ${
          local
            ? html`<span class="strong" tabindex="-1" data-id=${local.id}>${holiday.name}</span>`
            : holiday.name
        }
      </td>
      <td role="cell" data-label=${scope ?? ''}>${texts.holidays.scope[holiday.scope] ?? holiday.scope}</td>
      <td role="cell" data-label=${everyYear ?? ''}>${holiday.everyYear ? texts.common.yes : texts.common.no}</td>
      <td role="cell" class=${local ? '' : 'none'} data-label=${actions ?? ''}>
        ${
          local
            ? this.#deletion.button(local, texts.holidays.named(local.name, this.#day(local)), {
                brief: true,
              })
            : html`<span aria-hidden="true" class="muted">—</span>`
        }
      </td>
    </tr>`;
  }

  #day({ date }: Holiday): string {
    return this.ui.formats.date(instantOf(date));
  }

  #weekday({ date }: Holiday): string {
    return new Intl.DateTimeFormat(this.ui.locale, { weekday: 'long', timeZone: OPERATOR_TIME_ZONE }).format(
      new Date(instantOf(date)),
    );
  }

  /** Announces the number of holidays after a change of the year. */
  #announceYear(items: readonly Holiday[]): void {
    if (this.#turned) this.ui.announce(this.texts.holidays.showing(items.length, this.year));
    this.#turned = false;
  }

  protected override refreshList(): Promise<void> {
    return this.#list.refresh();
  }

  #blank(): NewHoliday {
    return { date: '', name: '', everyYear: false };
  }

  #show(year: number): void {
    if (year < FIRST_YEAR || year > LAST_YEAR) return;
    this.done = '';
    this.#turned = true;
    this.year = year;
  }

  async #add(): Promise<void> {
    this.draft.openNew(this.#blank());
    this.done = '';
    this.adding = true;
    await focusInside(this, '#title');
  }

  /** Shows the year and the row of the new holiday. */
  async #saved(saved: LocalHoliday): Promise<void> {
    const { holidays } = this.texts;
    const year = yearOf(saved.date);
    if (year === this.year) await this.refreshList();
    else {
      this.year = year;
      await this.#list.load();
    }
    await this.#closeForm(holidays.saved(saved.name, this.#day(saved)), saved.id);
  }

  async #deleted(holiday: LocalHoliday): Promise<void> {
    const done = this.texts.holidays.deleted(holiday.name);
    this.ui.announce(done);
    await this.refreshList();
    this.done = done;
    await focusInside(this, '#title');
  }

  async #closeForm(done = '', id = ''): Promise<void> {
    this.draft.openNew(this.#blank());
    this.adding = false;
    this.done = done;
    if (id && (await focusInside(this, `[data-id="${id}"]`))) return;
    await focusInside(this, id ? '#title' : '[data-add]');
  }
}
