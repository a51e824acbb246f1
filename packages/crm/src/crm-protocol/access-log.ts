import type { AccessRecordPage } from '@fale-conosco/contract';
import { loadFailure, skeletonLines } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import type { LazyRead } from './lazy-read.ts';
import type { ProtocolContext } from './protocol-header.ts';

/** Who viewed what, and when: read when it is opened. */
export const accessLog = (
  log: LazyRead<AccessRecordPage>,
  { ui, texts }: ProtocolContext,
): TemplateResult => {
  const { t, formats } = ui;
  const { value, error, loading } = log;
  const rows = value?.items.map(
    ({ at, actor, action, attachment }) =>
      html`<li>
        <p><b>${actor.name}</b> <span class="muted">· ${actor.organization ?? texts.protocol.accessOperator}</span></p>
        <p class="small">${[texts.protocol.accessActions[action] ?? texts.protocol.accessActions['other'], attachment].filter(Boolean).join(': ')}</p>
        <time class="small muted num" datetime=${at}>${formats.dateTime(at)}</time>
      </li>`,
  );
  return html`<details
    class="viewers"
    @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && log.load()}
  >
    <summary>${texts.protocol.viewers}</summary>
    ${error && !loading ? loadFailure(texts.protocol.accessFailed, error, t, () => log.load()) : nothing}
    ${!value && loading ? html`<div aria-busy="true">${skeletonLines(4, t)}</div>` : nothing}
    ${value ? (rows?.length ? html`<ol class="stack">${rows}</ol>` : html`<p class="muted">${texts.protocol.accessNone}</p>`) : nothing}
    ${
      value?.nextCursor
        ? html`<button class="btn" aria-busy=${loading} @click=${() => log.load()}>${texts.protocol.accessMore}</button>`
        : nothing
    }
  </details>`;
};
