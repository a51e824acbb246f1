import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Messages } from '../messages/pt-BR.ts';
import { notice } from '../templates.ts';

/** The part of a list's controller that its templates read. */
export interface ListView<Item extends { number: string } = { number: string }> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
  readonly loading: boolean;
  readonly loadingMore: boolean;
  readonly moreError: unknown;
  readonly offline: boolean;
  readonly stale: boolean;
  loadMore(): Promise<void>;
}

/** The notice that there is no connection. */
export const offlineNotice = (
  { offline }: Pick<ListView, 'offline'>,
  { common }: Messages,
): TemplateResult | typeof nothing =>
  offline ? notice('offline', { title: common.offline, text: common.offlineDetail }) : nothing;

/** The notice that something changed which the rows do not show, with the way to see it. */
export const staleNotice = (
  { stale, loading }: Pick<ListView, 'stale' | 'loading'>,
  texts: { newActivity: string; refresh: string },
  onRefresh: () => void,
): TemplateResult | typeof nothing =>
  stale && !loading
    ? notice('info', {
        text: texts.newActivity,
        actions: html`<button class="btn" @click=${onRefresh}>${texts.refresh}</button>`,
      })
    : nothing;

/** The rows of a list as a table, or the shapes of rows while the first page loads. */
export const listTable = <Item extends { number: string }>(
  list: ListView<Item>,
  {
    caption,
    loadingText,
    labels,
    row,
    skeletonRow,
    skeletonRows,
  }: {
    caption: string;
    loadingText: string;
    /** Heads of the columns. */
    labels: readonly string[];
    row: (item: Item) => TemplateResult;
    skeletonRow: () => TemplateResult;
    skeletonRows: number;
  },
): TemplateResult => html`<table class="table" role="table">
    <caption class="visually-hidden">
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${labels.map((label) => html`<th role="columnheader" scope="col">${label}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${
        list.loading
          ? Array.from({ length: skeletonRows }, skeletonRow)
          : repeat(list.items, ({ number }) => number, row)
      }
    </tbody>
  </table>
  ${list.loading ? html`<p class="visually-hidden">${loadingText}</p>` : nothing}`;
