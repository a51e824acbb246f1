import { type CrmClassification, type CrmProtocol, isBlank } from '@fale-conosco/contract';
import { openableLeaves } from '@fale-conosco/domain';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  type ClassificationNode,
  classificationTree,
  flattenTree,
  loadFailure,
  notice,
  type ReadController,
  skeletonLines,
} from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { reachesGroup } from '../shared/reach.ts';
import type { ActionController, ProtocolAction } from './action-controller.ts';
import type { ProtocolContext } from './protocol-header.ts';
import type { ProtocolReads } from './protocol-reads.ts';

/** The input of a confirmed dialog. */
export type ActionInput =
  | { action: 'assign'; agentId: string | null }
  | { action: 'forward'; groupId?: string; classificationId?: string; note?: string }
  | { action: 'reopen'; note?: string }
  | { action: 'close' };

/** State and callbacks of the dialog. */
export interface ActionDialogOptions {
  protocol: CrmProtocol;
  actions: ActionController;
  reads: ProtocolReads;
  errorText: (error: unknown) => string;
  onConfirm: (input: ActionInput) => void;
}

const waiting = (
  reads: readonly Pick<ReadController<FaleConoscoCrm, unknown>, 'value' | 'error' | 'load'>[],
  { ui, texts }: ProtocolContext,
): TemplateResult | undefined => {
  const failed = reads.find(({ error }) => error);
  if (failed) return loadFailure(texts.common.loadFailedTitle, failed.error, ui.t, () => failed.load());
  if (reads.some(({ value }) => value === undefined))
    return html`<div aria-busy="true">${skeletonLines(3, ui.t)}</div>`;
  return undefined;
};

const noteField = (label: string, { ui }: ProtocolContext): TemplateResult => html`<div class="field">
  <label class="label" for="action-note">${label} <span class="optional">${ui.t.common.optional}</span></label>
  <textarea class="input" id="action-note" name="note" rows="3" maxlength="4000"></textarea>
</div>`;

const assignFields = ({ protocol, reads }: ActionDialogOptions, context: ProtocolContext): TemplateResult => {
  const { texts } = context;
  const { assignee, group } = protocol;
  const members = reads.agents.value?.filter(({ active, groupIds }) => active && groupIds.includes(group.id));
  const known = !assignee || members?.some(({ id }) => id === assignee.id);
  return html`${
    waiting([reads.agents], context) ??
    html`<div class="field">
      <label class="label" for="action-agent">${texts.protocol.assignTo}</label>
      <select class="input" id="action-agent" name="agentId">
        <option value="" ?selected=${!assignee}>${texts.protocol.assignNobody}</option>
        ${known ? nothing : html`<option value=${assignee.id} selected>${assignee.name}</option>`}
        ${members?.map(({ id, name }) => html`<option value=${id} ?selected=${id === assignee?.id}>${name}</option>`)}
      </select>
      <p class="hint">${group.name}</p>
    </div>`
  }`;
};

/** The classifications that the server accepts as a destination: usable ones of all groups. */
const forwardTargets = ({
  classifications,
  groups,
}: ProtocolReads): ClassificationNode<CrmClassification>[] => {
  const items = classifications.value ?? [];
  const activeGroups = new Set(groups.value?.filter(({ active }) => active).map(({ id }) => id));
  const usable = openableLeaves(
    items.map(({ id, parentId, active, group }) => ({
      id,
      parentId,
      active,
      groupId: group?.id ?? null,
      groupActive: group !== null && activeGroups.has(group.id),
    })),
    'all',
  );
  return flattenTree(classificationTree(items)).filter(({ classification }) => usable.has(classification.id));
};

