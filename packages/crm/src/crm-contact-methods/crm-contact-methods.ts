import {
  CONTACT_METHOD_MODES,
  type CrmContactMethod,
  type NewContactMethod,
  newContactMethodSchema,
} from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { html, type TemplateResult } from 'lit';
import { checkOf } from '../shared/settings/entity-draft.ts';
import {
  type Column,
  type EntityListContent,
  EntityListElement,
  type EntityListTexts,
} from '../shared/settings/entity-list-element.ts';

const BLANK: NewContactMethod = {
  description: '',
  active: true,
  mode: 'both',
  receivesComplaints: false,
  listedInApi: false,
  shownOnBeneficiaryWeb: false,
  faleConosco: false,
  releasedForWeb: false,
};

/**
 * The settings screen `Forma de contato/retorno` (CRM > Cadastros > Campanhas > Forma de contato): how contact is made and answered, and
 * two of the switches that decide what providers see: `Fale Conosco` (`offeredInFaleConosco`) and `Liberada para a Web` (`releasedForWeb`).
 *
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class CrmContactMethods extends EntityListElement<CrmContactMethod, NewContactMethod> {
  constructor() {
    const resource = (): FaleConoscoCrm['contactMethods'] => this.requireApi().contactMethods;
    super(
      {
        inputOf: ({ id: _id, version: _version, ...input }) => input as NewContactMethod,
        check: checkOf(newContactMethodSchema),
        retrieve: (id) => resource().retrieve(id),
        create: (input, options) => resource().create(input, options),
        update: (id, changes, options) => resource().update(id, changes, options),
      },
      BLANK,
      { own: 'contactMethods' },
    );
  }

  protected override async read(
    client: FaleConoscoCrm,
    signal?: AbortSignal,
  ): Promise<EntityListContent<CrmContactMethod>> {
    return { items: await client.contactMethods.list({ signal }) };
  }

  protected override get listTexts(): EntityListTexts {
    return this.texts.contactMethods.list;
  }

  protected override get labels(): Record<keyof NewContactMethod, string> {
    return this.texts.contactMethods.fields;
  }

  protected override nameOf({ description }: CrmContactMethod): string {
    return description;
  }

  protected override blank(): NewContactMethod {
    return BLANK;
  }

  protected override valueText(field: keyof NewContactMethod, value: unknown): string {
    if (field === 'mode') return this.#mode(String(value));
    return field === 'active' ? this.situation(value === true) : super.valueText(field, value);
  }

  protected override columns(): Column<CrmContactMethod>[] {
    const { fields } = this.texts.contactMethods;
    const { yes, no } = this.texts.common;
    return [
      { label: fields.description, cell: ({ description }) => description },
      { label: fields.mode, cell: ({ mode }) => this.#mode(mode) },
      { label: fields.faleConosco, cell: ({ faleConosco }) => (faleConosco ? yes : no) },
      { label: fields.releasedForWeb, cell: ({ releasedForWeb }) => (releasedForWeb ? yes : no) },
    ];
  }

  protected override renderFields(): TemplateResult {
    const { texts } = this;
    const words = texts.contactMethods;
    return html`${this.fields.line('description')}
      <div class="columns">
        ${this.fields.select(
          'mode',
          CONTACT_METHOD_MODES.map((mode) => [mode, this.#mode(mode)]),
        )}
        ${this.fields.yesNo('active', { words: [texts.common.active, texts.common.inactive] })}
      </div>
      <fieldset class="section">
        <legend>${words.webPrestador}</legend>
        ${this.fields.yesNo('faleConosco', { hint: words.faleConoscoHint })}
        ${this.fields.yesNo('releasedForWeb', { hint: words.releasedForWebHint })}
      </fieldset>
      <fieldset class="section">
        <legend>${words.elsewhere}</legend>
        <div class="columns">
          ${this.fields.yesNo('receivesComplaints')} ${this.fields.yesNo('listedInApi')}
          ${this.fields.yesNo('shownOnBeneficiaryWeb')}
        </div>
      </fieldset>`;
  }

  #mode(mode: string): string {
    return this.texts.contactMethods.mode[mode] ?? mode;
  }
}
