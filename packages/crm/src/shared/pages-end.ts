import { focusInside, type UiController } from '@fale-conosco/ui';
import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import type { PagesController } from './pages-controller.ts';

/** What the end of a list is made of. */
export interface PagesEndOptions {
  host: ReactiveElement;
  ui: UiController;
  words: { showing: (value: number) => string; loadMore: string; moreFailedTitle: string };
  failure: (error: unknown, parts: { title: string }) => TemplateResult;
}

/** The end of a list that is read in pages: how much is shown, and the way to more. Each entry shows its `data-id`. */
export const pagesEnd = <Item extends { id: string }, Filters extends object>(
  pages: PagesController<Item, Filters>,
  { host, ui, words, failure }: PagesEndOptions,
): TemplateResult => {
  const more = async (): Promise<void> => {
    const first = await pages.loadMore();
    if (!first) return;
    ui.announce(words.showing(pages.items.length));
    // The button may be gone after the last page: the first new entry is where the reader goes on.
    await focusInside(host, `[data-id="${first.id}"]`);
  };
  return html`<div class="stack more">
    ${pages.moreError ? failure(pages.moreError, { title: words.moreFailedTitle }) : nothing}
    ${
      pages.nextCursor
        ? html`<button class="btn" aria-busy=${pages.loadingMore} @click=${more}>${words.loadMore}</button>`
        : nothing
    }
    <p class="small muted">${words.showing(pages.items.length)}</p>
  </div>`;
};
