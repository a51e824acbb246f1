import type { Protocol } from '@fale-conosco/contract';
import {
  type CopyController,
  contactMessages,
  errorText,
  iconCircleCheck,
  iconPrinter,
  notice,
  protocolNumber,
  type UiController,
} from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { deadlineText } from '../shared/deadline-text.ts';

/** What the confirmation shows, and what its buttons do. */
export interface ConfirmationOptions {
  ui: UiController;
  copy: CopyController;
  protocol: Protocol;
  /** A text that did not go along; empty in the usual case. */
  notSent: string;
  printing: boolean;
  printError: unknown;
  onPrint: () => void;
  onView: () => void;
  onList: () => void;
  onAnother: () => void;
}

/** The protocol is registered: its number to copy and to print, and the ways on. */
export const confirmation = ({
  ui,
  copy,
  protocol,
  notSent,
  printing,
  printError,
  onPrint,
  onView,
  onList,
  onAnother,
}: ConfirmationOptions): TemplateResult => {
  const { t, formats } = ui;
  const texts = contactMessages(ui);
  const due = deadlineText(protocol, ui);
  return html`<div class="done stack">
    <div class="cluster nowrap done-head">
      ${iconCircleCheck()}
      <div>
        <h2 class="title" id="title" tabindex="-1">${texts.form.doneTitle}</h2>
        <p class="muted">${texts.form.doneText}</p>
      </div>
    </div>
    ${
      notSent
        ? notice('warning', {
            title: texts.form.notSentTitle,
            text: html`${texts.form.notSentText} <span class="plain not-sent">${notSent}</span>`,
          })
        : nothing
    }
    <div class="card stack">
      <div class="cluster spread">
        <div>
          <p class="small muted" id="number-label">${texts.form.protocolNumber}</p>
          <p class="number" aria-describedby="number-label">${protocolNumber(protocol.number)}</p>
        </div>
        ${copy.button(protocol.number)}
      </div>
      <hr class="rule" />
      <dl class="data">
        <div>
          <dt>${texts.form.classification}</dt>
          <dd>${protocol.classification.path.join(' › ')}</dd>
        </div>
        <div>
          <dt>${t.fields.registeredAt}</dt>
          <dd class="num">${formats.dateTime(protocol.registeredAt)}</dd>
        </div>
        ${
          due
            ? html`<div>
                <dt>${texts.thread.deadline}</dt>
                <dd class="num">${due}</dd>
              </div>`
            : nothing
        }
      </dl>
    </div>
    ${printError ? notice('error', { text: errorText(printError, t) }) : nothing}
    <div class="actions">
      <button class="btn btn-primary" @click=${onView}>${t.common.viewContact}</button>
      <button class="btn" aria-busy=${printing} @click=${onPrint}>${iconPrinter()}${t.common.receipt}</button>
      <button class="btn btn-quiet" @click=${onList}>${texts.form.goToList}</button>
      <button class="btn btn-quiet" @click=${onAnother}>${texts.form.another}</button>
    </div>
  </div>`;
};
