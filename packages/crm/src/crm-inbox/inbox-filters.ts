import { CLOSED_STATUSES, CRM_ORDERS, type CrmOrder, OPEN_STATUSES } from '@fale-conosco/contract';
import { classificationFilter, periodError, periodFields, toolbar } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import type { ProviderPicker } from '../shared/provider-picker.ts';
import { clearButton, type InboxContext, type InboxFilters, isNarrowed } from './inbox-context.ts';

/** Filters of the panel; the search and the queues stand outside it. */
const PANEL_FILTERS = ['status', 'classificationId', 'providerId', 'from', 'to'] as const;

/** State and callbacks of the toolbar. */
export interface InboxToolbarOptions {
  order: CrmOrder;
  filtersOpen: boolean;
  providers: ProviderPicker;
  onOrder: (order: CrmOrder) => void;
  onToggleFilters: () => void;
}

/** Search, order, and the button of the panel of filters with the panel below. */
export const inboxToolbar = (options: InboxToolbarOptions, context: InboxContext): TemplateResult => {
  const { texts, state, list } = context;
  const { inbox } = texts;
  return toolbar({
    texts: {
      searchLabel: inbox.search,
      searchPlaceholder: inbox.searchPlaceholder,
      filters: inbox.filters,
      filtersActive: inbox.filtersActive,
    },
    search: list.filters.search ?? '',
    onSearch: (text, complete) => list.search(text, complete),
    activeFilters: PANEL_FILTERS.filter((key) => list.filters[key]).length,
    filtersOpen: options.filtersOpen,
    onToggleFilters: options.onToggleFilters,
    filters: () => filterPanel(options, context),
    order: state === 'open' ? orderField(options, context) : nothing,
  });
};

const orderField = ({ order, onOrder }: InboxToolbarOptions, { texts }: InboxContext): TemplateResult => {
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

const filterPanel = ({ providers }: InboxToolbarOptions, context: InboxContext): TemplateResult => {
  const { texts, list } = context;
  const { filters, classifications } = list;
  const filter = (changes: InboxFilters): void => list.filter(changes);
  return html`<div class="card card-sunken stack">
    <div class="filters">
      ${statusFilter(context)}
      ${classificationFilter({
        texts: { label: texts.common.classification, any: texts.inbox.anyClassification },
        classifications,
        selected: filters.classificationId,
        onChange: (classificationId) => filter({ classificationId }),
      })}
      ${providers.template({ id: 'provider', label: texts.common.provider })}
      ${periodFields(filters, texts.inbox, filter)}
    </div>
    ${periodError(filters, texts.inbox)}
    ${isNarrowed(list) ? html`<div>${clearButton('btn btn-quiet', context)}</div>` : nothing}
  </div>`;
};

const statusFilter = ({ texts, ui, state, list }: InboxContext): TemplateResult => {
  const { t } = ui;
  const statuses = [
    ...(state === 'closed' ? [] : OPEN_STATUSES),
    ...(state === 'open' ? [] : CLOSED_STATUSES),
  ];
  const choose = (value: string): void =>
    list.filter({ status: statuses.find((status) => status === value) });
  return html`<div class="field">
    <label class="label" for="status">${t.fields.status}</label>
    <select
      class="input"
      id="status"
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
    >
      <option value="">${texts.inbox.anyStatus}</option>
      ${statuses.map(
        (status) =>
          html`<option value=${status} ?selected=${status === list.filters.status}>${t.status[status]}</option>`,
      )}
    </select>
  </div>`;
};
