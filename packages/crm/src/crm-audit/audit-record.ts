import type { AuditRecord } from '@fale-conosco/contract';
import { iconChevronRight } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { type AuditContext, fieldLabel, valueWords } from './audit-words.ts';

/** What all records are rendered with. */
export interface RecordContext extends AuditContext {
  /** A record was opened. */
  onOpen: () => void;
  /** Leads to all changes of an entry; undefined where those are shown already. */
  onOnly: ((record: AuditRecord) => void) | undefined;
}

const cell = (
  entity: string,
  field: string,
  value: unknown,
  other: unknown,
  context: AuditContext,
): TemplateResult => {
  if (!Array.isArray(value) || value.length === 0)
    return html`<span class="plain">${valueWords(entity, field, Array.isArray(value) ? null : value, context)}</span>`;
  // Of two long lists only the differences are shown.
  const own = Array.isArray(other) ? value.filter((item) => !other.includes(item)) : value;
  const kept = value.length - own.length;
  return html`<ul class="list">
    ${own.map((item) => html`<li>${valueWords(entity, field, item, context)}</li>`)}
    ${kept > 0 ? html`<li class="muted">${context.texts.audit.kept(kept)}</li>` : nothing}
  </ul>`;
};

const changes = ({ entity, before, after }: AuditRecord, context: AuditContext): TemplateResult => {
  const { audit: words } = context.texts;
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  if (fields.length === 0) return html`<p class="muted">${words.noDetails}</p>`;
  const sides: [label: string, side: Record<string, unknown>, other: Record<string, unknown> | null][] = [];
  if (before) sides.push([after ? words.before : words.value, before, after]);
  if (after) sides.push([before ? words.after : words.value, after, before]);
  return html`<table class="table" role="table">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${words.field}</th>
        ${sides.map(([label]) => html`<th role="columnheader" scope="col">${label}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${fields.map(
        (field) => html`<tr role="row">
          <td role="cell" class="wide strong" data-label=${words.field}>${fieldLabel(entity, field, context.texts)}</td>
          ${sides.map(
            ([label, side, other]) =>
              html`<td role="cell" data-label=${label}>${cell(entity, field, side[field], other?.[field], context)}</td>`,
          )}
        </tr>`,
      )}
    </tbody>
  </table>`;
};

/** One change of the trail: who did what in a line, what it changed below, when it is opened. */
export const auditRecord = (record: AuditRecord, context: RecordContext): TemplateResult => {
  const { texts, formats, onOpen, onOnly } = context;
  const { id, at, actor, action, entity, entityName } = record;
  const { audit: words } = texts;
  const did = (words.did[action] ?? words.did['updated'])?.(words.entity[entity] ?? words.entity.other);
  return html`<details
    class="record"
    @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && onOpen()}
  >
    <summary data-id=${id}>
      <span class="turn">${iconChevronRight()}</span>
      <time class="small muted num" datetime=${at}>${formats.time(at)}</time>
      <span><b>${actor?.name ?? words.system}</b> ${did} <b>“${entityName}”</b></span>
    </summary>
    <div class="what">
      ${changes(record, context)}
      ${
        onOnly
          ? html`<button class="btn btn-quiet" @click=${() => onOnly(record)}>${words.onlyThis}</button>`
          : nothing
      }
    </div>
  </details>`;
};
