import type { CrmContactMethod, CrmMessage, CrmProtocol } from '@fale-conosco/contract';
import { type AttachmentItem, composer, iconStatus, notice, roveFocus } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { iconLock } from '../shared/icons.ts';
import { leftOpen } from './canned-answers.ts';
import { iconNote } from './icons.ts';
import { COMPOSE_MODES, type ComposeMode, type OperatorDraft } from './operator-draft.ts';
import type { ProtocolContext } from './protocol-header.ts';

/** State and callbacks of the composer. */
export interface ComposerPanelOptions {
  protocol: CrmProtocol;
  messages: readonly CrmMessage[];
  drafts: Readonly<Record<ComposeMode, OperatorDraft>>;
  modes: readonly ComposeMode[];
  mode: ComposeMode;
  /** The contact methods of a reply. */
  methods: readonly CrmContactMethod[];
  /** The agent may mark files as confidential. */
  mayConfide: boolean;
  /** The list of canned answers, when it is open. */
  canned: TemplateResult | undefined;
  /** An error of the server, as a notice. */
  error: unknown;
  onMode: (mode: ComposeMode) => void;
  onCanned: () => void;
  onSend: () => void;
  /** The agent has seen the warning and sends anyway. */
  onSendAnyway: () => void;
  onClose: () => void;
  onSeeNew: (sequence: number) => void;
  onChange: () => void;
}

/** Whether the agent should look at a draft again before it is sent. */
export const needsConfirmation = (draft: OperatorDraft, messages: readonly CrmMessage[]): boolean =>
  !draft.upToDate(messages) || leftOpen(draft.text).length > 0;

const warning = (
  draft: OperatorDraft,
  { messages, onSendAnyway, onSeeNew }: ComposerPanelOptions,
  { texts }: ProtocolContext,
): TemplateResult | typeof nothing => {
  if (draft.busy || !needsConfirmation(draft, messages)) return nothing;
  const words = texts.protocol;
  const blanks = leftOpen(draft.text);
  const missed = draft.upToDate(messages) ? [] : draft.missed(messages);
  const names = [...new Set(missed.filter(({ activity }) => !activity).map(({ author }) => author.name))];
  const [first] = missed;
  return html`<div class="stack" id="warning" tabindex="-1">
    ${
      draft.upToDate(messages)
        ? nothing
        : notice('warning', {
            title: names.length > 0 ? words.overtakenTitle(names.join(', ')) : words.overtakenUnknown,
            text: words.overtakenText,
            actions: html`${
              first
                ? html`<button class="btn" type="button" @click=${() => onSeeNew(first.sequence)}>${words.seeNew}</button>`
                : nothing
            }${
              blanks.length > 0
                ? nothing
                : html`<button class="btn" type="button" @click=${onSendAnyway}>${words.sendAnyway}</button>`
            }`,
          })
    }
    ${
      blanks.length > 0
        ? notice('warning', {
            title: words.leftOpen(blanks.join(', ')),
            text: words.leftOpenText,
            actions: html`<button class="btn" type="button" @click=${onSendAnyway}>${words.sendAnyway}</button>`,
          })
        : nothing
    }
  </div>`;
};

const publicFields = (
  draft: OperatorDraft,
  { protocol, methods, onChange }: ComposerPanelOptions,
  { texts }: ProtocolContext,
): TemplateResult => html`${protocol.providerCanReply ? nothing : html`<p class="hint">${texts.protocol.cannotReply}</p>`}
  <div class="columns">
    <div class="field">
      <label class="label" for="return-method">${texts.protocol.returnMethod}</label>
      <select
        class="input"
        id="return-method"
        @change=${(event: Event) => {
          draft.contactMethodId = (event.target as HTMLSelectElement).value;
          onChange();
        }}
      >
        <option value="" ?selected=${!draft.contactMethodId}>${texts.protocol.returnMethodNone}</option>
        ${methods.map(
          ({ id, description }) =>
            html`<option value=${id} ?selected=${id === draft.contactMethodId}>${description}</option>`,
        )}
      </select>
    </div>
    <div class="field asks">
      <label class="check">
        <input
          type="checkbox"
          id="asks"
          aria-describedby="asks-hint"
          .checked=${draft.asksProvider}
          @change=${(event: Event) => {
            draft.asksProvider = (event.target as HTMLInputElement).checked;
            onChange();
          }}
        />
        ${texts.protocol.asks}
      </label>
      <p class="hint" id="asks-hint">${texts.protocol.asksHint}</p>
    </div>
  </div>`;

