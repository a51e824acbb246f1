import { html, nothing, type TemplateResult } from 'lit';
import { roveFocus } from '../focus.ts';

/** One tab above a list; `count` says how many rows it has, where that is known. */
export interface Tab<Value extends string> {
  value: Value;
  label: string;
  count?: string | undefined;
}

/** The tabs above a list. What they switch is the caller's `role="tabpanel"` with the id `panel`, labelled by `tab-<value>`. */
export const tabList = <Value extends string>({
  label,
  tabs,
  selected,
  onSelect,
}: {
  label: string;
  tabs: readonly Tab<Value>[];
  selected: Value;
  onSelect: (value: Value) => void;
}): TemplateResult => html`<div
    class="tabs"
    role="tablist"
    aria-label=${label}
    @keydown=${(event: KeyboardEvent) => roveFocus(event, '[role=tab]', { activate: true })}
  >
    ${tabs.map(
      (tab) => html`<button
        class="tab"
        role="tab"
        id="tab-${tab.value}"
        aria-controls="panel"
        aria-selected=${tab.value === selected}
        tabindex=${tab.value === selected ? 0 : -1}
        @click=${() => onSelect(tab.value)}
      >
        ${tab.label} ${tab.count === undefined ? nothing : html`<span class="count">${tab.count}</span>`}
      </button>`,
    )}
  </div>`;
