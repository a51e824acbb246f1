import {
  CANNED_ANSWER_PLACEHOLDERS,
  type CannedAnswer,
  type CannedAnswerPlaceholder,
  type CrmProtocol,
  fillCannedAnswer,
  formatProtocolNumber,
  type Session,
} from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  type Formats,
  foldText,
  iconSearch,
  loadFailure,
  type ReadController,
  skeletonLines,
} from '@fale-conosco/ui';
import { html, type TemplateResult } from 'lit';
import { iconX } from '../shared/icons.ts';
import type { ProtocolContext } from './protocol-header.ts';

/** A canned answer with its placeholders filled in; those without a value stay. */
export const filledAnswer = (
  { body }: CannedAnswer,
  protocol: CrmProtocol,
  session: Session | undefined,
  formats: Formats,
): string => {
  const { deadline } = protocol;
  const known: Partial<Record<CannedAnswerPlaceholder, string>> = {
    protocolo: formatProtocolNumber(protocol.number),
    contato: protocol.contactPerson,
    prestador: protocol.provider.name,
    classificacao: protocol.classification.path.at(-1) ?? '',
  };
  if (session) known.atendente = session.user.name;
  if (deadline?.dueAt) known.prazo = formats.date(deadline.dueAt);
  const values = CANNED_ANSWER_PLACEHOLDERS.map((name) => [name, known[name] ?? `{{${name}}}`] as const);
  return fillCannedAnswer(body, Object.fromEntries(values) as Record<CannedAnswerPlaceholder, string>);
};

/** The placeholders that are left in a text. */
export const leftOpen = (text: string): string[] => [...new Set(text.match(/\{\{[^{}]*\}\}/g))];

/** The answers that the agent may use for a protocol. */
const usable = (
  answers: readonly CannedAnswer[],
  protocol: CrmProtocol,
  session: Session | undefined,
): CannedAnswer[] => {
  const groups = new Set([protocol.group.id, ...(session?.agent?.groups.map(({ id }) => id) ?? [])]);
  return answers.filter(({ active, group }) => active && (!group || groups.has(group.id)));
};

/** State and callbacks of the list of canned answers. */
export interface CannedAnswersOptions {
  answers: ReadController<FaleConoscoCrm, CannedAnswer[]>;
  protocol: CrmProtocol;
  session: Session | undefined;
  query: string;
  onQuery: (query: string) => void;
  onChoose: (answer: CannedAnswer) => void;
  onClose: () => void;
}

/** The list of `Respostas prontas`, with its filter. */
export const cannedAnswers = (
  { answers, protocol, session, query, onQuery, onChoose, onClose }: CannedAnswersOptions,
  { ui, texts }: ProtocolContext,
): TemplateResult => {
  const { t } = ui;
  const all = usable(answers.value ?? [], protocol, session);
  const words = foldText(query).split(/\s+/).filter(Boolean);
  const found = all.filter(({ title, body }) => {
    const text = foldText(`${title} ${body}`);
    return words.every((word) => text.includes(word));
  });
  const content = (): unknown => {
    if (answers.error && !answers.loading)
      return loadFailure(texts.common.loadFailedTitle, answers.error, t, () => answers.load());
    if (!answers.value) return html`<div aria-busy="true">${skeletonLines(3, t)}</div>`;
    if (found.length === 0)
      return html`<p class="muted">${all.length > 0 ? texts.protocol.cannedNone : texts.protocol.cannedEmpty}</p>`;
    return html`<ul class="answers">
      ${found.map(
        (answer) =>
          html`<li>
            <button class="answer" type="button" @click=${() => onChoose(answer)}>
              <span class="strong">${answer.title}</span>
              <span class="small muted">${filledAnswer(answer, protocol, session, ui.formats)}</span>
            </button>
          </li>`,
      )}
    </ul>`;
  };
  return html`<div
    class="canned card"
    id="canned"
    role="group"
    aria-label=${texts.protocol.canned}
    @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && onClose()}
  >
    <div class="cluster nowrap">
      <label class="search grow">
        <span class="visually-hidden">${texts.protocol.cannedFilter}</span>${iconSearch()}
        <input
          class="input"
          id="canned-filter"
          type="search"
          placeholder=${texts.protocol.cannedFilter}
          .value=${query}
          @input=${(event: Event) => onQuery((event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => {
            // Enter would send the message.
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (found[0] && query) onChoose(found[0]);
          }}
        />
      </label>
      <button class="btn btn-quiet btn-icon" type="button" aria-label=${texts.protocol.cannedClose} @click=${onClose}>
        ${iconX()}
      </button>
    </div>
    ${content()}
  </div>`;
};
