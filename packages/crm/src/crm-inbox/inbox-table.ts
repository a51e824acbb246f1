import type { CrmProtocolSummary } from '@fale-conosco/contract';
import { emptyState, errorText, iconInbox, iconSearch, notice } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DeadlineClock } from '../shared/deadline-clock.ts';
import type { ProtocolHref } from '../shared/protocol-link.ts';
import { clearButton, type InboxContext, isNarrowed } from './inbox-context.ts';
import { columnsOf, inboxRow, type RowContext, skeletonRow } from './inbox-row.ts';
import type { SelfAssignmentController } from './self-assignment-controller.ts';

/** What the table needs besides the list. */
export interface InboxTableOptions {
  clock: DeadlineClock;
  assignment: SelfAssignmentController;
  href: ProtocolHref | undefined;
  onAssign: (protocol: CrmProtocolSummary) => void;
  onMore: () => void;
}

/** The protocols as a table, or why there are none. */
export const inboxTable = (options: InboxTableOptions, context: InboxContext): TemplateResult => {
  const { clock, assignment, href, onAssign } = options;
  const { texts, ui, list } = context;
  if (!list.loading && list.items.length === 0) return emptyInbox(context);
  const row: RowContext = {
    t: ui.t,
    texts,
    formats: ui.formats,
    locale: ui.locale,
    now: clock.now,
    holidays: clock.holidays,
    self: assignment.selfId,
    assigning: assignment.pending,
    href,
    onAssign,
  };
  const labels = Object.values(columnsOf(row));
  return html`<table class="table" role="table">
      <caption class="visually-hidden">
        ${texts.inbox.caption}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${labels.map((label) => html`<th role="columnheader" scope="col">${label}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${
          list.loading
            ? Array.from({ length: 8 }, () => skeletonRow(labels))
            : repeat(
                list.items,
                ({ number }) => number,
                (protocol) => inboxRow(protocol, row),
              )
        }
      </tbody>
    </table>
    ${list.loading ? html`<p class="visually-hidden">${ui.t.common.loading}</p>` : inboxEnd(options, context)}`;
};

const inboxEnd = ({ onMore }: InboxTableOptions, { texts, ui, list }: InboxContext): TemplateResult =>
  html`<div class="stack more">
    ${list.moreError ? notice('error', { text: errorText(list.moreError, ui.t) }) : nothing}
    ${
      list.nextCursor
        ? html`<button class="btn" aria-busy=${list.loadingMore} @click=${onMore}>${texts.inbox.loadMore}</button>`
        : nothing
    }
    <p class="small muted">${texts.inbox.showing(list.items.length)}</p>
  </div>`;

const emptyInbox = (context: InboxContext): TemplateResult => {
  const { texts, state, list } = context;
  const words = texts.inbox;
  if (list.counts?.groups.length === 0)
    return emptyState(iconInbox(), { title: words.noGroupsTitle, text: words.noGroupsText });
  if (isNarrowed(list)) {
    return emptyState(iconSearch(), {
      title: words.noMatchTitle,
      text: words.noMatchText,
      action: clearButton('btn', context),
    });
  }
  return state === 'open'
    ? emptyState(iconInbox(), { title: words.emptyOpenTitle, text: words.emptyOpenText })
    : emptyState(iconInbox(), { title: words.emptyTitle, text: words.emptyText });
};
