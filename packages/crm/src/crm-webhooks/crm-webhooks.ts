import {
  type CreatedWebhook,
  type NewWebhook,
  newWebhookSchema,
  WEBHOOK_EVENTS,
  type Webhook,
} from '@fale-conosco/contract';
import type { RefusedField } from '@fale-conosco/sdk';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { CopyController, focusInside, notice } from '@fale-conosco/ui';
import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { checkOf } from '../shared/settings/entity-draft.ts';
import {
  type Column,
  type EntityListContent,
  EntityListElement,
  type EntityListTexts,
} from '../shared/settings/entity-list-element.ts';
import { styles } from './crm-webhooks.styles.ts';

const BLANK: NewWebhook = { url: '', events: [...WEBHOOK_EVENTS], active: true };

/**
 * The settings screen of webhooks: the operator's other systems that are notified of events. The secret that signs what a new one gets
 * is shown once.
 *
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class CrmWebhooks extends EntityListElement<Webhook, NewWebhook> {
  static override properties: PropertyDeclarations = {
    ...EntityListElement.properties,
    created: { state: true },
  };

  static override styles = [...EntityListElement.styles, styles];

  /** The webhook that was just created; its secret is kept only while it is on the screen. */
  declare protected created: CreatedWebhook | undefined;
  readonly #copy = new CopyController(this, this.ui);

  constructor() {
    const resource = (): FaleConoscoCrm['webhooks'] => this.requireApi().webhooks;
    super(
      {
        inputOf: ({ url, events, active }) => ({ url, events: events as NewWebhook['events'], active }),
        check: checkOf(newWebhookSchema),
        retrieve: (id) => resource().retrieve(id),
        create: async (input, options) => {
          this.created = await resource().create(input, options);
          // The list does not keep the secret.
          const { secret: _secret, ...webhook } = this.created;
          return webhook;
        },
        update: (id, changes, options) => resource().update(id, changes, options),
      },
      BLANK,
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.created = undefined;
  }

  protected override async read(
    client: FaleConoscoCrm,
    signal?: AbortSignal,
  ): Promise<EntityListContent<Webhook>> {
    return { items: await client.webhooks.list({ signal }) };
  }

  protected override deleteEntry({ id, version }: Webhook): Promise<void> {
    return this.requireApi().webhooks.delete(id, { version });
  }

  protected override deleteText(): string {
    return this.texts.notifications.webhooks.deleteText;
  }

  protected override get listTexts(): EntityListTexts {
    return this.texts.notifications.webhooks.list;
  }

  protected override get labels(): Record<keyof NewWebhook, string> {
    return this.texts.notifications.webhooks.fields;
  }

  protected override nameOf({ url }: Webhook): string {
    return url;
  }

  protected override blank(): NewWebhook {
    return BLANK;
  }

  protected override valueText(field: keyof NewWebhook, value: unknown): string {
    if (field === 'events') return this.#eventWords(value as readonly string[]);
    return field === 'active' ? this.situation(value === true) : super.valueText(field, value);
  }

  protected override issueText(issue: RefusedField, label: string): string {
    const own = issue.path === 'url' ? this.texts.notifications.webhooks.urlIssue[issue.code] : undefined;
    return own ?? super.issueText(issue, label);
  }

  protected override columns(): Column<Webhook>[] {
    const { fields } = this.texts.notifications.webhooks;
    return [
      { label: fields.url, cell: ({ url }) => url },
      { label: fields.events, cell: ({ events }) => this.#eventWords(events) },
    ];
  }

  protected override renderContent(): TemplateResult {
    return this.created ? this.#renderSecret(this.created) : super.renderContent();
  }

  protected override renderFields(): TemplateResult {
    const { texts } = this;
    const words = texts.notifications.webhooks;
    return html`${this.fields.line('url', { type: 'url', hint: words.urlHint })}
      ${this.fields.multiSelect(
        'events',
        WEBHOOK_EVENTS.map((event) => [event, this.#eventWords([event])]),
        { hint: words.eventsHint },
      )}
      ${this.fields.yesNo('active', { words: [texts.common.active, texts.common.inactive], hint: words.activeHint })}`;
  }

  #renderSecret({ id, url, secret }: CreatedWebhook): TemplateResult {
    const words = this.texts.notifications.webhooks;
    return html`<section class="page created" aria-labelledby="title">
      <div>
        <h2 class="title" id="title" tabindex="-1">${words.createdTitle}</h2>
        <p class="muted address">${url}</p>
      </div>
      ${notice('warning', { text: words.createdText })}
      <div class="field">
        <span class="label" id="secret-label">${words.secret}</span>
        <div class="cluster">
          <code class="secret" aria-labelledby="secret-label" role="group">${secret}</code>
          ${this.#copy.button(secret, { label: words.copySecret, done: words.secretCopied })}
        </div>
      </div>
      <div>
        <h3 class="subtitle">${words.verifyTitle}</h3>
        <p class="plain">${words.verify}</p>
      </div>
      <div class="actions">
        <button class="btn btn-primary" @click=${() => void this.#keep(id)}>${words.done}</button>
      </div>
    </section>`;
  }

  #eventWords(events: readonly string[]): string {
    return events.map((event) => this.texts.notifications.topic[event] ?? event).join(', ');
  }

  /** Back to the list, at the row of the new one. */
  async #keep(id: string): Promise<void> {
    this.created = undefined;
    await focusInside(this, `[data-id="${id}"]`);
  }
}
