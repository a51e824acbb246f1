import {
  CANNED_ANSWER_PLACEHOLDERS,
  type CannedAnswer,
  fillCannedAnswer,
  type Group,
  isBlank,
  type NewCannedAnswer,
  newCannedAnswerSchema,
} from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { messageField, notice } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { leftOpen } from '../crm-protocol/canned-answers.ts';
import { choicesOf } from '../shared/settings/choices.ts';
import { checkOf } from '../shared/settings/entity-draft.ts';
import {
  type Column,
  type EntityListContent,
  EntityListElement,
  type EntityListTexts,
} from '../shared/settings/entity-list-element.ts';
import { styles } from './crm-canned-answers.styles.ts';

/** The canned answers, and the groups that they may be for. */
interface CannedAnswerContent extends EntityListContent<CannedAnswer> {
  groups: readonly Group[];
}

const BLANK: NewCannedAnswer = { title: '', groupId: null, active: true, body: '' };

/**
 * The settings screen `Respostas prontas` (CRM > Cadastros > Atendimento > Respostas prontas): texts that agents answer with often, with
 * placeholders that the protocol fills in.
 *
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class CrmCannedAnswers extends EntityListElement<CannedAnswer, NewCannedAnswer, CannedAnswerContent> {
  static override styles = [...EntityListElement.styles, styles];

  constructor() {
    const resource = (): FaleConoscoCrm['cannedAnswers'] => this.requireApi().cannedAnswers;
    super(
      {
        inputOf: ({ title, body, group, active }) => ({ title, groupId: group?.id ?? null, active, body }),
        check: checkOf(newCannedAnswerSchema),
        retrieve: (id) => resource().retrieve(id),
        create: (input, options) => resource().create(input, options),
        update: (id, changes, options) => resource().update(id, changes, options),
      },
      BLANK,
      { parts: ['groups'] },
    );
  }

  protected override async read(client: FaleConoscoCrm, signal?: AbortSignal): Promise<CannedAnswerContent> {
    const [items, groups] = await Promise.all([
      client.cannedAnswers.list({ signal }),
      client.groups.list({ signal }),
    ]);
    return { items, groups };
  }

  protected override deleteEntry({ id, version }: CannedAnswer): Promise<void> {
    return this.requireApi().cannedAnswers.delete(id, { version });
  }

  protected override get listTexts(): EntityListTexts {
    return this.texts.cannedAnswers.list;
  }

  protected override get labels(): Record<keyof NewCannedAnswer, string> {
    return this.texts.cannedAnswers.fields;
  }

  protected override nameOf({ title }: CannedAnswer): string {
    return title;
  }

  protected override blank(): NewCannedAnswer {
    return BLANK;
  }

  protected override valueText(field: keyof NewCannedAnswer, value: unknown): string {
    if (field === 'active') return this.situation(value === true);
    if (field !== 'groupId') return super.valueText(field, value);
    const group = this.list.value?.groups.find(({ id }) => id === value);
    return group?.name ?? this.texts.cannedAnswers.allGroups;
  }

  protected override columns(): Column<CannedAnswer>[] {
    const { fields, allGroups } = this.texts.cannedAnswers;
    return [
      { label: fields.title, cell: ({ title }) => title },
      { label: fields.body, cell: ({ body }) => html`<span class="excerpt">${body}</span>` },
      { label: fields.groupId, cell: ({ group }) => group?.name ?? allGroups },
    ];
  }

  protected override renderFields({ groups }: CannedAnswerContent): TemplateResult {
    const { texts, draft } = this;
    const words = texts.cannedAnswers;
    const { body, groupId } = draft.values;
    const issue = this.draft.errors.body;
    const offered = groups.filter(({ id, active }) => active || id === groupId);
    return html`${this.fields.line('title', { hint: words.titleHint })}
      <div class="columns">
        ${this.fields.select('groupId', choicesOf(offered, texts), { none: words.allGroups, hint: words.groupHint })}
        ${this.fields.yesNo('active', {
          words: [texts.common.active, texts.common.inactive],
          hint: words.activeHint,
        })}
      </div>
      ${messageField(this.ui, {
        id: 'body',
        label: words.fields.body,
        value: body,
        error: issue && this.issueText(issue, words.fields.body),
        onInput: (text) => this.#write(text),
      })}
      ${this.#renderUnknown(body)}
      <fieldset class="section">
        <legend>${words.placeholders}</legend>
        <p class="hint">${words.placeholdersHint}</p>
        <ul class="placeholders" role="list">
          ${CANNED_ANSWER_PLACEHOLDERS.map(
            (name) => html`<li>
              <button class="btn" type="button" @click=${() => this.#insert(`{{${name}}}`)}>
                <span class="visually-hidden">${words.insert}</span> ${`{{${name}}}`}
              </button>
              <span class="small grow">${words.meaning[name]}</span>
            </li>`,
          )}
        </ul>
      </fieldset>
      <section class="field" aria-labelledby="preview-title">
        <h3 class="label" id="preview-title">${words.preview}</h3>
        <div class="card card-sunken preview">
          ${
            isBlank(body)
              ? html`<p class="muted">${words.previewEmpty}</p>`
              : html`<p class="plain">${fillCannedAnswer(body, words.sample)}</p>`
          }
        </div>
      </section>`;
  }

  /** Placeholders that nothing fills in: most likely misspelt. */
  #renderUnknown(body: string): TemplateResult | typeof nothing {
    const words = this.texts.cannedAnswers;
    const unknown = this.#unknownIn(body);
    return unknown.length > 0
      ? notice('warning', { title: words.unknown(unknown.join(', ')), text: words.unknownText })
      : nothing;
  }

  #unknownIn(body: string): string[] {
    return leftOpen(fillCannedAnswer(body, this.texts.cannedAnswers.sample));
  }

  #write(text: string): void {
    const known = this.#unknownIn(this.draft.values.body);
    this.draft.set('body', text);
    const unknown = this.#unknownIn(text).filter((name) => !known.includes(name));
    if (unknown.length > 0) this.ui.announce(this.texts.cannedAnswers.unknown(unknown.join(', ')));
  }

  /** Puts a placeholder in at the caret, which then stands behind it. */
  #insert(placeholder: string): void {
    const field = this.renderRoot.querySelector<HTMLTextAreaElement>('#body');
    if (!field) return;
    field.setRangeText(placeholder, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
    this.ui.announce(this.texts.cannedAnswers.inserted(placeholder));
  }
}
