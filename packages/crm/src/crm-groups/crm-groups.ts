import {
  type Agent,
  type CrmClassification,
  type Group,
  type NewGroup,
  newGroupSchema,
} from '@fale-conosco/contract';
import { manages } from '@fale-conosco/domain';
import type { RefusedField } from '@fale-conosco/sdk';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { classificationTree, flattenTree } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { choicesOf } from '../shared/settings/choices.ts';
import { checkOf } from '../shared/settings/entity-draft.ts';
import {
  type Column,
  type EntityListContent,
  EntityListElement,
  type EntityListTexts,
} from '../shared/settings/entity-list-element.ts';
import { styles } from './crm-groups.styles.ts';

/** The groups, with agents and classifications to choose from or to show. */
interface GroupContent extends EntityListContent<Group> {
  agents: readonly Agent[];
  classifications: readonly CrmClassification[];
}

const BLANK: NewGroup = {
  name: '',
  email: null,
  managerGroupId: null,
  active: true,
  accessesConfidential: false,
  memberIds: [],
  classificationIds: [],
};

/**
 * The settings screen of groups (CRM > Cadastros > Atendimento > Grupos): who answers for what, which group supervises which, and who sees what
 * is confidential. What a group answers for is set where the classifications are.
 *
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class CrmGroups extends EntityListElement<Group, NewGroup, GroupContent> {
  static override styles = [...EntityListElement.styles, styles];

  constructor() {
    const resource = (): FaleConoscoCrm['groups'] => this.requireApi().groups;
    super(
      {
        inputOf: (group) => ({
          name: group.name,
          email: group.email,
          managerGroupId: group.managerGroup?.id ?? null,
          active: group.active,
          accessesConfidential: group.accessesConfidential,
          memberIds: group.memberIds,
          classificationIds: group.classificationIds,
        }),
        check: checkOf(newGroupSchema),
        retrieve: (id) => resource().retrieve(id),
        create: (input, options) => resource().create(input, options),
        update: (id, changes, options) => resource().update(id, changes, options),
      },
      BLANK,
      { own: 'groups', parts: ['groups', 'classifications'] },
    );
  }

  protected override async read(client: FaleConoscoCrm, signal?: AbortSignal): Promise<GroupContent> {
    const [items, agents, classifications] = await Promise.all([
      client.groups.list({ signal }),
      client.agents.list({ signal }),
      client.classifications.list({ signal }),
    ]);
    return { items, agents, classifications };
  }

  protected override get listTexts(): EntityListTexts {
    return this.texts.groups.list;
  }

  protected override get labels(): Record<keyof NewGroup, string> {
    return this.texts.groups.fields;
  }

  protected override nameOf({ name }: Group): string {
    return name;
  }

  protected override blank(): NewGroup {
    return BLANK;
  }

  protected override valueText(field: keyof NewGroup, value: unknown): string {
    const { value: content } = this.list;
    if (field === 'active') return this.situation(value === true);
    if (field === 'managerGroupId')
      return content?.items.find(({ id }) => id === value)?.name ?? this.texts.common.none;
    if (field === 'memberIds') {
      const ids = value as readonly string[];
      const names = content?.agents.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
      return names?.join(', ') || this.texts.common.none;
    }
    return super.valueText(field, value);
  }

  protected override issueText(issue: RefusedField, label: string): string {
    const { shownWithIt, cycle } = this.texts.groups;
    if (issue.path === 'active' && issue.code === 'not_available') return shownWithIt;
    return issue.code === 'cycle' ? cycle : super.issueText(issue, label);
  }

  protected override columns(): Column<Group>[] {
    const { fields } = this.texts.groups;
    const { yes, no, none } = this.texts.common;
    return [
      { label: fields.name, cell: ({ name }) => name },
      { label: fields.managerGroupId, cell: ({ managerGroup }) => managerGroup?.name ?? none },
      { label: fields.email, cell: ({ email }) => html`<span class="plain">${email ?? none}</span>` },
      {
        label: fields.memberIds,
        cell: ({ memberIds }) => html`<span class="num">${memberIds.length}</span>`,
      },
      {
        label: fields.classificationIds,
        cell: ({ classificationIds }) => html`<span class="num">${classificationIds.length}</span>`,
      },
      {
        label: fields.accessesConfidential,
        cell: ({ accessesConfidential }) => (accessesConfidential ? yes : no),
      },
    ];
  }

  protected override renderFields({ items, agents, classifications }: GroupContent): TemplateResult {
    const { texts, draft } = this;
    const words = texts.groups;
    const { entry } = draft;
    const { managerGroupId, memberIds } = draft.values;
    const groups = items.map(({ id, managerGroup }) => ({ id, managerGroupId: managerGroup?.id ?? null }));
    const managers = items.filter(
      ({ id, active }) => id === managerGroupId || (active && !(entry && manages(groups, entry.id, id))),
    );
    const members = [...memberIds, ...draft.theirs.memberIds];
    const people = agents.filter(({ id, active }) => active || members.includes(id));
    return html`${this.fields.line('name')}
      <div class="columns">
        ${this.fields.line('email', { type: 'email', optional: true, hint: words.emailHint })}
        ${this.fields.select('managerGroupId', choicesOf(managers, texts), {
          none: texts.common.none,
          hint: words.managerHint,
        })}
      </div>
      <div class="columns">
        ${this.fields.yesNo('active', { words: [texts.common.active, texts.common.inactive] })}
        ${this.fields.yesNo('accessesConfidential', { hint: words.confidentialHint })}
      </div>
      ${this.fields.multiSelect('memberIds', choicesOf(people, texts), {
        hint:
          people.length > 0
            ? words.membersHint
            : words.noAgents(this.#path(texts.app.settings, texts.app.service, texts.app.users)),
      })}
      ${entry ? this.#renderClassifications(entry, classifications) : nothing}`;
  }

  /** The classifications that the group answers for, read only. */
  #renderClassifications({ id }: Group, classifications: readonly CrmClassification[]): TemplateResult {
    const { texts } = this;
    const { app, groups: words } = texts;
    const leaves = flattenTree(classificationTree(classifications)).filter(
      ({ classification, children }) => classification.group?.id === id && children.length === 0,
    );
    return html`<div class="field">
      <h3 class="label" id="leaves">${words.fields.classificationIds}</h3>
      ${
        leaves.length === 0
          ? html`<p>${words.noClassifications}</p>`
          : html`<ul class="leaves" role="list" aria-labelledby="leaves">
            ${leaves.map(
              ({ path, classification: { active, shownToProviders } }) => html`<li>
                <span class="muted">${path.slice(0, -1).map((name) => html`${name} › `)}</span>${path.at(-1)}
                ${active && shownToProviders ? nothing : html`<span class="small muted">(${words.hidden})</span>`}
              </li>`,
            )}
          </ul>`
      }
      <p class="hint">
        ${words.classificationsHint(this.#path(app.settings, app.classificationsMenu, app.classifications))}
      </p>
    </div>`;
  }

  #path(...names: string[]): string {
    return names.join(' > ');
  }
}
