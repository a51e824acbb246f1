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
  type ClassificationNode,
  CopyController,
  emptyState,
  FcErrorEvent,
  FormDraft,
  flattenTree,
  focusInside,
  form,
  iconInbox,
  loadFailure,
  searchLeaves,
  skeletonLines,
  tree,
  UnsavedChangesGuard,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ProtocolOpenEvent } from '../fale-conosco-list/fale-conosco-list.events.ts';
import { BackEvent } from '../shared/back-event.ts';
import { ContactElement } from '../shared/contact-element.ts';
import { confirmation } from './confirmation.ts';
import { detailsStep } from './details-step.ts';
import { type ContactDraft, controlId, DRAFT_FIELDS, type DraftField } from './draft-fields.ts';
import { type ContactFormData, FormDataController } from './form-data-controller.ts';
import { CancelEvent, ProtocolCreatedEvent } from './new-contact-form.events.ts';
import { styles } from './new-contact-form.styles.ts';
import { ReceiptController } from './receipt-controller.ts';
import { subjectStep } from './subject-step.ts';

/**
 * Opens a protocol: first the subject (`Selecionar classificação do atendimento`), then who asks and what, then the number.
 * What was typed stays until the server has acknowledged it, whatever fails meanwhile.
 *
 * @fires {ProtocolCreatedEvent} fc-protocol-created - registered; cancelable: then the page shows the number
 * @fires {ProtocolOpenEvent} fc-protocol-open - `Ver contato` after it was registered
 * @fires {CancelEvent} fc-cancel - `Cancelar`, confirmed where something was typed
 * @fires {BackEvent} fc-back - the way to the list, after it was registered
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class NewContactForm extends ContactElement {
  static override properties: PropertyDeclarations = {
    ...ContactElement.properties,
    classificationId: { attribute: 'classification-id' },
    previousProtocolNumber: { attribute: 'previous-protocol-number' },
    choosing: { state: true },
    query: { state: true },
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

  readonly #draft: ContactDraft;
  readonly #data: FormDataController;
  readonly #copy = new CopyController(this, this.ui);
  readonly #leaving = new UnsavedChangesGuard(this, this.ui);
  readonly #receipt = new ReceiptController(this, {
    ui: this.ui,
    onError: (error) => this.#report(error),
  });
  #defaultedFor: string | undefined;
  #protocol: Protocol | undefined;

  constructor() {
    super();
    this.choosing = true;
    this.query = '';
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
    this.#draft = new FormDraft(this, attachments, DRAFT_FIELDS);
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
    this.#receipt.reset();
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
        printing: this.#receipt.printing,
        printError: this.#receipt.error,
        onPrint: () => void this.#receipt.print(api, protocol.number),
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
    const { ui, query } = this;
    const chosen = this.#chosen(data);
    const { tree } = data;
    const leaving = this.#leaving.template();
    if (this.choosing || !chosen) {
      return html`${subjectStep({
        ...{ ui, tree, chosen, query },
        onSearch: (text) => this.#search(tree, text),
        onChoose: (node) => void this.#choose(node),
      })}
        <div class="actions">${this.#cancelButton()}</div>
        ${leaving}`;
    }
    return html`${detailsStep({
      ...{ ui, draft: this.#draft, data, chosen },
      cancelButton: this.#cancelButton(),
      onChangeSubject: () => void this.#change(),
      onGoTo: (field) => void focusInside(this, `#${controlId(field)}`),
      onSave: () => void this.#save(api, chosen),
    })}
    ${leaving}`;
  }

  #cancelButton(): TemplateResult {
    return html`<button class="btn" type="button" @click=${() => void this.#cancel()}>
      ${this.ui.t.common.cancel}
    </button>`;
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

  async #save(api: FaleConosco, chosen: ClassificationNode): Promise<void> {
    if (this.#draft.busy) return;
    const filledIn = this.#input(chosen);
    const checked = parseInput(newProtocolSchema, filledIn);
    const issues: RefusedField[] = checked.success ? [] : checked.issues;
    if (chosen.classification.attachmentRequired && this.#draft.attachments.items.length === 0) {
      issues.push({ path: 'attachmentIds', code: 'attachment_required' });
    }
    if (this.#draft.refuse(issues)) {
      this.#draft.move('idle');
      return this.#showErrors();
    }
    // What the form cannot show as an error of a field is for the SDK to say.
    const input = checked.success ? checked.data : filledIn;
    const done = await this.#draft.submit(
      // Files are whole by now that were not when it was checked.
      () => ({ ...input, attachmentIds: this.#draft.attachments.ids }),
      (input, options) => api.protocols.create(input, options),
    );
    if (!done) {
      const { error } = this.#draft;
      this.#draft.refuse(this.#draft.issues);
      if (error) this.#report(error);
      return this.#showErrors();
    }
    if (input.message !== done.sent.message) this.#draft.notSent = input.message;
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
  async #showErrors(): Promise<void> {
    await focusInside(this, '#summary');
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
    this.dispatchEvent(new FcErrorEvent({ error }));
  }
}
