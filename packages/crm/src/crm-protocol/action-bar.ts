import { type CrmProtocol, isClosedStatus } from '@fale-conosco/contract';
import { iconChevronDown, iconRotateCcw, notice } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { iconUser } from '../shared/icons.ts';
import type { ActionController, ProtocolAction } from './action-controller.ts';
import { iconForward } from './icons.ts';
import type { ProtocolContext } from './protocol-header.ts';

/** State and callbacks of the action bar. */
export interface ActionBarOptions {
  protocol: CrmProtocol;
  actions: ActionController;
  /** The signed-in agent; undefined until the session is known. */
  selfId: string | undefined;
  errorText: (error: unknown) => string;
  onAssignToSelf: (selfId: string) => void;
  onShow: (action: ProtocolAction) => void;
  onGoToComposer: () => void;
}

/** What can be done with the protocol, apart from writing. */
export const actionBar = (
  { protocol, actions, selfId, errorText, onAssignToSelf, onShow, onGoToComposer }: ActionBarOptions,
  { texts }: ProtocolContext,
): TemplateResult => {
  const words = texts.protocol;
  const { status, assignee } = protocol;
  const open = !isClosedStatus(status);
  return html`<div class="cluster">
    ${
      open && selfId && assignee?.id !== selfId
        ? html`<button
          class="btn"
          aria-busy=${actions.busy && !actions.open}
          @click=${() => onAssignToSelf(selfId)}
        >
          ${iconUser()}${words.take}
        </button>`
        : nothing
    }
    ${open ? html`<button class="btn" @click=${() => onShow('assign')}>${words.assign}</button>` : nothing}
    <button class="btn" data-focus-home @click=${() => onShow('forward')}>${iconForward()}${words.forward}</button>
    ${
      status === 'closed'
        ? html`<button class="btn" id="reopen" @click=${() => onShow('reopen')}>${iconRotateCcw()}${words.reopen}</button>`
        : nothing
    }
    ${
      open
        ? html`<button class="btn btn-quiet" @click=${onGoToComposer}>
          ${iconChevronDown()}${words.goToComposer}
        </button>`
        : nothing
    }
    ${
      actions.error && !actions.open
        ? html`<div class="wide">
          ${notice('error', { title: words.actionFailed, text: errorText(actions.error) })}
        </div>`
        : nothing
    }
  </div>`;
};
