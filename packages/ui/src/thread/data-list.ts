import { html, type TemplateResult } from 'lit';

/** Labels with their values. */
export const dataList = (entries: readonly (readonly [label: string, value: unknown])[]): TemplateResult =>
  html`<dl class="data">
    ${entries.map(
      ([label, value]) =>
        html`<div>
          <dt>${label}</dt>
          <dd class="num">${value}</dd>
        </div>`,
    )}
  </dl>`;