const forwardFields = (
  { protocol, reads, actions }: ActionDialogOptions,
  context: ProtocolContext,
): TemplateResult => {
  const { texts } = context;
  const { kind, id } = actions.target;
  const groups = reads.groups.value ?? [];
  const leaves = forwardTargets(reads).filter(
    ({ classification }) => classification.id !== protocol.classification.id,
  );
  const chosen = leaves.find(({ classification }) => classification.id === id)?.classification;
  const groupId = kind === 'group' ? id : chosen?.group?.id;
  const roots = [...new Set(leaves.map(({ path }) => path[0]))];
  const radio = (value: typeof kind, label: string): TemplateResult => html`<label class="check">
    <input
      type="radio"
      name="kind"
      value=${value}
      .checked=${kind === value}
      @change=${() => actions.aim({ kind: value, id: '' })}
    />
    ${label}
  </label>`;
  const options = (): unknown =>
    kind === 'group'
      ? groups
          .filter((group) => group.active && group.id !== protocol.group.id)
          .map((group) => html`<option value=${group.id} ?selected=${group.id === id}>${group.name}</option>`)
      : roots.map(
          (root) =>
            html`<optgroup label=${root ?? ''}>
              ${leaves
                .filter(({ path }) => path[0] === root)
                .map(
                  ({ classification, path }) =>
                    html`<option value=${classification.id} ?selected=${classification.id === id}>
                      ${path.slice(1).join(' › ') || root}
                    </option>`,
                )}
            </optgroup>`,
        );
  const sees = !groupId || reachesGroup(reads.session, groupId);
  return html`${
    waiting([reads.groups, reads.classifications], context) ??
    html`<fieldset class="cluster">
        <legend class="label">${texts.protocol.forwardTo}</legend>
        ${radio('group', texts.protocol.toGroup)} ${radio('classification', texts.protocol.toClassification)}
      </fieldset>
      <div class="field">
        <label class="label" for="action-target">
          ${kind === 'group' ? texts.protocol.group : texts.common.classification}
        </label>
        <select
          class="input"
          id="action-target"
          name="target"
          required
          @change=${(event: Event) => actions.aim({ kind, id: (event.target as HTMLSelectElement).value })}
        >
          <option value="" ?selected=${!id}>${texts.protocol.choose}</option>
          ${options()}
        </select>
        ${chosen?.group ? html`<p class="hint">${texts.protocol.groupOf(chosen.group.name)}</p>` : nothing}
      </div>
      ${sees ? nothing : notice('warning', { text: texts.protocol.willNotSee })}
      ${noteField(texts.protocol.forwardNote, context)}`
  }`;
};

const inputOf = (action: ProtocolAction, form: HTMLFormElement, actions: ActionController): ActionInput => {
  const values = new FormData(form);
  const note = String((values.get('note') as string | null) ?? '');
  const said = isBlank(note) ? {} : { note };
  if (action === 'assign')
    return { action, agentId: String((values.get('agentId') as string | null) ?? '') || null };
  if (action === 'forward') {
    const { kind, id } = actions.target;
    return { action, ...(kind === 'group' ? { groupId: id } : { classificationId: id }), ...said };
  }
  return action === 'reopen' ? { action, ...said } : { action };
};

/** The dialog that asks for the details of an action. It stays open and shows why when the action fails. */
export const actionDialog = (options: ActionDialogOptions, context: ProtocolContext): TemplateResult => {
  const { actions, protocol } = options;
  const { ui, texts } = context;
  const { open, busy, error, target } = actions;
  const words = texts.protocol;
  const parts: Record<ProtocolAction, { title: string; confirm: string; content: () => unknown }> = {
    assign: {
      title: words.assignTitle,
      confirm: words.assignConfirm,
      content: () => assignFields(options, context),
    },
    forward: {
      title: words.forwardTitle,
      confirm: words.forwardConfirm,
      content: () => forwardFields(options, context),
    },
    reopen: {
      title: words.reopenTitle,
      confirm: words.reopenConfirm,
      content: () => html`<p class="muted">${words.reopenText}</p>
        ${noteField(words.reopenNote, context)}`,
    },
    close: {
      title: words.closeTitle,
      confirm: words.closeConfirm,
      content: () =>
        html`<p class="muted">${protocol.visibleToProvider ? words.closeInform : words.closeHidden}</p>`,
    },
  };
  const part = open && parts[open];
  const incomplete = open === 'forward' && !target.id;
  const confirm = (event: SubmitEvent): void => {
    if (open && !busy && !incomplete)
      options.onConfirm(inputOf(open, event.currentTarget as HTMLFormElement, actions));
  };
  return html`<dialog
    class="dialog"
    id="action"
    aria-labelledby=${part ? 'action-title' : nothing}
    @cancel=${(event: Event) => busy && event.preventDefault()}
    @close=${actions.closed}
  >
    ${
      part
        ? html`<form class="stack" novalidate @submit=${confirm}>
          <h3 class="subtitle" id="action-title" tabindex="-1">${part.title}</h3>
          ${part.content()}
          ${error ? notice('error', { title: words.actionFailed, text: options.errorText(error) }) : nothing}
          <div class="actions">
            <button class="btn" type="button" @click=${actions.close}>${ui.t.common.cancel}</button>
            <button
              class="btn btn-primary"
              type="submit"
              aria-busy=${busy}
              aria-disabled=${incomplete}
            >
              ${part.confirm}
            </button>
          </div>
        </form>`
        : nothing
    }
  </dialog>`;
};
