import {
  formatProtocolNumber,
  isBlank,
  type NewProtocol,
  newProtocolSchema,
  type Protocol,
  parseInput,
} from '@fale-conosco/contract';
import type { FaleConosco, RefusedField } from '@fale-conosco/sdk';
import {
  AttachmentsController,
  attachmentsField,
  type ClassificationNode,
  CopyController,
  classificationStep,
  contactLines,
  contactMethodField,
  ErrorEvent,
  emptyState,
  errorSummary,
  FormDraft,
  fieldError,
  fieldIssueText,
  filesForm,
  flattenTree,
  focusInside,
  form,
  iconInbox,
  LeaveGuard,
  loadFailure,
  messageField,
  searchLeaves,
  skeletonLines,
  tree,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ProtocolOpenEvent } from '../fale-conosco-list/fale-conosco-list.events.ts';
import { BackEvent } from '../shared/back-event.ts';
import { ContactElement } from '../shared/contact-element.ts';
import { confirmation } from './confirmation.ts';
import { type ContactFormData, FormDataController } from './form-data-controller.ts';
import { CancelEvent, ProtocolCreatedEvent } from './new-contact-form.events.ts';
import { styles } from './new-contact-form.styles.ts';

/** In the order of the form. */
const DRAFT_FIELDS = [
  'classificationId',
  'contactPerson',
  'contactPhone',
  'contactEmail',
  'contactMethodId',
  'message',
  'attachmentIds',
] as const;
/** A field of the form, as the contract names it. */
type DraftField = (typeof DRAFT_FIELDS)[number];

/** The control that a link of the error summary leads to, where it is not called like its field. */
const CONTROL_ID: Partial<Record<DraftField, string>> = {
  classificationId: 'change',
  attachmentIds: 'attachments',
};

/**
 * Opens a protocol: first the subject (`Selecionar classificação do atendimento`), then who asks and what, then the number.
 * What was typed stays until the server has acknowledged it, whatever fails meanwhile.
 *
 * @fires {ProtocolCreatedEvent} fc-protocol-created - registered; cancelable: then the page shows the number
 * @fires {ProtocolOpenEvent} fc-protocol-open - `Ver contato` after it was registered
 * @fires {CancelEvent} fc-cancel - `Cancelar`, confirmed where something was typed
 * @fires {BackEvent} fc-back - the way to the list, after it was registered
 * @fires {ErrorEvent} fc-error - something failed and was shown
 */
export class NewContactForm extends ContactElement {
  static override properties: PropertyDeclarations = {
    ...ContactElement.properties,
    classificationId: { attribute: 'classification-id' },
    previousProtocolNumber: { attribute: 'previous-protocol-number' },
    choosing: { state: true },
    query: { state: true },
    printing: { state: true },
    printError: { state: true },
  };

  static override styles = [...ContactElement.styles, tree, form, styles];

  /**
   * The subject chosen, a leaf; the page may choose beforehand.
   *
   * @attr classification-id
   */
  declare classificationId: string | undefined;
  /**
   * The closed protocol that the new one goes on from, 20 digits.
   *
   * @attr previous-protocol-number
   */
  declare previousProtocolNumber: string | undefined;
  declare protected choosing: boolean;
  declare protected query: string;
  declare protected printing: boolean;
  declare protected printError: unknown;

  readonly #draft: FormDraft<NewProtocol, DraftField>;
  readonly #data: FormDataController;
  readonly #copy = new CopyController(this, this.ui);
  readonly #leaving = new LeaveGuard(this, this.ui);
  #defaultedFor: string | undefined;
  #protocol: Protocol | undefined;

