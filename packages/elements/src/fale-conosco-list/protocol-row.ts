import type { ProtocolSummary } from '@fale-conosco/contract';
import { type Formats, type Messages, protocolNumber, statusMark, unreadBadge } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';

/** What every row of one rendering shares. */
export interface RowContext {
  t: Messages;
  formats: Formats;
  open: (number: string) => void;
}

/** One protocol as a row; on narrow boxes the same cells are a card. */
export const protocolRow = (protocol: ProtocolSummary, { t, formats, open }: RowContext): TemplateResult => {
  const { number, status, classification, registeredAt, closedAt, unreadCount, openedBy } = protocol;
  const leaf = classification.path.at(-1);
  const above = classification.path.slice(0, -1).join(' › ');
  return html`<tr role="row" ?data-unread=${unreadCount > 0}>
    <td role="cell" class="wide" data-label=${t.fields.protocol}>
      ${protocolNumber(number)}
      ${openedBy === 'operator' ? html`<div class="small muted">${t.list.openedByOperator}</div>` : nothing}
    </td>
    <td role="cell" class="num" data-label=${t.fields.registeredAt}>${formats.dateTime(registeredAt)}</td>
    <td role="cell" class="wide" data-label=${t.fields.classification}>
      <span class="leaf">${above ? html`<span class="path">${above} › </span>` : nothing}${leaf}</span>
    </td>
    <td role="cell" data-label=${t.fields.status}>${statusMark(status, t)}</td>
    <td role="cell" class="num" data-label=${t.fields.closedAt}>${closedAt ? formats.dateTime(closedAt) : '—'}</td>
    <td role="cell" class="wide" data-label=${t.fields.actions}>
      <span class="cluster nowrap">
        <button class="link" aria-label=${t.list.viewContactOf(number)} @click=${() => open(number)}>
          ${t.common.viewContact}</button
        >${unreadBadge(unreadCount, t)}
      </span>
    </td>
  </tr>`;
};

/** Heads of the columns, in the order of a row's cells. */
export const columnLabels = ({ fields }: Messages): string[] => [
  fields.protocol,
  fields.registeredAt,
  fields.classification,
  fields.status,
  fields.closedAt,
  fields.actions,
];

/** The shape of a row that is still loading. */
export const skeletonRow = (t: Messages): TemplateResult =>
  html`<tr class="ghost" role="row">
    ${columnLabels(t).map(
      (label) => html`<td role="cell" class="wide" data-label=${label}><span class="skeleton"></span></td>`,
    )}
  </tr>`;
