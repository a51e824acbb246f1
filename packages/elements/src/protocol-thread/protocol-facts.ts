import type { Protocol } from '@fale-conosco/contract';
import { contactMessages, dataList, protocolNumber, statusMark, type UiController } from '@fale-conosco/ui';
import { html, type TemplateResult } from 'lit';
import { deadlineText } from '../shared/deadline-text.ts';

type Entry = [label: string, value: unknown];

/**
 * What is known of a protocol: status and dates, and below them, folded, who asked and how.
 *
 * @param onOpenPrevious the protocol that this one goes on from is wanted
 */
export const protocolFacts = (
  protocol: Protocol,
  ui: UiController,
  onOpenPrevious: (number: string) => void,
): TemplateResult => {
  const { t, formats } = ui;
  const { thread } = contactMessages(ui);
  const { closedAt, previousProtocolNumber: previous } = protocol;
  const facts: Entry[] = [
    [t.fields.status, statusMark(protocol.status, t)],
    [t.fields.registeredAt, formats.dateTime(protocol.registeredAt)],
    [t.fields.closedAt, closedAt ? formats.dateTime(closedAt) : '—'],
  ];
  const due = deadlineText(protocol, ui);
  if (due) facts.push([thread.deadline, due]);
  const details: Entry[] = [
    [t.fields.contactPerson, protocol.contactPerson],
    [t.fields.contactPhone, protocol.contactPhone],
    [t.fields.contactEmail, protocol.contactEmail],
    [t.fields.contactMethod, protocol.contactMethod.description],
  ];
  if (previous) {
    details.push([
      thread.previousProtocol,
      html`<button class="link" @click=${() => onOpenPrevious(previous)}>${protocolNumber(previous)}</button>`,
    ]);
  }
  return html`<div class="card card-sunken stack">
    ${dataList(facts)}
    <details>
      <summary>${thread.protocolData}</summary>
      ${dataList(details)}
    </details>
  </div>`;
};
