import type { CrmClassification, CrmContactMethod, CrmProtocol } from '@fale-conosco/contract';
import {
  type CopyController,
  contactMessages,
  dataList,
  notice,
  protocolNumber,
  statusMark,
  type UiController,
} from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';
import type { DeadlineClock } from '../shared/deadline-clock.ts';
import { deadlineMark } from '../shared/deadline-mark.ts';
import { elapsed } from '../shared/elapsed.ts';

/** What every part of the view is rendered with. */
export interface ProtocolContext {
  ui: UiController;
  texts: CrmMessages;
  clock: DeadlineClock;
}

/** Name, number and place in the tree; rendered before the protocol is loaded, so that the layout does not jump. */
export const protocolTitle = (
  number: string | undefined,
  protocol: CrmProtocol | undefined,
  copy: CopyController,
  { texts, ui }: ProtocolContext,
): TemplateResult => html`<div class="cluster spread">
  <div>
    <h2 class="title" id="title" tabindex="-1">${protocol?.classification.path.at(-1) ?? texts.protocol.title}</h2>
    ${
      protocol
        ? html`<p><b>${protocol.provider.name}</b> <span class="muted">· ${protocol.classification.path.join(' › ')}</span></p>`
        : nothing
    }
  </div>
  ${
    number
      ? html`<div class="cluster">
        <p class="number"><span class="visually-hidden">${ui.t.fields.protocol}</span> ${protocolNumber(number)}</p>
        ${copy.button(number)}
      </div>`
      : nothing
  }
</div>`;

/** Status, deadline, waiting time, group and assignee. */
export const protocolState = (
  protocol: CrmProtocol,
  { ui, texts, clock }: ProtocolContext,
): TemplateResult => {
  const { t, formats } = ui;
  const { deadline, waitingSince, assignee, group, status } = protocol;
  const { now, holidays } = clock;
  const waiting =
    waitingSince &&
    html`${elapsed(waitingSince, now, ui.locale) ?? texts.inbox.moment}
      <span class="muted">· ${formats.dateTime(waitingSince)}</span>`;
  return dataList([
    [t.fields.status, statusMark(status, t)],
    [texts.protocol.deadline, deadlineMark(deadline, { texts, formats, now, holidays })],
    [texts.protocol.waitingSince, waiting ?? html`<span class="muted">${texts.protocol.notWaiting}</span>`],
    [texts.protocol.group, group.name],
    [texts.protocol.assignee, assignee?.name ?? html`<span class="muted">${texts.common.noAssignee}</span>`],
  ]);
};

/** Why the provider cannot see it, as far as the settings tell. */
export const hiddenNotice = (
  protocol: CrmProtocol,
  classifications: readonly CrmClassification[] | undefined,
  methods: readonly CrmContactMethod[] | undefined,
  { texts }: ProtocolContext,
): TemplateResult => {
  const { classification, contactMethod } = protocol;
  const reasons: string[] = [];
  if (classifications?.find(({ id }) => id === classification.id)?.shownToProviders === false)
    reasons.push(texts.protocol.hiddenByClassification);
  if (methods?.find(({ id }) => id === contactMethod.id)?.faleConosco === false)
    reasons.push(texts.protocol.hiddenByMethod(contactMethod.description));
  return notice('warning', {
    title: texts.protocol.hiddenTitle,
    text: reasons.join(' ') || texts.protocol.hiddenUnknown,
  });
};

/** The other facts, beside the thread. */
export const protocolFacts = (
  protocol: CrmProtocol,
  onOpen: (number: string) => void,
  { ui, texts }: ProtocolContext,
): TemplateResult => {
  const { t, formats } = ui;
  const { closedAt, providerDueAt, previousProtocolNumber: previous, openedBy } = protocol;
  const entries: [label: string, value: unknown][] = [
    [t.fields.contactPerson, protocol.contactPerson],
    [t.fields.contactPhone, protocol.contactPhone],
    [t.fields.contactEmail, protocol.contactEmail],
    [t.fields.contactMethod, protocol.contactMethod.description],
    [t.fields.registeredAt, formats.dateTime(protocol.registeredAt)],
    [
      texts.protocol.openedBy,
      openedBy === 'operator' ? texts.protocol.openedByOperator : texts.protocol.openedByProvider,
    ],
    [texts.protocol.lastActivity, formats.dateTime(protocol.lastActivityAt)],
  ];
  if (closedAt) entries.push([t.fields.closedAt, formats.dateTime(closedAt)]);
  if (providerDueAt) entries.push([texts.protocol.providerDue, formats.date(providerDueAt)]);
  if (previous) {
    entries.push([
      contactMessages(ui).thread.previousProtocol,
      html`<button class="link" @click=${() => onOpen(previous)}>${protocolNumber(previous)}</button>`,
    ]);
  }
  return dataList(entries);
};
