import type { RefusedField } from '@fale-conosco/sdk';
import { CrmClient, type FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  type ClientSource,
  ConnectedElement,
  type ContactMessages,
  contact,
  contactMessages,
  errorCode,
  errorReference,
  errorText,
  fieldIssueText,
  notice,
  shareClients,
} from '@fale-conosco/ui';
import { type CSSResult, html, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';
import { CrmMessagesController } from './crm-messages-controller.ts';

const sharedClient = shareClients<FaleConoscoCrm>((options) => new CrmClient(options));

/**
 * An element of the console: what every connected element has, with the operator's client (`this.api`), the texts that both
 * sides share (`this.ui.t`) and those of the console (`this.texts`).
 */
export abstract class CrmElement extends ConnectedElement<FaleConoscoCrm> {
  static override styles: CSSResult[] = [...ConnectedElement.styles, contact];

  /** An SDK client of the page's own; wins over the addresses. (Declared again for tools that read templates and ignore type parameters.) */
  declare client: FaleConoscoCrm | undefined;

  readonly #messages = new CrmMessagesController(this, this.ui);

  /** The console's texts in the element's language. */
  protected get texts(): CrmMessages {
    return this.#messages.texts;
  }

  /** Texts of form, thread and attachments, which both sides share, in the element's language. */
  protected get contactTexts(): ContactMessages {
    return contactMessages(this.ui);
  }

  /** Settles when the texts of the requested language are in use. */
  get textsReady(): Promise<void> {
    return this.ui.ready.then(() => this.updateComplete).then(() => this.#messages.ready);
  }

  protected override clientOf(source: ClientSource): FaleConoscoCrm | undefined {
    return sharedClient(source);
  }

  /** The client. @throws Error when there is none */
  protected requireApi(): FaleConoscoCrm {
    const { api } = this;
    if (!api) throw new Error(`<${this.localName}> has no client`);
    return api;
  }

  /** An error as a text for the agent, chosen by its code. */
  protected errorText(error: unknown): string {
    const code = errorCode(error);
    if (code === 'connection_failed') return this.texts.common.connection;
    return (
      this.texts.common.problem[code === 'token_expired' ? 'unauthenticated' : code] ??
      errorText(error, this.ui.t)
    );
  }

  /** The text of a validation error; `label` is how the form names the field. */
  protected issueText(issue: RefusedField, label: string): string {
    return this.texts.common.field[issue.code]?.(label) ?? fieldIssueText(issue, label, this.ui.t);
  }

  /** A notice of something that failed, with the reference for the support and the actions that are possible. */
  protected failure(
    error: unknown,
    { title, actions }: { title: string; actions?: unknown },
  ): TemplateResult {
    return notice('error', {
      title,
      text: html`${this.errorText(error)} <span class="small muted">${errorReference(error, this.ui.t) ?? ''}</span>`,
      actions,
    });
  }

  protected override render(): TemplateResult {
    const { api } = this;
    return this.ui.shell(
      api ? this.renderContent(api) : notice('error', { text: this.texts.common.notConfigured }),
    );
  }
}
