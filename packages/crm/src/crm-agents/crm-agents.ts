import { AGENT_ROLES, type Agent, type Group, type NewAgent, newAgentSchema } from '@fale-conosco/contract';
import type { RefusedField } from '@fale-conosco/sdk';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { dataList } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { checkOf } from '../shared/settings/entity-draft.ts';
import {
  type Column,
  type EntityListContent,
  EntityListElement,
  type EntityListTexts,
} from '../shared/settings/entity-list-element.ts';
import { styles } from './crm-agents.styles.ts';

/** The operator's people, and the groups that they may belong to. */
interface AgentContent extends EntityListContent<Agent> {
  groups: readonly Group[];
}

const BLANK: NewAgent = { name: '', email: null, role: 'agent', active: true, issuer: '', subject: '' };

/**
 * The settings screen of agents (CRM > Cadastros > Atendimento > Usuários): who may sign in to the CRM, and as what.
 * Which groups they belong to is set where the groups are.
 *
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class CrmAgents extends EntityListElement<Agent, NewAgent, AgentContent> {
  static override styles = [...EntityListElement.styles, styles];

  constructor() {
    const resource = (): FaleConoscoCrm['agents'] => this.requireApi().agents;
    super(
      {
        inputOf: ({ name, email, role, active, issuer, subject }) => ({
          ...{ name, email, role: role as NewAgent['role'] },
          ...{ active, issuer, subject },
        }),
        check: checkOf(newAgentSchema),
        retrieve: (id) => resource().retrieve(id),
        create: (input, options) => resource().create(input, options),
        update: (id, changes, options) => resource().update(id, changes, options),
      },
      BLANK,
      { parts: ['groups'] },
    );
  }

  protected override async read(client: FaleConoscoCrm, signal?: AbortSignal): Promise<AgentContent> {
    const [items, groups] = await Promise.all([
      client.agents.list({ signal }),
      client.groups.list({ signal }),
    ]);
    return { items, groups };
  }

  protected override get listTexts(): EntityListTexts {
    return this.texts.groups.agents.list;
  }

  protected override get labels(): Record<keyof NewAgent, string> {
    return this.texts.groups.agents.fields;
  }

  protected override nameOf({ name }: Agent): string {
    return name;
  }

  /** Most operators have one issuer: that of the other agents is filled in. */
  protected override blank(): NewAgent {
    const known = this.list.value?.items.find(({ active }) => active);
    return { ...BLANK, issuer: known?.issuer ?? '' };
  }

  protected override valueText(field: keyof NewAgent, value: unknown): string {
    if (field === 'role') return this.#role(String(value));
    return field === 'active' ? this.situation(value === true) : super.valueText(field, value);
  }

  /** Admins cannot demote or deactivate themselves; these texts say so. */
  protected override issueText(issue: RefusedField, label: string): string {
    const { ownRole, ownSituation } = this.texts.groups.agents;
    if (issue.code === 'not_available' && issue.path === 'role') return ownRole;
    if (issue.code === 'not_available' && issue.path === 'active') return ownSituation;
    return super.issueText(issue, label);
  }

  protected override columns(content: AgentContent): Column<Agent>[] {
    const { fields, groups } = this.texts.groups.agents;
    const { none } = this.texts.common;
    return [
      { label: fields.name, cell: ({ name }) => name },
      { label: fields.email, cell: ({ email }) => html`<span class="plain">${email ?? none}</span>` },
      { label: fields.role, cell: ({ role }) => this.#role(role) },
      { label: groups, cell: (agent) => groupNames(agent, content) || none },
    ];
  }

  protected override renderFields(content: AgentContent): TemplateResult {
    const { texts, draft } = this;
    const words = texts.groups.agents;
    const { entry } = draft;
    return html`${this.fields.line('name')} ${this.fields.line('email', { type: 'email', optional: true })}
      <div class="columns">
        ${this.fields.select(
          'role',
          AGENT_ROLES.map((role) => [role, this.#role(role)]),
          { hint: words.roleHint },
        )}
        ${this.fields.yesNo('active', {
          words: [texts.common.active, texts.common.inactive],
          hint: words.activeHint,
        })}
      </div>
      <fieldset class="section">
        <legend>${words.access}</legend>
        ${
          entry
            ? dataList([
                [words.fields.issuer, entry.issuer],
                [words.fields.subject, entry.subject],
              ])
            : html`${this.fields.line('issuer')} ${this.fields.line('subject')}`
        }
        <p class="hint">${words.accessHint}</p>
      </fieldset>
      ${entry ? this.#renderGroups(entry, content) : nothing}`;
  }

  #renderGroups(agent: Agent, content: AgentContent): TemplateResult {
    const { app, groups } = this.texts;
    const words = groups.agents;
    return html`<div class="field">
      <h3 class="label">${words.groups}</h3>
      <p>${groupNames(agent, content) || words.noGroups}</p>
      <p class="hint">${words.groupsHint([app.settings, app.service, app.groups].join(' > '))}</p>
    </div>`;
  }

  #role(role: string): string {
    return this.texts.groups.agents.role[role] ?? role;
  }
}

const groupNames = ({ groupIds }: Agent, { groups }: AgentContent): string =>
  groups
    .filter(({ id }) => groupIds.includes(id))
    .map(({ name }) => name)
    .join(', ');
