import { html, nothing, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';

/** One way to look at the list. */
export interface Queue {
  /** Empty for "all of them". */
  value: string;
  label: string;
  /** What it holds, as it is written; undefined where that is not told. */
  count: string | undefined;
  /** What it holds should not be there. */
  alarm?: boolean;
}

/** Ways to look at the list of which one is in use. */
export interface QueueGroup {
  label: string;
  value: string;
  choose: (value: string | undefined) => void;
  choices: Queue[];
}

/** The groups beside the list. */
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

/** The same groups above the list, where there is no room beside it. */
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