  constructor() {
    super();
    this.choosing = true;
    this.query = '';
    this.printing = false;
    this.#data = new FormDataController(this, {
      client: () => this.api,
      onLoad: (data) => this.#prefill(data),
      onError: (error) => this.#report(error),
    });
    const attachments = new AttachmentsController(this, {
      client: () => this.api,
      limits: () => this.#data.value?.session.limits,
      ui: this.ui,
    });
    this.#draft = new FormDraft<NewProtocol, DraftField>(this, attachments, DRAFT_FIELDS);
  }

  /** Something was typed or attached that has not been sent. */
  get dirty(): boolean {
    return this.#draft.state !== 'sent' && (this.#draft.touched || this.#draft.attachments.items.length > 0);
  }

  /** Empties the form, back to the choice of a subject. */
  reset(): void {
    this.#draft.reset();
    this.#protocol = undefined;
    this.classificationId = undefined;
    this.#defaultedFor = undefined;
    this.choosing = true;
    this.query = '';
    this.printError = undefined;
    if (this.#data.value) this.#prefill(this.#data.value);
  }

  /**
   * Asks, where something would be lost, whether to give it up.
   *
   * @returns whether the form may be left
   */
  async confirmLeaving(): Promise<boolean> {
    return !this.dirty || this.#leaving.ask();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('classificationId')) this.choosing = !this.classificationId;
    this.#useClassification();
  }

  protected override renderContent(api: FaleConosco): TemplateResult {
    return html`<section class="page" aria-labelledby="title">${this.#renderStage(api)}</section>`;
  }

  #renderStage(api: FaleConosco): TemplateResult {
    const { texts } = this;
    const { value: data, error } = this.#data;
    const protocol = this.#protocol;
    if (protocol) {
      return confirmation({
        ui: this.ui,
        copy: this.#copy,
        protocol,
        notSent: this.#draft.notSent,
        printing: this.printing,
        printError: this.printError,
        onPrint: () => void this.#print(api, protocol.number),
        onView: () => this.dispatchEvent(new ProtocolOpenEvent({ number: protocol.number })),
        onList: () => this.dispatchEvent(new BackEvent()),
        onAnother: () => void this.#another(),
      });
    }
    return html`<div>
        <h2 class="title" id="title" tabindex="-1">${texts.form.title}</h2>
        ${
          this.previousProtocolNumber
            ? html`<p class="muted">${texts.form.continuing(formatProtocolNumber(this.previousProtocolNumber))}</p>`
            : nothing
        }
      </div>
      ${data ? this.#renderSteps(api, data) : this.#renderWaiting(error)}`;
  }

  #renderWaiting(error: unknown): TemplateResult {
    const { texts } = this;
    const { t } = this.ui;
    if (!error) return html`<div aria-busy="true">${skeletonLines(8, t)}</div>`;
    return loadFailure(texts.form.loadFailedTitle, error, t, () => this.#data.load());
  }

  #renderSteps(api: FaleConosco, data: ContactFormData): TemplateResult {
    const { texts } = this;
    if (data.tree.length === 0 || data.contactMethods.length === 0) {
      return emptyState(iconInbox(), {
        title: texts.form.unavailableTitle,
        text: texts.form.unavailableText,
      });
    }
    const chosen = this.#chosen(data);
    return this.choosing || !chosen
      ? this.#renderFirstStep(data, chosen)
      : this.#renderSecondStep(api, data, chosen);
  }

  #renderFirstStep({ tree }: ContactFormData, chosen: ClassificationNode | undefined): TemplateResult {
    const { texts } = this;
    const { query } = this;
    return html`<div class="stack">
        <div>
          <p class="small muted">${texts.form.stepOf(1, 2)}</p>
          <h3 class="subtitle" id="step" tabindex="-1">${texts.form.chooseClassification}</h3>
          <p class="muted">${texts.form.chooseHint}</p>
        </div>
        ${classificationStep({
          ui: this.ui,
          tree,
          query,
          chosen,
          found: isBlank(query) ? undefined : searchLeaves(tree, query),
          onSearch: (text) => this.#search(tree, text),
          onChoose: (node) => void this.#choose(node),
        })}
      </div>
      <div class="actions">${this.#cancelButton()}</div>
      ${this.#leaving.template()}`;
  }

  #renderSecondStep(api: FaleConosco, data: ContactFormData, chosen: ClassificationNode): TemplateResult {
    const { texts } = this;
    const { t } = this.ui;
    const { busy, state } = this.#draft;
    const fields = { ui: this.ui, draft: this.#draft, errorOf: (field: DraftField) => this.#errorOf(field) };
    const summary = errorSummary(this.#draft, {
      ui: this.ui,
      fields: DRAFT_FIELDS,
      errorOf: fields.errorOf,
      onGoTo: (field) => void this.#goTo(field),
      texts: texts.form,
    });
    const content = html`${summary}
        <p class="small muted">${texts.form.requiredHint}</p>
        <div class="columns">
          ${contactLines(fields, { autofill: true })} ${contactMethodField(fields, data.contactMethods)}
        </div>
        ${messageField(this.ui, {
          label: t.fields.message,
          value: this.#draft.values.message ?? '',
          max: data.session.limits.messageMaxCodePoints,
          error: this.#errorOf('message'),
          hint: chosen.classification.helpText ?? undefined,
          readonly: busy,
          onInput: (value) => this.#draft.set('message', value),
        })}
        ${attachmentsField(this.#draft.attachments, this.ui, {
          required: chosen.classification.attachmentRequired,
          error: this.#errorOf('attachmentIds'),
        })}
        <div class="actions">
          <button class="btn btn-primary" type="submit" aria-busy=${busy}>
            ${busy ? (state === 'waiting' ? t.common.waitingForUploads : texts.form.saving) : t.common.save}
          </button>
          ${this.#cancelButton()}
        </div>`;
    const onSubmit = (): void => void this.#save(api, chosen);
    return html`${this.#renderChosen(chosen)} ${filesForm(this.#draft, { content, onSubmit })}
      ${this.#leaving.template()}`;
  }

  #renderChosen({ path, classification }: ClassificationNode): TemplateResult {
    const { texts } = this;
    const { deadlineBusinessDays, attachmentRequired } = classification;
    return html`<div class="card card-sunken cluster spread nowrap chosen">
      <div class="grow">
        <p class="small muted">${texts.form.classification}</p>
        <p class="strong">${path.join(' › ')}</p>
        ${deadlineBusinessDays ? html`<p class="small muted">${texts.form.deadline(deadlineBusinessDays)}</p>` : nothing}
        ${attachmentRequired ? html`<p class="small muted">${texts.form.attachmentRequired}</p>` : nothing}
        ${fieldError('classification-error', this.#errorOf('classificationId'))}
      </div>
      <button
        class="btn"
        id="change"
        aria-label=${texts.form.changeClassification}
        aria-describedby="classification-error"
        @click=${() => void this.#change()}
      >
        ${texts.form.change}
      </button>
    </div>`;
  }

  #cancelButton(): TemplateResult {
    return html`<button class="btn" type="button" @click=${() => void this.#cancel()}>
      ${this.ui.t.common.cancel}
    </button>`;
  }

  #label(field: DraftField): string {
    const { texts } = this;
    const { t } = this.ui;
    if (field === 'classificationId') return texts.form.classification;
    if (field === 'attachmentIds') return texts.attachments.label;
    return field === 'contactMethodId' ? t.fields.contactMethod : t.fields[field];
  }

  #errorOf(field: DraftField): string | undefined {
    const issue = this.#draft.errors[field];
    return issue && fieldIssueText(issue, this.#label(field), this.ui.t);
  }

  #chosen(data: ContactFormData): ClassificationNode | undefined {
    return flattenTree(data.tree).find(
      ({ classification }) => classification.selectable && classification.id === this.classificationId,
    );
  }

  #prefill({ session, contactMethods }: ContactFormData): void {
    const { name, phone, email } = session.user;
    const [only, another] = contactMethods;
    const values: Partial<Record<DraftField, string>> = {
      contactPerson: name,
      contactPhone: phone ?? '',
      contactEmail: email ?? '',
    };
    if (only && !another) values.contactMethodId = only.id;
    this.#draft.prefill(values);
  }

  /** Puts the default text of a newly chosen classification into the message, also of one that the page chose. */
  #useClassification(): void {
    const { value: data } = this.#data;
    if (!data || this.#defaultedFor === this.classificationId) return;
    this.#defaultedFor = this.classificationId;
    this.#draft.useDefaultText(this.#chosen(data)?.classification.defaultText ?? '');
  }

  #search(tree: readonly ClassificationNode[], text: string): void {
    this.query = text;
    if (!isBlank(text)) this.ui.announce(this.texts.form.matches(searchLeaves(tree, text).length));
  }

  async #choose({ classification }: ClassificationNode): Promise<void> {
    this.classificationId = classification.id;
    this.choosing = false;
    this.query = '';
    this.#draft.clearError('classificationId');
    await focusInside(this, '#contactPerson');
  }

  async #change(): Promise<void> {
    if (this.#draft.busy) return;
    this.choosing = true;
    await focusInside(this, '#step');
  }

  async #goTo(field: DraftField): Promise<void> {
    await focusInside(this, `#${CONTROL_ID[field] ?? field}`);
  }

  async #save(api: FaleConosco, chosen: ClassificationNode): Promise<void> {
    if (this.#draft.busy) return;
    const checked = parseInput(newProtocolSchema, this.#input(chosen));
    const issues: RefusedField[] = checked.success ? [] : checked.issues;
    if (chosen.classification.attachmentRequired && this.#draft.attachments.items.length === 0) {
      issues.push({ path: 'attachmentIds', code: 'attachment_required' });
    }
    if (this.#draft.refuse(issues)) {
      this.#draft.move('idle');
      return this.#showTrouble();
    }
    const done = await this.#draft.submit(
      () => this.#input(chosen),
      (input, options) => api.protocols.create(input, options),
    );
    if (!done) {
      const { error } = this.#draft;
      this.#draft.refuse(this.#draft.issues);
      if (error) this.#report(error);
      return this.#showTrouble();
    }
    const { message = '' } = this.#draft.values;
    if (message !== done.sent.message) this.#draft.notSent = message;
    this.#draft.attachments.reset();
    const protocol = done.result;
    this.#protocol = protocol;
    if (!this.dispatchEvent(new ProtocolCreatedEvent({ protocol }))) return this.reset();
    await focusInside(this, '#title');
  }

  #input({ classification }: ClassificationNode): NewProtocol {
    const {
      contactPerson = '',
      contactPhone = '',
      contactEmail = '',
      contactMethodId = '',
    } = this.#draft.values;
    const { message = '' } = this.#draft.values;
    return {
      classificationId: classification.id,
      contactMethodId,
      contactPerson,
      contactPhone,
      contactEmail,
      message,
      attachmentIds: this.#draft.attachments.ids,
      ...(this.previousProtocolNumber && { previousProtocolNumber: this.previousProtocolNumber }),
    };
  }

  /** Shows what is in the way and takes the user there: a summary that has the focus is read from its beginning. */
  async #showTrouble(): Promise<void> {
    await focusInside(this, '#summary');
  }

  async #print(api: FaleConosco, number: string): Promise<void> {
    if (this.printing) return;
    this.printing = true;
    this.printError = undefined;
    try {
      // Few people print: what lays the receipt out is fetched by those who do.
      const [receipt, { printReceipt }] = await Promise.all([
        api.protocols.receipt(number),
        import('../shared/print-receipt.ts'),
      ]);
      printReceipt(this, receipt, this.ui);
    } catch (error) {
      this.printError = error;
      this.#report(error);
    }
    this.printing = false;
  }

  async #another(): Promise<void> {
    this.previousProtocolNumber = undefined;
    this.reset();
    await focusInside(this, '#step');
  }

  async #cancel(): Promise<void> {
    if (this.#draft.busy || !(await this.confirmLeaving())) return;
    if (this.dispatchEvent(new CancelEvent())) this.reset();
  }

  #report(error: unknown): void {
    this.dispatchEvent(new ErrorEvent({ error }));
  }
}
