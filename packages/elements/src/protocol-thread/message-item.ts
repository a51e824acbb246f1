import type { Message } from '@fale-conosco/contract';
import {
  attachmentList,
  type DownloadController,
  iconStatus,
  linkify,
  type UiController,
} from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';

/** What every entry of one thread shares. */
export interface MessageContext {
  ui: UiController;
  downloads: DownloadController;
  /** Sequence of the first message that was not viewed when the thread was opened; 0 when there is none. */
  firstUnread: number;
}

const statusLine = (message: Message, { t, formats }: UiController): TemplateResult => {
  const { sentAt } = message;
  const statusChange = message.statusChange ?? '';
  const words: Record<string, string> = t.status;
  return html`<p class="change small muted">
    ${iconStatus(statusChange)}
    <span>${t.thread.statusChanged(words[statusChange] ?? t.status.unknown)}</span>
    <time class="num" datetime=${sentAt}>${formats.time(sentAt)}</time>
  </p>`;
};

const letter = (message: Message, { ui, downloads }: MessageContext): TemplateResult => {
  const { t, formats } = ui;
  const { author, own, sentAt, body, attachments, sequence } = message;
  const organization = [author.organization, author.kind === 'operator' && t.thread.openedByOperator].filter(
    Boolean,
  );
  return html`<article class="letter" ?data-own=${own} aria-labelledby="author-${sequence}">
    <header>
      <h4 class="author" id="author-${sequence}">
        ${author.name}${own ? html` <span class="you">${t.thread.you}</span>` : nothing}
      </h4>
      <p class="small muted">${organization.join(' · ')}</p>
      <time class="small muted num" datetime=${sentAt} title=${formats.dateTime(sentAt)}>${formats.time(sentAt)}</time>
    </header>
    <div class="stack">
      ${body ? html`<p class="plain">${linkify(body, t.common.newTab)}</p>` : nothing}
      ${attachmentList(attachments, downloads, ui)}
    </div>
  </article>`;
};

/**
 * One entry of the thread: a letter, a quiet line about a change of status, or both.
 *
 * @param day the day that begins with it, in words; empty within a day
 */
export const messageItem = (message: Message, context: MessageContext, day: string): TemplateResult => {
  const { sequence, body, attachments, statusChange } = message;
  return html`<li id="message-${sequence}" tabindex="-1">
    ${day ? html`<p class="day">${day}</p>` : nothing}
    ${
      sequence === context.firstUnread
        ? html`<p class="unread-mark"><span>${context.ui.t.thread.unreadMark}</span></p>`
        : nothing
    }
    ${body || attachments.length > 0 ? letter(message, context) : nothing}
    ${statusChange ? statusLine(message, context.ui) : nothing}
  </li>`;
};
