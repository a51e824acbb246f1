import { formatProtocolNumber } from '@fale-conosco/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { errorReference, errorText } from './error-text.ts';
import {
  iconCheck,
  iconCircleAlert,
  iconCircleCheck,
  iconInfo,
  iconStatus,
  iconTriangleAlert,
  iconWifiOff,
} from './icons.ts';
import type { Messages } from './messages/pt-BR.ts';

/** A status as its word with its shape; unknown statuses of a newer server read as "in progress". */
export const statusMark = (status: string, t: Messages): TemplateResult => {
  const words: Record<string, string> = t.status;
  return html`<span class="status" data-status=${status}
    >${iconStatus(status)}<span>${words[status] ?? t.status.unknown}</span></span
  >`;
};

/** The orange badge with its number for the eye and its words for the ear; nothing when all is read. */
export const unreadBadge = (unreadCount: number, t: Messages, cap = 99): TemplateResult | typeof nothing =>
  unreadCount > 0
    ? html`<span class="badge" title=${t.common.unread(unreadCount)}
        ><span aria-hidden="true">${t.common.capped(unreadCount, cap)}</span
        ><span class="visually-hidden">${t.common.unread(unreadCount)}</span></span
      >`
    : nothing;

/** A protocol number grouped for reading. The gaps are margins: a selection copies the bare digits. */
export const protocolNumber = (number: string): TemplateResult => {
  const groups = formatProtocolNumber(number).split(' ');
  return html`<span class="protocol-number">${groups.map((group) => html`<span>${group}</span>`)}</span>`;
};

/** What a notice is about; its shape and edge follow from it. */
export type NoticeKind = 'info' | 'success' | 'warning' | 'error' | 'offline';

const noticeIcons = {
  info: iconInfo,
  success: iconCircleCheck,
  warning: iconTriangleAlert,
  error: iconCircleAlert,
  offline: iconWifiOff,
} as const;

/**
 * A banner inside the content. It is no live region: what must be heard goes through `announce`.
 *
 * @param parts `title` in bold, `text` below it, `actions` (buttons) at the end
 */
export const notice = (
  kind: NoticeKind,
  { title, text, actions }: { title?: unknown; text?: unknown; actions?: unknown },
): TemplateResult =>
  html`<div class="notice notice-${kind}">
    ${noticeIcons[kind]()}
    <div class="notice-body">
      ${title ? html`<p class="strong">${title}</p>` : nothing}${text ? html`<p>${text}</p>` : nothing}
    </div>
    ${actions ? html`<div class="cluster">${actions}</div>` : nothing}
  </div>`;

/** Stands where content would, when it could not be loaded: why, and the way to try again. */
export const loadFailure = (
  title: string,
  error: unknown,
  t: Messages,
  retry: () => unknown,
): TemplateResult =>
  notice('error', {
    title,
    text: html`${errorText(error, t)} <span class="small muted">${errorReference(error, t)}</span>`,
    actions: html`<button class="btn" data-focus-home @click=${retry}>${t.common.retry}</button>`,
  });

/** What stands where content would: why there is none, and the way on. */
export const emptyState = (
  icon: TemplateResult,
  { title, text, action }: { title: string; text?: string; action?: unknown },
): TemplateResult =>
  html`<div class="empty">
    ${icon}
    <h3 class="subtitle">${title}</h3>
    ${text ? html`<p>${text}</p>` : nothing}${action ?? nothing}
  </div>`;

/** The error of one field, to be named by the field's `aria-describedby`; nothing when there is none. */
export const fieldError = (id: string, text: string | undefined): TemplateResult | typeof nothing =>
  text ? html`<p class="error" id=${id}>${iconCircleAlert()}<span>${text}</span></p>` : nothing;

/** Label of a button that copies: a check and "copied" for a moment after it was pressed. */
export const copiedLabel = (t: Messages): TemplateResult => html`${iconCheck()}${t.common.copied}`;

/** Grey shapes of the lines to come; the words are for screen readers. */
export const skeletonLines = (lines: number, t: Messages): TemplateResult =>
  html`<div class="stack stack-tight" role="presentation">
    <span class="visually-hidden">${t.common.loading}</span>
    ${Array.from(
      { length: lines },
      (_, line) => html`<span class=${line % 3 === 2 ? 'skeleton skeleton-short' : 'skeleton'}></span>`,
    )}
  </div>`;
