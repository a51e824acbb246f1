import {
  AUDITED_ENTITIES,
  type AuditedEntity,
  type AuditListQuery,
  type AuditRecord,
} from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  emptyState,
  FcErrorEvent,
  focusInside,
  iconInbox,
  ReadController,
  skeletonLines,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { CrmElement } from '../shared/crm-element.ts';
import { PagesController } from '../shared/pages-controller.ts';
import { pagesEnd } from '../shared/pages-end.ts';
import { auditRecord, type RecordContext } from './audit-record.ts';
import { styles } from './crm-audit.styles.ts';

/** Filters of the trail: a kind of entity, or one entity. */
type Filters = Pick<AuditListQuery, 'entity' | 'entityId'>;

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/**
 * The audit trail (CRM > Cadastros > Acompanhamento > Auditoria): who changed which setting and when, newest first, with
 * each field before and after.
 *
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class CrmAudit extends CrmElement {
  static override properties: PropertyDeclarations = {
    ...CrmElement.properties,
    only: { state: true },
  };

  static override styles = [...CrmElement.styles, styles];

  /** Name of the entry to which the trail is narrowed. */
  declare protected only: string | undefined;

  readonly #trail: PagesController<AuditRecord, Filters>;
  /** The names of entities, for records that refer to them by id; read when the first record is opened. */
  readonly #names: ReadController<FaleConoscoCrm, ReadonlyMap<string, string>>;

  constructor() {
    super();
    this.#trail = new PagesController<AuditRecord, Filters>(
      this,
      {
        client: () => this.api,
        read: (client, query, options) => client.audit.list(query, options),
        onError: (error) => this.dispatchEvent(new FcErrorEvent({ error })),
      },
      {},
    );
    this.#names = new ReadController<FaleConoscoCrm, ReadonlyMap<string, string>>(this, {
      client: () => this.api,
      lazy: true,
      read: (client, signal) => readNames(client, signal),
    });
  }

  protected override renderContent(): TemplateResult {
    const { audit: words } = this.texts;
    return html`<section class="page" aria-labelledby="title">
      <div>
        <h2 class="title" id="title" tabindex="-1">${words.title}</h2>
        <p class="muted">${words.intro}</p>
      </div>
      ${this.#renderTools()}
      <div class="stack">${this.#renderResults()}</div>
    </section>`;
  }

  #renderTools(): TemplateResult {
    const { audit: words } = this.texts;
    const { entity } = this.#trail.filters;
    return html`<div class="tools spread">
        <div class="field">
          <label class="label" for="entity">${words.entityLabel}</label>
          <select
            class="input"
            id="entity"
            @change=${(event: Event) => this.#filter((event.target as HTMLSelectElement).value)}
          >
            <option value="" .selected=${!entity}>${words.all}</option>
            ${AUDITED_ENTITIES.map(
              (known) =>
                html`<option value=${known} .selected=${known === entity}>${words.entities[known] ?? known}</option>`,
            )}
          </select>
        </div>
        <button class="btn" data-focus-home @click=${() => void this.#trail.load()}>${words.refresh}</button>
      </div>
      ${
        this.only === undefined
          ? nothing
          : html`<div class="only" id="only" tabindex="-1">
              <span class="strong">${words.onlyOf(this.only)}</span>
              <button class="btn btn-quiet" @click=${() => void this.#showAll()}>${words.showAll}</button>
            </div>`
      }`;
  }

  #renderResults(): TemplateResult {
    const { audit: words } = this.texts;
    const { t } = this.ui;
    const trail = this.#trail;
    if (trail.loading) return html`<div aria-busy="true">${skeletonLines(9, t)}</div>`;
    if (trail.error) {
      return this.failure(trail.error, {
        title: words.failedTitle,
        actions: html`<button class="btn" @click=${() => void trail.load()}>${t.common.retry}</button>`,
      });
    }
    if (trail.items.length === 0)
      return emptyState(iconInbox(), { title: words.emptyTitle, text: words.emptyText });
    return html`${this.#renderDays()}${this.#renderEnd()}`;
  }

  #renderDays(): TemplateResult {
    const { formats } = this.ui;
    const days = new Map<string, AuditRecord[]>();
    for (const record of this.#trail.items) {
      const day = formats.dayKey(record.at);
      days.set(day, [...(days.get(day) ?? []), record]);
    }
    const context: RecordContext = {
      ...{ texts: this.texts, formats },
      names: this.#names.loading ? undefined : (this.#names.value ?? NO_NAMES),
      onOpen: () => this.#names.ensureLoaded(),
      onOnly: this.only === undefined ? (record) => void this.#showOnly(record) : undefined,
    };
    return html`${repeat(
      days,
      ([day]) => day,
      ([day, records]) => html`<section aria-labelledby="day-${day}">
        <h3 class="day" id="day-${day}">${formats.day(records[0]?.at ?? day)}</h3>
        ${repeat(
          records,
          ({ id }) => id,
          (record) => auditRecord(record, context),
        )}
      </section>`,
    )}`;
  }

  #renderEnd(): TemplateResult {
    return pagesEnd(this.#trail, {
      ...{ host: this, ui: this.ui, words: this.texts.audit },
      failure: (error, parts) => this.failure(error, parts),
    });
  }

  #filter(value: string): void {
    const entity = AUDITED_ENTITIES.find((known) => known === value);
    this.only = undefined;
    this.#trail.filter(entity ? { entity } : {});
  }

  async #showOnly({ entity, entityId, entityName }: AuditRecord): Promise<void> {
    this.only = entityName;
    this.#trail.filter({ entity: entity as AuditedEntity, entityId });
    await focusInside(this, '#only');
  }

  async #showAll(): Promise<void> {
    this.only = undefined;
    this.#trail.filter({});
    await focusInside(this, '#entity');
  }
}

/** The names of the entries that records refer to. */
const readNames = async (
  client: FaleConoscoCrm,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> => {
  const lists = await Promise.all([
    client.classifications.list({ signal }),
    client.groups.list({ signal }),
    client.agents.list({ signal }),
  ]);
  return new Map(lists.flatMap((entries) => entries.map(({ id, name }) => [id, name] as const)));
};
