import type { Provider } from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { iconSearch, ReadController, type UiController } from '@fale-conosco/ui';
import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';
import { iconX } from './icons.ts';

// Long enough for a word to be typed, short enough to feel immediate.
const PAUSE_MS = 250;
const SHOWN = 8;

/** Host interface of {@link ProviderPicker}. */
export interface ProviderPickerOptions {
  client: () => FaleConoscoCrm | undefined;
  ui: UiController;
  texts: () => CrmMessages;
  onPick: (provider: Provider | undefined) => void;
}

/** How a picker's field is rendered. */
export interface ProviderPickerField {
  id: string;
  label: string;
  error?: TemplateResult | typeof nothing;
  invalid?: boolean;
}

/**
 * Finds a provider by its name: a text field whose answers are chosen by pointer or by arrow keys and Enter (ARIA Authoring
 * Practices, editable combobox with list).
 */
export class ProviderPicker {
  /** The provider chosen. */
  picked: Provider | undefined;

  readonly #host: ReactiveElement;
  readonly #options: ProviderPickerOptions;
  readonly #found: ReadController<FaleConoscoCrm, Provider[]>;
  #text = '';
  #query = '';
  #open = false;
  #active = -1;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveElement, options: ProviderPickerOptions) {
    this.#host = host;
    this.#options = options;
    this.#found = new ReadController<FaleConoscoCrm, Provider[]>(host, {
      client: options.client,
      inputs: () => (this.#query ? [this.#query] : undefined),
      read: async (api, signal) =>
        (await api.providers.list({ search: this.#query, limit: SHOWN }, { signal })).items,
      onLoad: (items) => {
        this.#active = -1;
        const words = options.texts().inbox.providerPicker;
        options.ui.announce(items.length > 0 ? words.found(items.length) : words.none);
      },
    });
  }

  /** Clears the choice and the text. */
  reset(): void {
    this.#choose(undefined);
  }

  /** The field, with its choices while there are some to choose from. */
  template({ id, label, error = nothing, invalid = false }: ProviderPickerField): TemplateResult {
    const words = this.#options.texts().inbox.providerPicker;
    const { picked } = this;
    const active = this.#open && this.#active >= 0 ? `${id}-${this.#active}` : nothing;
    return html`<div class="field picker" @focusout=${this.#leave}>
      <label class="label" for=${id}>${label}</label>
      <div class="search">
        ${iconSearch()}
        <input
          class="input"
          id=${id}
          role="combobox"
          autocomplete="off"
          maxlength="200"
          aria-autocomplete="list"
          aria-expanded=${this.#open}
          aria-controls="${id}-choices"
          aria-activedescendant=${active}
          aria-describedby="${id}-error"
          aria-invalid=${invalid}
          placeholder=${words.placeholder}
          .value=${picked?.name ?? this.#text}
          @input=${(event: Event) => this.#type((event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => this.#key(event)}
        />
        ${
          picked
            ? html`<button class="btn btn-quiet btn-icon picker-clear" type="button" aria-label=${words.clear(picked.name)} @click=${() => this.#clear(id)}>
              ${iconX()}
            </button>`
            : nothing
        }
      </div>
      <div class="picker-choices" ?hidden=${!this.#open}>
        <ul role="listbox" id="${id}-choices" aria-label=${label}>
          ${this.#open ? this.#choices.map((provider, index) => this.#choice(provider, `${id}-${index}`, index)) : nothing}
        </ul>
        ${this.#remark()}
      </div>
      ${error}
    </div>`;
  }

  get #choices(): Provider[] {
    return this.#found.value ?? [];
  }

  #choice(provider: Provider, id: string, index: number): TemplateResult {
    return html`<li
      role="option"
      id=${id}
      aria-selected=${index === this.#active}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#choose(provider)}
    >
      <span>${provider.name}</span>${
        provider.active
          ? nothing
          : html`<span class="small muted">${this.#options.texts().inbox.providerPicker.inactive}</span>`
      }
    </li>`;
  }

  #remark(): TemplateResult | typeof nothing {
    const words = this.#options.texts().inbox.providerPicker;
    if (this.#found.error) return html`<p class="small muted">${words.failed}</p>`;
    if (!this.#found.value) return html`<p class="small muted">${this.#options.ui.t.common.loading}</p>`;
    if (this.#choices.length === 0) return html`<p class="small muted">${words.none}</p>`;
    return this.#choices.length === SHOWN ? html`<p class="small muted">${words.more(SHOWN)}</p>` : nothing;
  }

  #type(text: string): void {
    this.#text = text;
    if (this.picked) {
      this.picked = undefined;
      this.#options.onPick(undefined);
    }
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#query = text.trim();
      this.#open = this.#query !== '';
      this.#host.requestUpdate();
    }, PAUSE_MS);
  }

  #key(event: KeyboardEvent): void {
    const last = this.#choices.length - 1;
    if (event.key === 'Escape' && this.#open) {
      event.stopPropagation();
      this.#close();
    } else if (event.key === 'Enter' && this.#open) {
      // Enter chooses; it does not submit the form.
      event.preventDefault();
      const chosen = this.#choices[Math.max(0, this.#active)];
      if (chosen) this.#choose(chosen);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && last >= 0 && !this.picked) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.#open = true;
      this.#active = (this.#active + step + last + 1 + (this.#active < 0 && step < 0 ? 1 : 0)) % (last + 1);
      this.#host.requestUpdate();
    }
  }

  #choose(provider: Provider | undefined): void {
    clearTimeout(this.#pause);
    this.picked = provider;
    this.#text = provider?.name ?? '';
    this.#query = '';
    this.#options.onPick(provider);
    this.#close();
  }

  #clear(id: string): void {
    this.#choose(undefined);
    this.#host.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus();
  }

  #close(): void {
    this.#open = false;
    this.#active = -1;
    this.#host.requestUpdate();
  }

  readonly #leave = (event: FocusEvent): void => {
    const box = event.currentTarget as HTMLElement;
    if (this.#open && !box.contains(event.relatedTarget as Node | null)) this.#close();
  };
}
