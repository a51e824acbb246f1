import {
  type CrmClassification,
  type CrmContactMethod,
  type CrmProtocol,
  isBlank,
  type NewCrmProtocol,
  newCrmProtocolSchema,
  parseInput,
} from '@fale-conosco/contract';
import type { RefusedField } from '@fale-conosco/sdk';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  AttachmentsController,
  attachmentsField,
  type ClassificationNode,
  CopyController,
  classificationStep,
  ErrorEvent,
  emptyState,
  FormDraft,
  fieldError,
  filesForm,
  flattenTree,
  focusInside,
  iconInbox,
  isLeaf,
  LeaveGuard,
  messageField,
  notice,
  searchLeaves,
  sendFailure,
  skeletonLines,
  tree,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CrmElement } from '../shared/crm-element.ts';
import { CrmBackEvent, CrmProtocolOpenEvent } from '../shared/crm-events.ts';
import { iconEye, iconEyeOff } from '../shared/icons.ts';
import { providerPickerStyles } from '../shared/provider-picker.styles.ts';
import { ProviderPicker } from '../shared/provider-picker.ts';
import { type Choices, ChoicesController } from './choices-controller.ts';
import { created } from './created.ts';
import { CrmProtocolCreatedEvent } from './crm-new-protocol.events.ts';
import { styles } from './crm-new-protocol.styles.ts';

/** In the order of the form. */
const FIELDS = [
  'providerId',
  'contactMethodId',
  'contactPerson',
  'contactPhone',
  'contactEmail',
  'classificationId',
  'message',
  'attachmentIds',
] as const;
type Field = (typeof FIELDS)[number];

/** What is typed into one line. */
const LINES = [
  ['contactPerson', 'text'],
  ['contactPhone', 'tel'],
  ['contactEmail', 'email'],
] as const;

/**
 * Opens a protocol on behalf of a provider, who called, wrote or came by: says beforehand whether the provider will see it.
 *
 * @fires {CrmProtocolCreatedEvent} crm-protocol-created - it is registered; cancelable: then the form starts over
 * @fires {CrmProtocolOpenEvent} crm-protocol-open - the agent wants to go on with it
 * @fires {CrmBackEvent} crm-back - the agent gave up, or is done
 * @fires {ErrorEvent} fc-error - something failed and was shown
 */
export class CrmNewProtocol extends CrmElement {
  static override properties: PropertyDeclarations = {
    ...CrmElement.properties,
    query: { state: true },
    choosing: { state: true },
    created: { state: true },
  };

  static override styles = [...CrmElement.styles, tree, providerPickerStyles, styles];

  declare protected query: string;
  /** The tree is open, with or without a subject chosen before. */
  declare protected choosing: boolean;
  declare protected created: CrmProtocol | undefined;

  readonly #choices: ChoicesController;
  readonly #draft: FormDraft<NewCrmProtocol, Field>;
  readonly #providers: ProviderPicker;
  readonly #copy = new CopyController(this, this.ui);
  readonly #leaving = new LeaveGuard(this, this.ui);

