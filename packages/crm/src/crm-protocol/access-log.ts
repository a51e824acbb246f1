import type { AccessLogQuery, AccessRecord } from '@fale-conosco/contract';
import { loadFailure, skeletonLines } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import type { PagesController } from '../shared/pages-controller.ts';
import type { ProtocolContext } from './protocol-header.ts';

/** The access log of a protocol, in pages. */
export type AccessLog = PagesController<AccessRecord, Pick<AccessLogQuery, 'lists'>>;

/** Who viewed or read what, and when; read when it is opened. */
export const accessLog = (log: AccessLog, { ui, texts }: ProtocolContext): TemplateResult => {
  const { t, formats } = ui;
  const words = texts.protocol;
  const rows = log.items.map(
    ({ at, actor, action, attachment }) =>
      html`<li>
        <p><b>${actor.name}</b> <span class="muted">· ${actor.organization ?? words.accessOperator}</span></p>
        <p class="small">${[words.accessActions[action] ?? words.accessActions['other'], attachment].filter(Boolean).join(': ')}</p>
        <time class="small muted num" datetime=${at}>${formats.dateTime(at)}</time>
      </li>`,
  );
  const failed = log.error
    ? loadFailure(words.accessFailed, log.error, t, () => log.load())
    : log.moreError
      ? loadFailure(words.accessFailed, log.moreError, t, () => log.loadMore())
      : nothing;
  return html`<details
    class="viewers"
    @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && void log.refresh()}
  >
    <summary>${words.viewers}</summary>
    <label class="check">
      <input
        type="checkbox"
        .checked=${log.filters.lists === true}
        @change=${(event: Event) => {
          log.filter({ lists: (event.target as HTMLInputElement).checked });
          void log.load();
        }}
      />${words.accessLists}
    </label>
    ${failed}${log.loading ? html`<div aria-busy="true">${skeletonLines(4, t)}</div>` : nothing}
    ${log.loaded ? (rows.length > 0 ? html`<ol class="stack">${rows}</ol>` : html`<p class="muted">${words.accessNone}</p>`) : nothing}
    ${
      log.nextCursor
        ? html`<button class="btn" aria-busy=${log.loadingMore} @click=${() => void log.loadMore()}>${words.accessMore}</button>`
        : nothing
    }
  </details>`;
};
