import type { CrmProtocolSummary } from '@fale-conosco/contract';
import { type Messages, statusMark } from '@fale-conosco/ui';
import { html, type TemplateResult } from 'lit';
import { type DeadlineContext, deadlineMark } from '../shared/deadline-mark.ts';
import { elapsed } from '../shared/elapsed.ts';
import { type ProtocolHref, protocolLink } from '../shared/protocol-link.ts';

/** What all rows are rendered with. */
export interface RowContext extends DeadlineContext {
  t: Messages;
  locale: 'pt-BR' | 'en' | 'es';
  /** The agent who is signed in, when that is known. */
  self: string | undefined;
  /** Number of the protocol that is being assigned. */
  assigning: string | undefined;
  href: ProtocolHref | undefined;
  onAssign: (protocol: CrmProtocolSummary) => void;
}

type Column = 'protocol' | 'provider' | 'classification' | 'status' | 'assignee' | 'waiting' | 'deadline';

/** Labels of the columns by their content, in their order. */
export const columnsOf = ({ t, texts }: Pick<RowContext, 't' | 'texts'>): Record<Column, string> => ({
  protocol: t.fields.protocol,
  provider: texts.common.provider,
  classification: texts.common.classification,
  status: t.fields.status,
  assignee: texts.common.assignee,
  waiting: texts.inbox.waiting,
  deadline: texts.common.deadline,
});

const assigneeCell = (protocol: CrmProtocolSummary, context: RowContext): TemplateResult => {
  const { texts, self, assigning, onAssign } = context;
  const { assignee, number, closedAt } = protocol;
  if (assignee)
    return html`${assignee.id === self ? html`<span class="strong">${texts.inbox.you}</span>` : assignee.name}`;
  if (closedAt) return html`<span class="muted">—</span>`;
  return html`<button
    class="btn take"
    aria-label=${texts.inbox.takeOf(number)}
    aria-busy=${assigning === number}
    @click=${() => onAssign(protocol)}
  >
    ${texts.inbox.take}
  </button>`;
};

/** One protocol as a row; on narrow boxes the same cells are a card. */
export const inboxRow = (protocol: CrmProtocolSummary, context: RowContext): TemplateResult => {
  const { t, texts, now, locale, href } = context;
  const { number, status, provider, contactPerson, classification, waitingSince, deadline } = protocol;
  const labels = columnsOf(context);
  const above = classification.path.slice(0, -1).join(' › ');
  return html`<tr role="row">
    <td role="cell" class="wide" data-label=${labels.protocol}>
      ${protocolLink(number, href)}
    </td>
    <td role="cell" data-label=${labels.provider}>
      <div>${provider.name}<div class="small muted">${contactPerson}</div></div>
    </td>
    <td role="cell" class="wide" data-label=${labels.classification}>
      <div class="leaf">${classification.path.at(-1)}</div>
      <div class="small muted">${above}</div>
    </td>
    <td role="cell" data-label=${labels.status}>${statusMark(status, t)}</td>
    <td role="cell" data-label=${labels.assignee}>${assigneeCell(protocol, context)}</td>
    <td role="cell" data-label=${labels.waiting}>
      ${waitingSince ? (elapsed(waitingSince, now, locale) ?? texts.inbox.moment) : html`<span class="muted">—</span>`}
    </td>
    <td role="cell" data-label=${labels.deadline}>${deadlineMark(deadline, context)}</td>
  </tr>`;
};

/** A placeholder in the shape of a row. */
export const skeletonRow = (labels: readonly string[]): TemplateResult =>
  html`<tr class="ghost" role="row">
    ${labels.map(
      (label) =>
        html`<td role="cell" class="wide" data-label=${label}>
          <span class="skeleton"></span><span class="skeleton skeleton-short"></span>
        </td>`,
    )}
  </tr>`;
