import { type CrmClassification, DEADLINE_PRESETS, type NewClassification } from '@fale-conosco/contract';
import { iconCircleAlert, notice, roveFocus } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';
import type { EntityDraft } from '../shared/settings/entity-draft.ts';
import type { EntityFields } from '../shared/settings/entity-fields.ts';
import {
  FIELDS_OF,
  type Field,
  groupChoices,
  LOWER_TABS,
  type LowerTab,
  positionChoices,
} from './classification-form.ts';
import type { ClassificationTree } from './classification-tree.ts';
import { effectsOf } from './effects.ts';

/** State and callbacks of the form of a classification. */
export interface ClassificationFieldsOptions {
  texts: CrmMessages;
  tree: ClassificationTree;
  draft: EntityDraft<CrmClassification, NewClassification>;
  fields: EntityFields<Field>;
  lowerTab: LowerTab;
  /** The entry was deleted by somebody else. */
  gone: boolean;
  onTab: (tab: LowerTab) => void;
  onPreset: (preset: (typeof DEADLINE_PRESETS)[number]) => void;
}

/** The fields of the form, those of the lower tabs below the others, and what saving them will do. */
export const classificationFields = (options: ClassificationFieldsOptions): TemplateResult => {
  const { texts, tree, draft, fields, lowerTab, gone } = options;
  const words = texts.classifications;
  const { entry, values } = draft;
  const effects = effectsOf(tree, entry, values, words);
  return html`${fields.line('name')}
    <div class="columns">
      ${fields.select(
        'parentId',
        tree.parentsFor(entry?.id).map(({ classification, path }) => [classification.id, path.join(' › ')]),
        { none: words.noParent },
      )}
      ${fields.select('order', positionChoices(tree, values, entry?.id, words), {
        parse: (key) => (key === '' ? undefined : Number(key)),
      })}
    </div>
    <div class="columns">
      ${fields.yesNo('active', { words: [words.active, words.inactive] })}${groupField(options)}
    </div>
    <div class="lower">
      <div
        class="tabs"
        role="tablist"
        aria-label=${words.lowerTabs}
        @keydown=${(event: KeyboardEvent) => roveFocus(event, '[role=tab]', { activate: true })}
      >
        ${LOWER_TABS.map((tab) => lowerTabButton(tab, options))}
      </div>
      ${LOWER_TABS.map(
        (tab) => html`<div
          class="stack"
          role="tabpanel"
          id="panel-${tab}"
          aria-labelledby="tab-${tab}"
          ?hidden=${tab !== lowerTab}
        >
          ${tab === 'details' ? details(options) : extra(options)}
        </div>`,
      )}
    </div>
    <div class="effects" role="status">
      ${
        effects.length > 0 && !gone
          ? notice('info', {
              title: words.effects,
              text: html`${effects.map((text) => html`<span class="effect">${text}</span>`)}`,
            })
          : nothing
      }
    </div>`;
};

/** The group is chosen on the last level only. */
const groupField = ({ texts, tree, draft, fields }: ClassificationFieldsOptions): TemplateResult => {
  const words = texts.classifications;
  if (tree.find(draft.entry?.id)?.children.length) {
    return html`<div class="field">
      <span class="label">${words.fields.groupId}</span>
      <p class="hint" id="groupId" tabindex="-1">${words.hint.groupAbove}</p>
    </div>`;
  }
  return fields.select('groupId', groupChoices(tree, draft.values.groupId, texts.common.inactive), {
    none: words.noGroup,
    hint: words.hint.group,
  });
};

const lowerTabButton = (
  tab: LowerTab,
  { texts, draft, lowerTab, onTab }: ClassificationFieldsOptions,
): TemplateResult => {
  const words = texts.classifications;
  const selected = tab === lowerTab;
  const invalid = FIELDS_OF[tab].some((field) => draft.errors[field]);
  return html`<button
    class="tab"
    type="button"
    role="tab"
    id="tab-${tab}"
    aria-selected=${selected ? 'true' : 'false'}
    aria-controls="panel-${tab}"
    tabindex=${selected ? 0 : -1}
    @click=${() => onTab(tab)}
  >
    ${words.tab[tab]}${invalid ? html`${iconCircleAlert()}<span class="visually-hidden">${words.hasErrors}</span>` : nothing}
  </button>`;
};

const details = ({ texts, fields, onPreset }: ClassificationFieldsOptions): TemplateResult => {
  const words = texts.classifications;
  return html`${fields.area('defaultText', { optional: true, hint: words.hint.defaultText })}
    ${fields.area('helpText', { optional: true, rows: 2, hint: words.hint.helpText })}
    ${fields.yesNo('attachmentRequired')}
    <fieldset class="section">
      <legend>${words.deadlines}</legend>
      <div role="group" aria-labelledby="presets-title" aria-describedby="presets-hint">
        <p class="label" id="presets-title">${words.presets}</p>
        <div class="presets">
          ${DEADLINE_PRESETS.map(
            (preset) => html`<button class="btn" type="button" @click=${() => onPreset(preset)}>
              ${words.preset[preset.code]}: ${preset.businessDays}
            </button>`,
          )}
        </div>
        <p class="hint" id="presets-hint">${words.hint.presets}</p>
      </div>
      <div class="columns">
        ${fields.line('deadlineBusinessDays', { type: 'number', optional: true, hint: words.hint.deadline })}
        ${fields.line('providerDeadlineBusinessDays', {
          type: 'number',
          optional: true,
          hint: words.hint.providerDeadline,
        })}
      </div>
    </fieldset>
    ${fields.line('reopenWindowDays', { type: 'number', optional: true, hint: words.hint.reopen })}`;
};

const extra = ({ texts, tree, draft, fields }: ClassificationFieldsOptions): TemplateResult => {
  const words = texts.classifications;
  const node = tree.find(draft.entry?.id);
  const leaves = node ? tree.leavesBelow(node) : [];
  const shown = leaves.filter((leaf) => tree.isOffered(leaf)).length;
  return html`<fieldset class="section">
    <legend>${words.webPrestador}</legend>
    ${fields.yesNo('shownToProviders', {
      hint: leaves.length > 0 ? words.hint.shownAbove(shown, leaves.length) : words.hint.shown,
    })}
  </fieldset>`;
};
