import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { errorText } from '../error-text.ts';
import { notice } from '../templates.ts';
import type { UiController } from '../ui-controller.ts';
import type { ListView } from './list-view.ts';

/** What the end of a list says. */
interface ListEndTexts {
  loadMore: string;
  /** How many rows the list has. */
  showing: (value: number) => string;
}

/** Loads the next page, says how many rows there are now, and puts the focus on the first new one. */
const showMore = async (
  host: ReactiveElement,
  list: ListView,
  { ui, texts }: { ui: UiController; texts: ListEndTexts },
): Promise<void> => {
  if (list.loadingMore) return;
  const before = list.items.length;
  await list.loadMore();
  await host.updateComplete;
  const { length } = list.items;
  if (length === before) return;
  ui.announce(texts.showing(length));
  // The button may be gone after the last page: the first new row is where the reader goes on.
  host.renderRoot.querySelectorAll<HTMLElement>('tbody .link')[before]?.focus();
};

/** Below the rows: how many there are, the way to more, and why more did not come. */
export const listEnd = (
  host: ReactiveElement,
  list: ListView,
  options: { ui: UiController; texts: ListEndTexts },
): TemplateResult => {
  const { ui, texts } = options;
  return html`<div class="stack more">
    ${list.moreError ? notice('error', { text: errorText(list.moreError, ui.t) }) : nothing}
    ${
      list.nextCursor
        ? html`<button
            class="btn"
            aria-busy=${list.loadingMore}
            @click=${() => void showMore(host, list, options)}
          >
            ${texts.loadMore}
          </button>`
        : nothing
    }
    <p class="small muted">${texts.showing(list.items.length)}</p>
  </div>`;
};
