import type { Message } from '@fale-conosco/contract';
import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { errorText } from '../error-text.ts';
import { contactMessages } from '../messages/contact-messages.ts';
import { notice } from '../templates.ts';
import type { UiController } from '../ui-controller.ts';
import type { ThreadController, ThreadProtocol } from './thread-controller.ts';

/** What scrolls an element: the nearest box around it, through shadow roots, else the page. */
const scrollerOf = (element: Element): Element => {
  let box: Node | null | undefined = element;
  while (box) {
    if (box instanceof Element && box.scrollHeight > box.clientHeight) {
      if (/auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
    }
    box = box.parentNode ?? (box as ShadowRoot).host;
  }
  return document.scrollingElement ?? document.documentElement;
};

/** Loads older entries above those that are read; the reader stays at the line that was being read. */
const showOlder = async <Protocol extends ThreadProtocol, Entry extends Message>(
  host: ReactiveElement,
  thread: ThreadController<Protocol, Entry>,
): Promise<void> => {
  const first = host.renderRoot.querySelector<HTMLElement>('.thread > li');
  const before = first?.getBoundingClientRect().top ?? 0;
  await thread.loadOlder();
  await host.updateComplete;
  if (!first) return;
  scrollerOf(host).scrollTop += first.getBoundingClientRect().top - before;
  if (!thread.olderCursor) first.focus({ preventScroll: true });
};

/**
 * A thread by days, with the way to what is older. Its list is `.thread`, its end `.end`, an entry `#message-<sequence>`,
 * whose end is `.message-end`.
 *
 * @param item an entry; `day` in words where a day begins
 */
export const threadView = <Protocol extends ThreadProtocol, Entry extends Message>(
  host: ReactiveElement,
  thread: ThreadController<Protocol, Entry>,
  ui: UiController,
  item: (message: Entry, day: string) => TemplateResult,
): TemplateResult => {
  const { t, formats } = ui;
  const texts = contactMessages(ui);
  const { messages, olderCursor, loadingOlder, olderError } = thread;
  let day = '';
  return html`<div class="stack">
    <h3 class="visually-hidden" id="messages">${texts.thread.messages}</h3>
    ${olderError ? notice('error', { text: errorText(olderError, t) }) : nothing}
    ${
      olderCursor
        ? html`<button class="btn older" aria-busy=${loadingOlder} @click=${() => void showOlder(host, thread)}>
          ${texts.thread.older}
        </button>`
        : nothing
    }
    <div role="log" aria-live="off" aria-labelledby="messages">
      <ol class="thread">
        ${repeat(
          messages,
          ({ sequence }) => sequence,
          (message) => {
            const key = formats.dayKey(message.sentAt);
            const heading = key === day ? '' : formats.day(message.sentAt);
            day = key;
            return item(message, heading);
          },
        )}
      </ol>
    </div>
    <span class="end"></span>
  </div>`;
};
