import { html, nothing, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';

/** A queue: one part of the list. */
export interface Queue {
  /** Empty for all protocols. */
  value: string;
  label: string;
  /** The total as text; undefined where it is not shown. */
  count: string | undefined;
  /** The total should be zero: it is highlighted. */
  alarm?: boolean;
}

/** Queues of which one is chosen. */
export interface QueueGroup {
  label: string;
  value: string;
  choose: (value: string | undefined) => void;
  choices: Queue[];
}

/** The queues beside the list. */
export const queueList = (groups: readonly QueueGroup[], texts: CrmMessages): TemplateResult =>
  html`<div class="queues" role="group" aria-label=${texts.inbox.queues}>
    ${groups.map(
      ({ label, value, choices, choose }, index) => html`<div role="group" aria-labelledby="queue-${index}">
        <h3 class="queue-title" id="queue-${index}">${label}</h3>
        ${choices.map(
          (choice) => html`<button
            class="queue"
            aria-pressed=${choice.value === value}
            ?data-alarm=${choice.alarm}
            @click=${() => choose(choice.value || undefined)}
          >
            <span>${choice.label}</span>${choice.count === undefined ? nothing : html`<span class="num">${choice.count}</span>`}
          </button>`,
        )}
      </div>`,
    )}
  </div>`;

/** The same queues above the list, for narrow screens. */
export const queueSelects = (groups: readonly QueueGroup[], texts: CrmMessages): TemplateResult =>
  html`<div class="queue-selects">
    ${groups.map(
      ({ label, value, choices, choose }, index) => html`<div class="field">
        <label class="label" for="queue-select-${index}">${label}</label>
        <select
          class="input"
          id="queue-select-${index}"
          @change=${(event: Event) => choose((event.target as HTMLSelectElement).value || undefined)}
        >
          ${choices.map(
            (choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>
              ${choice.count === undefined ? choice.label : texts.inbox.withCount(choice.label, choice.count)}
            </option>`,
          )}
        </select>
      </div>`,
    )}
  </div>`;
