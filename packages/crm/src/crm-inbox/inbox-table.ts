import type { CrmProtocolSummary } from '@fale-conosco/contract';
import { emptyState, iconInbox, iconSearch, listEnd, listTable } from '@fale-conosco/ui';
import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import type { DeadlineClock } from '../shared/deadline-clock.ts';
import type { ProtocolHref } from '../shared/protocol-link.ts';
import { clearButton, type InboxContext, isNarrowed } from './inbox-context.ts';
import { columnsOf, inboxRow, type RowContext, skeletonRow } from './inbox-row.ts';
import type { SelfAssignmentController } from './self-assignment-controller.ts';

/** What the table needs besides the list. */
export interface InboxTableOptions {
  host: ReactiveElement;
  clock: DeadlineClock;
  assignment: SelfAssignmentController;
  href: ProtocolHref | undefined;
  onAssign: (protocol: CrmProtocolSummary) => void;
}

/** The protocols as a table, or why there are none. */
export const inboxTable = (
  { host, clock, assignment, href, onAssign }: InboxTableOptions,
  context: InboxContext,
): TemplateResult => {
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
  return html`${listTable(list, {
    caption: texts.inbox.caption,
    loadingText: ui.t.common.loading,
    labels,
    row: (protocol) => inboxRow(protocol, row),
    skeletonRow: () => skeletonRow(labels),
    skeletonRows: 8,
  })}
  ${list.loading ? nothing : listEnd(host, list, { ui, texts: texts.inbox })}`;
};

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
