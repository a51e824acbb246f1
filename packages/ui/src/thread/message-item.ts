import type { Message } from '@fale-conosco/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { attachmentList, type DownloadController } from '../attachment-list.ts';
import { iconStatus } from '../icons.ts';
import { linkify } from '../linkify.ts';
import { contactMessages } from '../messages/contact-messages.ts';
import type { UiController } from '../ui-controller.ts';

/** What every entry of one thread shares. */
export interface MessageContext {
  ui: UiController;
  downloads: DownloadController;
}

/** What an entry has besides its message, in the order in which it stands. */
export interface MessageExtras {
  /** Above the message: where the unread ones begin, what was done. */
  mark?: unknown;
  /** Who it is for: a label inside the card, and a name to style it by. */
  label?: unknown;
  kind?: string | undefined;
  /** Below the text: how it was answered, whether it was viewed. */
  footer?: unknown;
}

/** A line of the thread in small type: what happened, when. */
export const systemLine = (
  icon: TemplateResult,
  text: unknown,
  { sentAt }: Message,
  { formats }: UiController,
): TemplateResult => html`<p class="change small muted">
  ${icon}
  <span>${text}</span>
  <time class="num" datetime=${sentAt}>${formats.time(sentAt)}</time>
</p>`;

const messageCard = (
  message: Message,
  { ui, downloads }: MessageContext,
  { label, kind, footer }: MessageExtras,
): TemplateResult => {
  const { t, formats } = ui;
  const texts = contactMessages(ui);
  const { author, own, sentAt, body, attachments, sequence } = message;
  const organization = [author.organization, author.kind === 'operator' && texts.thread.openedByOperator];
  return html`<article
    class="message-card"
    ?data-own=${own}
    data-kind=${kind ?? nothing}
    aria-labelledby="author-${sequence}"
  >
    <header>
      <h4 class="author" id="author-${sequence}">
        ${author.name}${own ? html` <span class="you">${texts.thread.you}</span>` : nothing}
      </h4>
      <p class="small muted">${organization.filter(Boolean).join(' · ')}</p>
      <time class="small muted num" datetime=${sentAt} title=${formats.dateTime(sentAt)}>${formats.time(sentAt)}</time>
    </header>
    <div class="stack">
      ${label}${body ? html`<p class="plain">${linkify(body, t.common.newTab)}</p>` : nothing}
      ${attachmentList(attachments, downloads, ui)}${footer}
    </div>
  </article>`;
};

/**
 * One entry of the thread: a message, a line about a change of status, or both.
 *
 * @param day the day that begins with it, in words; empty within a day
 */
export const messageItem = (
  message: Message,
  context: MessageContext,
  day: string,
  extras: MessageExtras = {},
): TemplateResult => {
  const { ui } = context;
  const { t } = ui;
  const { sequence, body, attachments, statusChange } = message;
  const words: Record<string, string> = t.status;
  return html`<li id="message-${sequence}" tabindex="-1">
    ${day ? html`<p class="divider day">${day}</p>` : nothing}${extras.mark}
    ${body || attachments.length > 0 ? messageCard(message, context, extras) : nothing}
    ${
      statusChange
        ? systemLine(
            iconStatus(statusChange),
            contactMessages(ui).thread.statusChanged(words[statusChange] ?? t.status.unknown),
            message,
            ui,
          )
        : nothing
    }<span class="message-end"></span>
  </li>`;
};
