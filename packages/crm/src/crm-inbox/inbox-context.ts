import type {
  CrmClassification,
  CrmCounts,
  CrmProtocolListQuery,
  CrmProtocolSummary,
  ProtocolState,
} from '@fale-conosco/contract';
import type { ListController, UiController } from '@fale-conosco/ui';
import { html, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';

/** What narrows and orders the list; an absent key does not. */
export type InboxFilters = Omit<CrmProtocolListQuery, 'state' | 'cursor' | 'limit'>;

/** The list of the home screen. */
export type InboxList = ListController<CrmProtocolSummary, InboxFilters, CrmCounts, CrmClassification>;

/** What every part of the home screen is rendered with. */
export interface InboxContext {
  ui: UiController;
  texts: CrmMessages;
  /** The tab shown. */
  state: ProtocolState;
  list: InboxList;
  /** Takes all filters away. */
  onClear: () => void;
}

/** A total as text; a value equal to the cap means "that many or more". */
export const cappedCount = (value: number, { ui, list }: InboxContext): string =>
  ui.t.common.capped(value, (list.counts?.cap ?? Number.POSITIVE_INFINITY) - 1);

/** Whether any filter is set; the order is none. */
export const isNarrowed = ({ filters: { order: _, ...narrowing } }: InboxList): boolean =>
  Object.keys(narrowing).length > 0;

/** The button that takes all filters away. */
export const clearButton = (kind: string, { texts, onClear }: InboxContext): TemplateResult =>
  html`<button class=${kind} @click=${onClear}>${texts.inbox.clearFilters}</button>`;
