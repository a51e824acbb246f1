import type { CrmProtocol } from '@fale-conosco/contract';
import {
  type CopyController,
  contactMessages,
  dataList,
  iconCircleCheck,
  notice,
  protocolNumber,
  type UiController,
} from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';

/** What is shown of a protocol that was opened, and what its buttons do. */
export interface CreatedOptions {
  ui: UiController;
  texts: CrmMessages;
  copy: CopyController;
  protocol: CrmProtocol;
  /** A text that was not sent; usually empty. */
  notSent: string;
  onOpen: () => void;
  onList: () => void;
  onAnother: () => void;
}

/** The confirmation: the number for the provider, whether the provider sees the protocol, and what to do next. */
export const created = ({
  ui,
  texts,
  copy,
  protocol,
  notSent,
  onOpen,
  onList,
  onAnother,
}: CreatedOptions): TemplateResult => {
  const { t, formats } = ui;
  const words = texts.newProtocol;
  return html`<div class="stack">
    <div class="cluster nowrap done-head">
      ${iconCircleCheck()}
      <div>
        <h2 class="title" id="title" tabindex="-1">${words.doneTitle}</h2>
        <p class="muted">${words.doneText}</p>
      </div>
    </div>
    ${
      notSent
        ? notice('warning', {
            title: words.notSentTitle,
            text: html`${words.notSentText} <span class="plain not-sent">${notSent}</span>`,
          })
        : nothing
    }
    <div class="card stack">
      <div class="cluster spread">
        <div>
          <p class="small muted">${contactMessages(ui).form.protocolNumber}</p>
          <p class="number">${protocolNumber(protocol.number)}</p>
        </div>
        ${copy.button(protocol.number)}
      </div>
      <hr class="rule" />
      ${dataList([
        [texts.common.provider, protocol.provider.name],
        [texts.common.classification, protocol.classification.path.join(' › ')],
        [texts.common.responsibleGroup, protocol.group.name],
        [t.fields.registeredAt, formats.dateTime(protocol.registeredAt)],
      ])}
      <p class="small muted">${protocol.visibleToProvider ? words.visible : words.hidden}</p>
    </div>
    <div class="actions">
      <button class="btn btn-primary" @click=${onOpen}>${words.openProtocol}</button>
      <button class="btn" @click=${onList}>${words.goToList}</button>
      <button class="btn btn-quiet" @click=${onAnother}>${words.another}</button>
    </div>
  </div>`;
};
