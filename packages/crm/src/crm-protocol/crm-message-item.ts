import type { CrmMessage } from '@fale-conosco/contract';
import { type MessageContext, messageItem, systemLine } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';
import { iconEye, iconLock, iconUser } from '../shared/icons.ts';
import { iconForward, iconNote } from './icons.ts';

/** What every entry of the operator's thread shares. */
export interface CrmMessageContext extends MessageContext {
  texts: CrmMessages;
}

const activityIcons: Record<string, () => TemplateResult> = { assigned: iconUser };

const label = ({ visibility }: CrmMessage, { texts }: CrmMessageContext): unknown => {
  if (visibility === 'internal')
    return html`<p class="who">${iconNote()}<span>${texts.protocol.internal}</span></p>`;
  if (visibility === 'confidential') {
    return html`<p class="who">
      ${iconLock()}<span>${texts.protocol.confidential} <span class="muted">· ${texts.protocol.confidentialText}</span></span>
    </p>`;
  }
  return nothing;
};

const footer = (message: CrmMessage, { texts, ui }: CrmMessageContext): unknown => {
  const { visibility, author, contactMethod, viewedByProviderAt, attachments } = message;
  const secret = attachments.filter(({ confidential }) => confidential).map(({ fileName }) => fileName);
  const lines: unknown[] = [];
  if (secret.length > 0 && visibility !== 'confidential') {
    lines.push(html`${iconLock()}<span>${texts.protocol.confidential}: ${secret.join(', ')}</span>`);
  }
  if (contactMethod) lines.push(html`<span>${texts.protocol.returnedBy(contactMethod.description)}</span>`);
  if (author.kind === 'operator' && visibility === 'public') {
    lines.push(
      html`${iconEye()}<span
          >${viewedByProviderAt ? texts.protocol.viewedAt(ui.formats.dateTime(viewedByProviderAt)) : texts.protocol.notViewed}</span
        >`,
    );
  }
  return lines.length > 0
    ? html`<p class="after small muted">${lines.map((line) => html`<span class="mark">${line}</span>`)}</p>`
    : nothing;
};

/**
 * One entry of the thread as the operator sees it: who it is for, whether the provider has viewed it, what was done with the
 * protocol.
 *
 * @param day the day that begins with it, in words; empty within a day
 */
export const crmMessageItem = (
  message: CrmMessage,
  context: CrmMessageContext,
  day: string,
): TemplateResult => {
  const { activity, visibility } = message;
  const { activities } = context.texts.protocol;
  return messageItem(message, context, day, {
    kind: visibility === 'public' ? undefined : visibility,
    label: label(message, context),
    footer: footer(message, context),
    mark: activity
      ? systemLine(
          (activityIcons[activity.type] ?? iconForward)(),
          html`<b>${message.author.name}</b> · ${(activities[activity.type] ?? activities.other)(activity.from, activity.to)}`,
          message,
          context.ui,
        )
      : nothing,
  });
};