  constructor() {
    super();
    this.query = '';
    this.choosing = true;
    const client = (): FaleConoscoCrm | undefined => this.api;
    this.#choices = new ChoicesController(this, { client, onError: (error) => this.#report(error) });
    const attachments = new AttachmentsController(this, {
      client,
      limits: () => this.#choices.choices?.session.limits,
      ui: this.ui,
    });
    this.#draft = new FormDraft<NewCrmProtocol, Field>(this, attachments, FIELDS);
    this.#providers = new ProviderPicker(this, {
      client,
      ui: this.ui,
      texts: () => this.texts,
      onPick: (provider) => this.#draft.set('providerId', provider?.id ?? ''),
    });
  }

  /** Something was typed or attached that has not been sent. */
  get dirty(): boolean {
    return !this.created && (this.#draft.touched || this.#draft.attachments.items.length > 0);
  }

  /**
   * Asks, where something would be lost, whether to give it up.
   *
   * @returns whether the form may be left
   */
  async confirmLeaving(): Promise<boolean> {
    return !this.dirty || this.#leaving.ask();
  }

  protected override renderContent(api: FaleConoscoCrm): TemplateResult {
    return html`<section class="page" aria-labelledby="title">${this.#renderStage(api)}</section>`;
  }

  #renderStage(api: FaleConoscoCrm): TemplateResult {
    const { texts, created: protocol } = this;
    if (protocol) {
      return created({
        ...{ ui: this.ui, texts, copy: this.#copy, protocol, notSent: this.#draft.notSent },
        onOpen: () => this.dispatchEvent(new CrmProtocolOpenEvent({ number: protocol.number })),
        onList: () => this.dispatchEvent(new CrmBackEvent()),
        onAnother: () => void this.#another(),
      });
    }
    const { choices, error } = this.#choices;
    return html`<div>
        <h2 class="title" id="title" tabindex="-1">${texts.newProtocol.title}</h2>
        <p class="muted">${texts.newProtocol.intro}</p>
      </div>
      ${choices ? this.#renderForm(api, choices) : this.#renderWaiting(error)}`;
  }

  #renderWaiting(error: unknown): TemplateResult {
    const { t } = this.ui;
    if (!error) return html`<div aria-busy="true">${skeletonLines(8, t)}</div>`;
    return this.failure(error, {
      title: this.contactTexts.form.loadFailedTitle,
      actions: html`<button class="btn" data-focus-home @click=${() => this.#choices.load()}>${t.common.retry}</button>`,
    });
  }

  #renderForm(api: FaleConoscoCrm, choices: Choices): TemplateResult {
    const { texts } = this;
    const { t } = this.ui;
    if (choices.tree.length === 0 || choices.contactMethods.length === 0) {
      return emptyState(iconInbox(), {
        title: texts.newProtocol.unavailableTitle,
        text: texts.newProtocol.unavailableText,
      });
    }
    const { busy, state } = this.#draft;
    const chosen = this.#chosen(choices);
    const content = html`${this.#renderSummary()}
      <p class="small muted">${this.contactTexts.form.requiredHint}</p>
      <fieldset class="stack">
        <legend>${texts.newProtocol.who}</legend>
        <div class="columns">
          ${this.#providers.template({
            id: 'providerId',
            label: texts.common.provider,
            invalid: Boolean(this.#errorOf('providerId')),
            error: fieldError('providerId-error', this.#errorOf('providerId')),
          })}
          ${this.#renderContactMethod(choices)}
        </div>
        <div class="columns">${LINES.map(([name, type]) => this.#renderLine(name, type))}</div>
      </fieldset>
      <fieldset class="stack">
        <legend id="step" tabindex="-1">${texts.newProtocol.subject}</legend>
        ${chosen && !this.choosing ? this.#renderChosen(chosen) : this.#renderTree(choices, chosen)}
      </fieldset>
      <fieldset class="stack">
        <legend>${texts.newProtocol.content}</legend>
        ${messageField(this.ui, {
          label: t.fields.message,
          value: this.#draft.values.message ?? '',
          max: choices.session.limits.messageMaxCodePoints,
          error: this.#errorOf('message'),
          hint: chosen?.classification.helpText ?? undefined,
          readonly: busy,
          onInput: (value) => this.#draft.set('message', value),
        })}
        ${attachmentsField(this.#draft.attachments, this.ui, {
          required: chosen?.classification.attachmentRequired ?? false,
          error: this.#errorOf('attachmentIds'),
        })}
      </fieldset>
      ${this.#renderVisibility(choices, chosen)}
      <div class="actions">
        <button class="btn btn-primary" type="submit" aria-busy=${busy}>
          ${busy ? (state === 'waiting' ? t.common.waitingForUploads : texts.common.saving) : t.common.save}
        </button>
        <button class="btn" type="button" @click=${() => void this.#cancel()}>${t.common.cancel}</button>
      </div>`;
    return html`${filesForm(this.#draft, { content, onSubmit: () => void this.#save(api, choices) })}
      ${this.#leaving.template()}`;
  }

  #renderContactMethod({ contactMethods }: Choices): TemplateResult {
    const { t } = this.ui;
    const error = this.#errorOf('contactMethodId');
    const { contactMethodId } = this.#draft.values;
    return html`<div class="field">
      <label class="label" for="contactMethodId">${t.fields.contactMethod}</label>
      <select
        class="input"
        id="contactMethodId"
        required
        aria-describedby="contactMethodId-error"
        aria-invalid=${error ? 'true' : 'false'}
        @change=${(event: Event) => this.#draft.set('contactMethodId', (event.target as HTMLSelectElement).value)}
      >
        <option value="" ?selected=${!contactMethodId}>${this.contactTexts.form.chooseContactMethod}</option>
        ${contactMethods.map(
          ({ id, description }) =>
            html`<option value=${id} ?selected=${id === contactMethodId}>${description}</option>`,
        )}
      </select>
      ${fieldError('contactMethodId-error', error)}
    </div>`;
  }

  #renderLine(name: (typeof LINES)[number][0], type: 'text' | 'tel' | 'email'): TemplateResult {
    const error = this.#errorOf(name);
    // Somebody else's data: the agent's own must not be filled in.
    return html`<div class="field">
      <label class="label" for=${name}>${this.ui.t.fields[name]}</label>
      <input
        class="input"
        id=${name}
        type=${type}
        autocomplete="off"
        required
        aria-describedby="${name}-error"
        aria-invalid=${error ? 'true' : 'false'}
        ?readonly=${this.#draft.busy}
        .value=${this.#draft.values[name] ?? ''}
        @input=${(event: Event) => this.#draft.set(name, (event.target as HTMLInputElement).value)}
      />
      ${fieldError(`${name}-error`, error)}
    </div>`;
  }

  #renderTree(
    { tree: nodes }: Choices,
    chosen: ClassificationNode<CrmClassification> | undefined,
  ): TemplateResult {
    const { query } = this;
    return html`<p class="small muted">${this.texts.newProtocol.chooseHint}</p>
      ${classificationStep({
        ui: this.ui,
        tree: nodes,
        query,
        chosen,
        found: isBlank(query) ? undefined : searchLeaves(nodes, query),
        onSearch: (text) => this.#search(nodes, text),
        onChoose: (node) => void this.#choose(node),
      })}
      ${fieldError('classificationId-error', this.#errorOf('classificationId'))}`;
  }

  #renderChosen({ path, classification }: ClassificationNode<CrmClassification>): TemplateResult {
    const { texts } = this;
    const { deadlineBusinessDays, attachmentRequired, group } = classification;
    return html`<div class="card card-sunken cluster spread nowrap chosen">
      <div class="grow">
        <p class="strong">${path.join(' › ')}</p>
        ${group ? html`<p class="small muted">${texts.newProtocol.answeredBy(group.name)}</p>` : nothing}
        ${deadlineBusinessDays ? html`<p class="small muted">${this.contactTexts.form.deadline(deadlineBusinessDays)}</p>` : nothing}
        ${attachmentRequired ? html`<p class="small muted">${this.contactTexts.form.attachmentRequired}</p>` : nothing}
        ${fieldError('classificationId-error', this.#errorOf('classificationId'))}
      </div>
      <button
        class="btn"
        type="button"
        id="change"
        aria-label=${this.contactTexts.form.changeClassification}
        @click=${() => void this.#change()}
      >
        ${this.contactTexts.form.change}
      </button>
    </div>`;
  }

  /** Gates A and B, before they take effect. */
  #renderVisibility(
    choices: Choices,
    chosen: ClassificationNode<CrmClassification> | undefined,
  ): TemplateResult {
    const words = this.texts.newProtocol;
    const method = this.#method(choices);
    if (!chosen || !method) return html`<p class="visibility muted">${words.visibilityLater}</p>`;
    const reasons = [
      ...(chosen.classification.shownToProviders ? [] : [words.hiddenByClassification]),
      ...(method.faleConosco ? [] : [words.hiddenByMethod(method.description)]),
    ];
    return reasons.length === 0
      ? html`<p class="visibility">${iconEye()}<span>${words.visible}</span></p>`
      : html`<p class="visibility">
          ${iconEyeOff()}<span><span class="strong">${words.hidden}</span> ${reasons.join(' ')}</span>
        </p>`;
  }

  #renderSummary(): TemplateResult | typeof nothing {
    const words = this.texts.newProtocol;
    const { t } = this.ui;
    const { errors, state, outcomeUnknown, attachments } = this.#draft;
    const fields = FIELDS.filter((name) => errors[name]);
    if (fields.length > 0) {
      return html`<div id="summary" tabindex="-1" role="group" aria-labelledby="summary-title">
        ${notice('error', {
          title: html`<span id="summary-title">${t.errors.summaryTitle(fields.length)}</span>`,
          text: html`<span class="summary"
            >${fields.map(
              (name) =>
                html`<button class="link" type="button" @click=${() => void this.#goTo(name)}>
                  ${this.#errorOf(name)}
                </button>`,
            )}</span
          >`,
        })}
      </div>`;
    }
    // What was wrong with the files goes away with the files' trouble, not with the next try.
    if (state !== 'failed' && (state !== 'blocked' || attachments.problems.length === 0)) return nothing;
    return html`<div id="summary" tabindex="-1">
      ${sendFailure(this.#draft, this.ui, outcomeUnknown ? words.unknownTitle : words.failedTitle, words.unknownText)}
    </div>`;
  }

  #label(field: Field): string {
    const { t } = this.ui;
    if (field === 'providerId') return this.texts.common.provider;
    if (field === 'classificationId') return this.contactTexts.form.classification;
    if (field === 'attachmentIds') return this.contactTexts.attachments.label;
    return field === 'contactMethodId' ? t.fields.contactMethod : t.fields[field];
  }

  #errorOf(field: Field): string | undefined {
    const issue = this.#draft.errors[field];
    return issue && this.issueText(issue, this.#label(field));
  }

  #chosen({ tree: nodes }: Choices): ClassificationNode<CrmClassification> | undefined {
    const { classificationId } = this.#draft.values;
    return flattenTree(nodes).find((node) => node.classification.id === classificationId && isLeaf(node));
  }

  #method({ contactMethods }: Choices): CrmContactMethod | undefined {
    return contactMethods.find(({ id }) => id === this.#draft.values.contactMethodId);
  }

  #search(nodes: readonly ClassificationNode<CrmClassification>[], text: string): void {
    this.query = text;
    if (!isBlank(text)) this.ui.announce(this.contactTexts.form.matches(searchLeaves(nodes, text).length));
  }

  async #choose({ classification }: ClassificationNode<CrmClassification>): Promise<void> {
    this.#draft.set('classificationId', classification.id);
    this.#draft.useDefaultText(classification.defaultText ?? '');
    this.choosing = false;
    this.query = '';
    await focusInside(this, '#message');
  }

  async #change(): Promise<void> {
    if (this.#draft.busy) return;
    this.choosing = true;
    await focusInside(this, '[type=search]');
  }

  async #goTo(field: Field): Promise<void> {
    if (field === 'classificationId') await focusInside(this, '#change, [type=search]');
    else await focusInside(this, field === 'attachmentIds' ? '#attachments' : `#${field}`);
  }

  async #save(api: FaleConoscoCrm, choices: Choices): Promise<void> {
    if (this.#draft.busy) return;
    const checked = parseInput(newCrmProtocolSchema, this.#input());
    const issues: RefusedField[] = checked.success ? [] : checked.issues;
    const required = this.#chosen(choices)?.classification.attachmentRequired;
    if (required && this.#draft.attachments.items.length === 0)
      issues.push({ path: 'attachmentIds', code: 'attachment_required' });
    if (this.#draft.refuse(issues)) {
      this.#draft.move('idle');
      await focusInside(this, '#summary');
      return;
    }
    const done = await this.#draft.submit(
      () => this.#input(),
      (input, options) => api.protocols.create(input, options),
    );
    if (!done) {
      const { error } = this.#draft;
      this.#draft.refuse(this.#draft.issues);
      if (error) this.#report(error);
      await focusInside(this, '#summary');
      return;
    }
    const { message = '' } = this.#draft.values;
    if (message !== done.sent.message) this.#draft.notSent = message;
    this.#draft.attachments.reset();
    this.created = done.result;
    if (!this.dispatchEvent(new CrmProtocolCreatedEvent({ protocol: done.result }))) return this.#reset();
    await focusInside(this, '#title');
  }

  #input(): NewCrmProtocol {
    const { values, attachments } = this.#draft;
    return {
      providerId: values.providerId ?? '',
      classificationId: values.classificationId ?? '',
      contactMethodId: values.contactMethodId ?? '',
      contactPerson: values.contactPerson ?? '',
      contactPhone: values.contactPhone ?? '',
      contactEmail: values.contactEmail ?? '',
      message: values.message ?? '',
      attachmentIds: attachments.ids,
    };
  }

  #reset(): void {
    this.created = undefined;
    this.#providers.reset();
    this.#draft.reset();
    this.choosing = true;
    this.query = '';
  }

  async #another(): Promise<void> {
    this.#reset();
    await focusInside(this, '#providerId');
  }

  async #cancel(): Promise<void> {
    if (this.#draft.busy || !(await this.confirmLeaving())) return;
    this.#reset();
    this.dispatchEvent(new CrmBackEvent());
  }

  #report(error: unknown): void {
    this.dispatchEvent(new ErrorEvent({ error }));
  }
}
