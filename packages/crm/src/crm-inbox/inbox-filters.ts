import { CLOSED_STATUSES, CRM_ORDERS, type CrmOrder, OPEN_STATUSES } from '@fale-conosco/contract';
import { classificationTree, flattenTree, iconListFilter, iconSearch } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import type { ProviderPicker } from '../shared/provider-picker.ts';
import { clearButton, type InboxContext, isNarrowed } from './inbox-context.ts';

/** Filters of the panel; the search and the queues stand outside it. */
const PANEL_FILTERS = ['status', 'classificationId', 'providerId', 'from', 'to'] as const;
const SEARCH_PAUSE_MS = 350;

/** State and callbacks of the toolbar. */
export interface ToolbarOptions {
  order: CrmOrder;
  filtersOpen: boolean;
  providers: ProviderPicker;
  onOrder: (order: CrmOrder) => void;
  /** Searches for what is typed, after a pause. */
  onSearch: (pauseMs: number) => void;
  onToggleFilters: () => void;
}

const orderField = ({ order, onOrder }: ToolbarOptions, { texts }: InboxContext): TemplateResult => {
  const choose = (value: string): void => onOrder(CRM_ORDERS.find((known) => known === value) ?? order);
  return html`<div class="order">
    <label class="label" for="order">${texts.inbox.order}</label>
    <select
      class="input"
      id="order"
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
    >
      ${(['waiting', 'due', 'activity'] as const).map(
        (each) =>
          html`<option value=${each} ?selected=${each === order}>${texts.inbox.orders[each]}</option>`,
      )}
    </select>
  </div>`;
};

/** Search, order, and the button of the panel of filters with the panel below. */
export const inboxToolbar = (options: ToolbarOptions, context: InboxContext): TemplateResult => {
  const { filtersOpen, onSearch, onToggleFilters } = options;
  const { texts, state, list } = context;
  const { filters } = list;
  const active = PANEL_FILTERS.filter((key) => filters[key]).length;
  return html`<form class="toolbar cluster" role="search" novalidate @submit=${() => onSearch(0)}>
      <label class="search">
        <span class="visually-hidden">${texts.inbox.search}</span>${iconSearch()}
        <input
          class="input"
          type="search"
          maxlength="200"
          autocomplete="off"
          placeholder=${texts.inbox.searchPlaceholder}
          .value=${filters.search ?? ''}
          @input=${() => onSearch(SEARCH_PAUSE_MS)}
        />
      </label>
      ${state === 'open' ? orderField(options, context) : nothing}
      <button
        class="btn"
        type="button"
        aria-expanded=${filtersOpen}
        aria-controls="filters"
        data-focus-home
        @click=${onToggleFilters}
      >
        ${iconListFilter()}${texts.inbox.filters}${
          active
            ? html`<span class="count"
              ><span aria-hidden="true">${active}</span
              ><span class="visually-hidden">${texts.inbox.filtersActive(active)}</span></span
            >`
            : nothing
        }
      </button>
    </form>
    <div id="filters" ?hidden=${!filtersOpen}>${filtersOpen ? filterPanel(options, context) : nothing}</div>`;
};

const filterPanel = ({ providers }: ToolbarOptions, context: InboxContext): TemplateResult => {
  const { texts, ui, state, list } = context;
  const { t } = ui;
  const { filters, classifications } = list;
  const inverted = Boolean(filters.from && filters.to && filters.from > filters.to);
  const set =
    (key: 'status' | 'classificationId' | 'from' | 'to') =>
    (event: Event): void =>
      list.filter({ [key]: (event.target as HTMLInputElement).value });
  const statuses =
    state === 'open'
      ? OPEN_STATUSES
      : state === 'closed'
        ? CLOSED_STATUSES
        : [...OPEN_STATUSES, ...CLOSED_STATUSES];
  return html`<div class="card card-sunken stack">
    <div class="filters">
      <div class="field">
        <label class="label" for="status">${t.fields.status}</label>
        <select class="input" id="status" @change=${set('status')}>
          <option value="">${texts.inbox.anyStatus}</option>
          ${statuses.map(
            (status) =>
              html`<option value=${status} ?selected=${status === filters.status}>${t.status[status]}</option>`,
          )}
        </select>
      </div>
      <div class="field">
        <label class="label" for="classification">${texts.common.classification}</label>
        <select class="input" id="classification" @change=${set('classificationId')}>
          <option value="">${texts.inbox.anyClassification}</option>
          ${flattenTree(classificationTree(classifications)).map(
            ({ classification: { id, name }, path }) =>
              html`<option value=${id} ?selected=${id === filters.classificationId}>
                ${'\u2003'.repeat(path.length - 1)}${name}
              </option>`,
          )}
        </select>
      </div>
      ${providers.template({ id: 'provider', label: texts.common.provider })}
      <div class="field date">
        <label class="label" for="from">${texts.inbox.from}</label>
        <input
          class="input"
          type="date"
          id="from"
          aria-invalid=${inverted}
          aria-describedby="period-error"
          .value=${filters.from ?? ''}
          @change=${set('from')}
        />
      </div>
      <div class="field date">
        <label class="label" for="to">${texts.inbox.to}</label>
        <input class="input" type="date" id="to" .value=${filters.to ?? ''} @change=${set('to')} />
      </div>
    </div>
    <p class="error" id="period-error" ?hidden=${!inverted}>${texts.inbox.periodInverted}</p>
    ${isNarrowed(list) ? html`<div>${clearButton('btn btn-quiet', context)}</div>` : nothing}
  </div>`;
};
