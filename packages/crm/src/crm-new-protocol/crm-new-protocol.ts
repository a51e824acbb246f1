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
  contactLines,
  contactMethodField,
  emptyState,
  errorSummary,
  FcErrorEvent,
  FormDraft,
  fieldError,
  filesForm,
  flattenTree,
  focusInside,
  form,
  iconInbox,
  isLeaf,
  messageField,
  type ReadController,
  searchLeaves,
  skeletonLines,
  tree,
  UnsavedChangesGuard,
} from '@fale-conosco/ui';
import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CrmElement } from '../shared/crm-element.ts';
import { CrmBackEvent, CrmProtocolOpenEvent } from '../shared/crm-events.ts';
import { providerPickerStyles } from '../shared/provider-picker.styles.ts';
import { ProviderPicker } from '../shared/provider-picker.ts';
import { created } from './created.ts';
import { CrmProtocolCreatedEvent } from './crm-new-protocol.events.ts';
import { styles } from './crm-new-protocol.styles.ts';
import { type FormChoices, readFormChoices } from './form-choices.ts';
import { FIELDS, type Field, inputOf } from './form-input.ts';
import { chosenSubject, subjectTree, visibilityRemark } from './subject-fields.ts';

/**
 * Opens a protocol on behalf of a provider, who called, wrote or came by: says beforehand whether the provider will see it.
 *
 * @fires {CrmProtocolCreatedEvent} crm-protocol-created - it is registered; cancelable: then the form starts over
 * @fires {CrmProtocolOpenEvent} crm-protocol-open - the agent wants to go on with it
 * @fires {CrmBackEvent} crm-back - the agent gave up, or is done
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class CrmNewProtocol extends CrmElement {
  static override properties: PropertyDeclarations = {
    ...CrmElement.properties,
    query: { state: true },
    choosing: { state: true },
    created: { state: true },
  };

  static override styles = [...CrmElement.styles, tree, form, providerPickerStyles, styles];

  declare protected query: string;
  /** The tree is open, with or without a subject chosen before. */
  declare protected choosing: boolean;
  declare protected created: CrmProtocol | undefined;

  readonly #choices: ReadController<FaleConoscoCrm, FormChoices>;
  readonly #draft: FormDraft<NewCrmProtocol, Field>;
  readonly #providers: ProviderPicker;
  readonly #copy = new CopyController(this, this.ui);
  readonly #leaving = new UnsavedChangesGuard(this, this.ui);

  constructor() {
    super();
    this.query = '';
    this.choosing = true;
    const client = (): FaleConoscoCrm | undefined => this.api;
    this.#choices = readFormChoices(this, { client, onError: (error) => this.#report(error) });
    const attachments = new AttachmentsController(this, {
      client,
      limits: () => this.#choices.value?.session.limits,
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
    const { value: choices, error } = this.#choices;
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

  #renderForm(api: FaleConoscoCrm, choices: FormChoices): TemplateResult {
    const { texts } = this;
    if (choices.tree.length === 0 || choices.contactMethods.length === 0) return this.#renderNothing(choices);
    const { t } = this.ui;
    const { busy, state } = this.#draft;
    const chosen = this.#chosen(choices);
    const fields = { ui: this.ui, draft: this.#draft, errorOf: (field: Field) => this.#errorOf(field) };
    const summary = errorSummary(this.#draft, {
      ui: this.ui,
      fields: FIELDS,
      errorOf: fields.errorOf,
      onGoTo: (field) => void this.#goTo(field),
      texts: texts.newProtocol,
    });
    const content = html`${summary}
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
          ${contactMethodField(fields, choices.contactMethods)}
        </div>
        <div class="columns">${contactLines(fields, { autofill: false })}</div>
      </fieldset>
      <fieldset class="stack">
        <legend id="step" tabindex="-1">${texts.newProtocol.subject}</legend>
        ${this.#renderSubject(choices, chosen)}
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
      ${visibilityRemark(chosen, this.#method(choices), texts)}
      <div class="actions">
        <button class="btn btn-primary" type="submit" aria-busy=${busy}>
          ${busy ? (state === 'waiting' ? t.common.waitingForUploads : texts.common.saving) : t.common.save}
        </button>
        <button class="btn" type="button" @click=${() => void this.#cancel()}>${t.common.cancel}</button>
      </div>`;
    return html`${filesForm(this.#draft, { content, onSubmit: () => void this.#save(api, choices) })}
      ${this.#leaving.template()}`;
  }

  /** Why no protocol can be opened: the agent reaches no classification, or the settings have none. */
  #renderNothing({ session, tree: nodes, hasClassifications }: FormChoices): TemplateResult {
    const { inbox, newProtocol: words } = this.texts;
    if (nodes.length > 0 || !hasClassifications)
      return emptyState(iconInbox(), { title: words.unavailableTitle, text: words.unavailableText });
    return session.agent?.groups.length === 0
      ? emptyState(iconInbox(), { title: inbox.noGroupsTitle, text: inbox.noGroupsText })
      : emptyState(iconInbox(), { title: words.noneOpenableTitle, text: words.noneOpenableText });
  }

  #renderSubject(
    { tree: nodes }: FormChoices,
    chosen: ClassificationNode<CrmClassification> | undefined,
  ): TemplateResult {
    const options = {
      ui: this.ui,
      texts: this.texts,
      chosen,
      error: this.#errorOf('classificationId'),
    };
    if (chosen && !this.choosing) return chosenSubject(chosen, options, () => void this.#change());
    return subjectTree(options, {
      tree: nodes,
      query: this.query,
      onSearch: (text) => this.#search(nodes, text),
      onChoose: (node) => void this.#choose(node),
    });
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

  #chosen({ tree: nodes }: FormChoices): ClassificationNode<CrmClassification> | undefined {
    const { classificationId } = this.#draft.values;
    return flattenTree(nodes).find((node) => node.classification.id === classificationId && isLeaf(node));
  }

  #method({ contactMethods }: FormChoices): CrmContactMethod | undefined {
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

  async #save(api: FaleConoscoCrm, choices: FormChoices): Promise<void> {
    if (this.#draft.busy) return;
    const filledIn = this.#input();
    const checked = parseInput(newCrmProtocolSchema, filledIn);
    const issues: RefusedField[] = checked.success ? [] : checked.issues;
    const required = this.#chosen(choices)?.classification.attachmentRequired;
    if (required && this.#draft.attachments.items.length === 0)
      issues.push({ path: 'attachmentIds', code: 'attachment_required' });
    if (this.#draft.refuse(issues)) {
      this.#draft.move('idle');
      await focusInside(this, '#summary');
      return;
    }
    // What the form cannot show as an error of a field is for the SDK to say.
    const input = checked.success ? checked.data : filledIn;
    const done = await this.#draft.submit(
      // Files are whole by now that were not when it was checked.
      () => ({ ...input, attachmentIds: this.#draft.attachments.ids }),
      (sent, options) => api.protocols.create(sent, options),
    );
    if (!done) {
      const { error } = this.#draft;
      this.#draft.refuse(this.#draft.issues);
      if (error) this.#report(error);
      await focusInside(this, '#summary');
      return;
    }
    if (input.message !== done.sent.message) this.#draft.notSent = input.message;
    this.#draft.attachments.reset();
    this.created = done.result;
    if (!this.dispatchEvent(new CrmProtocolCreatedEvent({ protocol: done.result }))) return this.#reset();
    await focusInside(this, '#title');
  }

  #input(): NewCrmProtocol {
    return inputOf(this.#draft.values, this.#draft.attachments.ids);
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
    this.dispatchEvent(new FcErrorEvent({ error }));
  }
}