/** The composer, with a tab for each kind of message. */
export const composerPanel = (options: ComposerPanelOptions, context: ProtocolContext): TemplateResult => {
  const { drafts, mode, modes, canned } = options;
  const { ui, texts } = context;
  const words = texts.protocol;
  const draft = drafts[mode];
  const modeTexts = {
    public: { tab: words.reply, label: words.replyLabel, send: words.send, hint: undefined, icon: nothing },
    internal: {
      tab: words.note,
      label: words.noteLabel,
      send: words.saveNote,
      hint: words.noteHint,
      icon: iconNote(),
    },
    confidential: {
      tab: words.secret,
      label: words.secretLabel,
      send: words.saveSecret,
      hint: words.secretHint,
      icon: iconLock(),
    },
  };
  const row = (item: AttachmentItem): TemplateResult => html`<label class="check small">
    <input
      type="checkbox"
      aria-label=${words.fileConfidentialOf(item.file.name)}
      .checked=${item.confidential ?? false}
      @change=${(event: Event) => draft.attachments.retry(item, (event.target as HTMLInputElement).checked)}
    />
    ${words.fileConfidential}
  </label>`;
  return html`<section class="desk" data-mode=${mode} aria-label=${words.modes}>
    <div class="desk-bar">
    <div
      class="tabs"
      role="tablist"
      aria-label=${words.modes}
      @keydown=${(event: KeyboardEvent) => roveFocus(event, '[role=tab]', { activate: true })}
    >
      ${COMPOSE_MODES.filter((each) => modes.includes(each)).map(
        (each) =>
          html`<button
            class="tab"
            role="tab"
            type="button"
            id="mode-${each}"
            aria-selected=${each === mode}
            aria-controls="desk-panel"
            tabindex=${each === mode ? 0 : -1}
            @click=${() => options.onMode(each)}
          >
            ${modeTexts[each].icon}<span>${modeTexts[each].tab}</span>${
              each !== mode && drafts[each].dirty
                ? html`<span class="kept" title=${words.draftKept}><span class="visually-hidden">${words.draftKept}</span></span>`
                : nothing
            }
          </button>`,
      )}
    </div>
    <button
      class="btn btn-quiet"
      id="canned-button"
      type="button"
      aria-expanded=${canned !== undefined}
      aria-controls=${canned ? 'canned' : nothing}
      @click=${options.onCanned}
    >
      ${words.canned}
    </button>
    </div>
    <div id="desk-panel" role="tabpanel" aria-labelledby="mode-${mode}">
      ${composer(draft, ui, {
        label: modeTexts[mode].label,
        hint: modeTexts[mode].hint,
        send: modeTexts[mode].send,
        onInput: (text) => draft.writeOn(text, options.protocol),
        onSend: options.onSend,
        row: options.mayConfide && mode !== 'confidential' ? row : undefined,
        error: options.error,
        before: canned,
        after: html`${mode === 'public' ? publicFields(draft, options, context) : nothing}
          ${warning(draft, options, context)}`,
        actions:
          mode === 'public'
            ? html`<button class="btn" type="button" id="close" aria-disabled=${draft.busy} @click=${options.onClose}>
                ${iconStatus('closed')}${words.close}
              </button>`
            : nothing,
      })}
    </div>
  </section>`;
};
