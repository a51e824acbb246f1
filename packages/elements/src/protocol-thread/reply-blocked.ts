import type { Protocol } from '@fale-conosco/contract';
import { contactMessages, messageField, notice, type UiController } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';

/**
 * In the composer's place when a protocol takes no reply: why, and the way to a new contact where that is the way on.
 *
 * @param text what was being written when the protocol was blocked: it stays, to be copied
 */
export const replyBlocked = (
  { replyBlockedReason }: Protocol,
  { ui, text, onNewContact }: { ui: UiController; text: string; onNewContact: () => void },
): TemplateResult => {
  const { thread } = contactMessages(ui);
  const linked = replyBlockedReason === 'reopen_window_over' || replyBlockedReason === 'cancelled';
  return html`<div class="stack" id="blocked" tabindex="-1">
    ${notice('info', {
      title: thread.blockedTitle,
      text: thread.blocked[replyBlockedReason ?? 'other'] ?? thread.blocked['other'],
      actions: linked
        ? html`<button class="btn" @click=${onNewContact}>${thread.newLinkedContact}</button>`
        : undefined,
    })}
    ${
      text
        ? messageField(ui, { label: thread.complement, value: text, readonly: true, onInput: () => {} })
        : nothing
    }
  </div>`;
};
