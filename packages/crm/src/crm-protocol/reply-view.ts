import { type CrmProtocol, isBlank } from '@fale-conosco/contract';
import { takesReplies } from '@fale-conosco/domain';
import { ApiError } from '@fale-conosco/sdk';
import { contactMessages, focusInside, messageField, notice } from '@fale-conosco/ui';
import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { cannedAnswers } from './canned-answers.ts';
import { composerPanel } from './composer-panel.ts';
import { COMPOSE_MODES } from './operator-draft.ts';
import type { ProtocolContext } from './protocol-header.ts';
import type { ProtocolReads } from './protocol-reads.ts';
import type { ReplyController } from './reply-controller.ts';

/** What the composer is rendered with. */
export interface ReplyViewOptions {
  host: ReactiveElement;
  protocol: CrmProtocol;
  messages: Parameters<typeof composerPanel>[0]['messages'];
  reply: ReplyController;
  reads: ProtocolReads;
  /** An error that the server responded with, as a notice. */
  failure: (error: unknown, parts: { title: string }) => TemplateResult;
}

/** The composer, with the canned answers when they are open. */
export const replyView = (options: ReplyViewOptions, context: ProtocolContext): TemplateResult => {
  const { host, protocol, messages, reply, reads, failure } = options;
  const { status } = protocol;
  const { draft, mode } = reply;
  const words = context.texts.protocol;
  const closed: Partial<Record<string, { title: string; text: string }>> = {
    closed: { title: words.closedTitle, text: words.closedText },
    cancelled: { title: words.cancelledTitle, text: words.cancelledText },
  };
  const remark = closed[status];
  return html`${remark ? notice('info', remark) : nothing}
    ${composerPanel(
      {
        protocol,
        messages,
        drafts: reply.drafts,
        modes: reply.modes(protocol),
        mode,
        methods: reads.contactMethods?.filter(takesReplies) ?? [],
        mayConfide: reads.session?.agent?.accessesConfidential ?? false,
        canned: reply.cannedOpen ? cannedList(options, context) : undefined,
        error:
          draft.error instanceof ApiError
            ? failure(draft.error, { title: contactMessages(context.ui).thread.failedTitle })
            : undefined,
        onMode: (next) => reply.choose(next),
        onCanned: () => toggleCanned(options),
        onSend: () => void reply.send(protocol),
        onSendAnyway: () => void reply.sendAnyway(protocol),
        onClose: () => void reply.askToClose(protocol),
        onSeeNew: (sequence) => void focusInside(host, `#message-${sequence}`),
        onChange: () => host.requestUpdate(),
      },
      context,
    )}`;
};

const toggleCanned = ({ reply, reads }: ReplyViewOptions): void => {
  if (!reply.cannedOpen) reads.cannedAnswers.ensureLoaded();
  void reply.toggleCanned();
};

const cannedList = (options: ReplyViewOptions, context: ProtocolContext): TemplateResult => {
  const { protocol, reply, reads } = options;
  return cannedAnswers(
    {
      answers: reads.cannedAnswers,
      protocol,
      session: reads.session,
      query: reply.cannedQuery,
      onQuery: (query) => reply.filterCanned(query),
      onChoose: (answer) => void reply.insert(answer, protocol),
      onClose: () => toggleCanned(options),
    },
    context,
  );
};

/** The first text that was written when the agent lost access to the protocol, to be copied. */
export const unsentText = (reply: ReplyController, { ui, texts }: ProtocolContext): unknown =>
  COMPOSE_MODES.filter((mode) => !isBlank(reply.drafts[mode].text))
    .slice(0, 1)
    .map((mode) =>
      messageField(ui, {
        label: texts.protocol.replyLabel,
        value: reply.drafts[mode].text,
        readonly: true,
        onInput: () => {},
      }),
    );
