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
import { checkOf } from '../shared/register/entry-draft.ts';
import {
  type Column,
  type RegisterContent,
  RegisterElement,
  type RegisterWords,
} from '../shared/register/register-element.ts';
import { styles } from './crm-webhooks.styles.ts';

const BLANK: NewWebhook = { url: '', events: [...WEBHOOK_EVENTS], active: true };

/**
 * The register of webhooks: the operator's other systems that are told of what happens. The secret that signs what a new one gets
 * is shown once.
 *
 * @fires {ErrorEvent} fc-error - something failed and was shown
 */
export class CrmWebhooks extends RegisterElement<Webhook, NewWebhook> {
  static override properties: PropertyDeclarations = {
    ...RegisterElement.properties,
    created: { state: true },
  };

  static override styles = [...RegisterElement.styles, styles];

  /** Just made: its secret is on the screen, and nowhere else. */
  declare protected created: CreatedWebhook | undefined;
  readonly #copy = new CopyController(this, this.ui);

  constructor() {
    const register = (): FaleConoscoCrm['webhooks'] => this.requireApi().webhooks;
    super(
      {
        inputOf: ({ url, events, active }) => ({ url, events: events as NewWebhook['events'], active }),
        check: checkOf(newWebhookSchema),
        retrieve: (id) => register().retrieve(id),
        create: async (input, options) => {
          this.created = await register().create(input, options);
          return this.created;
        },
        update: (id, changes, options) => register().update(id, changes, options),
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
  ): Promise<RegisterContent<Webhook>> {
    return { items: await client.webhooks.list({ signal }) };
  }

  protected override deleteEntry({ id, version }: Webhook): Promise<void> {
    return this.requireApi().webhooks.delete(id, { version });
  }

  protected override deleteText(): string {
    return this.c.notifications.webhooks.deleteText;
  }

  protected override get words(): RegisterWords {
    return this.c.notifications.webhooks.words;
  }

  protected override get labels(): Record<keyof NewWebhook, string> {
    return this.c.notifications.webhooks.fields;
  }

  protected override nameOf({ url }: Webhook): string {
    return url;
  }

  protected override blank(): NewWebhook {
    return BLANK;
  }

  protected override wordsOf(field: keyof NewWebhook, value: unknown): string {
    if (field === 'events') return this.#eventWords(value as readonly string[]);
    return field === 'active' ? this.situation(value === true) : super.wordsOf(field, value);
  }

  protected override issueText(issue: RefusedField, label: string): string {
    const own = issue.path === 'url' ? this.c.notifications.webhooks.urlIssue[issue.code] : undefined;
    return own ?? super.issueText(issue, label);
  }

  protected override columns(): Column<Webhook>[] {
    const { fields } = this.c.notifications.webhooks;
    return [
      { label: fields.url, cell: ({ url }) => url },
      { label: fields.events, cell: ({ events }) => this.#eventWords(events) },
    ];
  }

  protected override renderContent(): TemplateResult {
    return this.created ? this.#renderSecret(this.created) : super.renderContent();
  }

  protected override renderFields(): TemplateResult {
    const { c } = this;
    const words = c.notifications.webhooks;
    return html`${this.lineField('url', { type: 'url', hint: words.urlHint })}
      ${this.manyField(
        'events',
        WEBHOOK_EVENTS.map((event) => [event, this.#eventWords([event])]),
        { hint: words.eventsHint },
      )}
      ${this.yesNoField('active', { words: [c.common.active, c.common.inactive], hint: words.activeHint })}`;
  }

  #renderSecret({ id, url, secret }: CreatedWebhook): TemplateResult {
    const words = this.c.notifications.webhooks;
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
    return events.map((event) => this.c.notifications.topic[event] ?? event).join(', ');
  }

  /** Back to the list, at the row of the new one. */
  async #keep(id: string): Promise<void> {
    this.created = undefined;
    await focusInside(this, `[data-id="${id}"]`);
  }
}
