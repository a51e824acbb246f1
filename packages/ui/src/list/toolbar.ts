import { html, nothing, type TemplateResult } from 'lit';
import { iconListFilter, iconSearch } from '../icons.ts';

/** What a list's toolbar shows and does. */
export interface ToolbarOptions {
  texts: {
    searchLabel: string;
    searchPlaceholder: string;
    filters: string;
    filtersActive: (value: number) => string;
  };
  /** The text that is searched for. */
  search: string;
  /** `complete`: the user asked for it, so that there is no need to wait for more letters. */
  onSearch: (text: string, complete: boolean) => void;
  /** How many filters of the panel narrow the list. */
  activeFilters: number;
  filtersOpen: boolean;
  onToggleFilters: () => void;
  /** Renders the panel of filters while it is open. */
  filters: () => unknown;
  /** Between the search and the button of the filters. */
  order?: unknown;
}

/** Search and filters of a list: a row of controls, and the panel that its button opens. */
export const toolbar = ({
  texts,
  search,
  onSearch,
  activeFilters,
  filtersOpen,
  onToggleFilters,
  filters,
  order = nothing,
}: ToolbarOptions): TemplateResult => {
  const submit = (event: Event): void => {
    const form = event.currentTarget as HTMLFormElement;
    onSearch(form.querySelector<HTMLInputElement>('[type=search]')?.value ?? '', true);
  };
  return html`<form class="toolbar cluster" role="search" novalidate @submit=${submit}>
      <label class="search">
        <span class="visually-hidden">${texts.searchLabel}</span>${iconSearch()}
        <input
          class="input"
          type="search"
          maxlength="200"
          autocomplete="off"
          placeholder=${texts.searchPlaceholder}
          .value=${search}
          @input=${(event: Event) => onSearch((event.target as HTMLInputElement).value, false)}
        />
      </label>
      ${order}
      <button
        class="btn"
        type="button"
        aria-expanded=${filtersOpen}
        aria-controls="filters"
        data-focus-home
        @click=${onToggleFilters}
      >
        ${iconListFilter()}${texts.filters}${
          activeFilters
            ? html`<span class="count"
              ><span aria-hidden="true">${activeFilters}</span
              ><span class="visually-hidden">${texts.filtersActive(activeFilters)}</span></span
            >`
            : nothing
        }
      </button>
    </form>
    <div id="filters" ?hidden=${!filtersOpen}>${filtersOpen ? filters() : nothing}</div>`;
};
