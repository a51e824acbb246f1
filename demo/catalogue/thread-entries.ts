import { isClosedStatus, type ProtocolStatus } from '@fale-conosco/contract';
import { type GeneratedMessage, type NumberedProtocol, statusAfter } from './catalogue.ts';

/** An entry of a thread, with the status that it brought. */
export interface Entry extends GeneratedMessage {
  statusChange: ProtocolStatus | null;
}

/** A protocol's entries; a cancellation, which has no text, is one of them. */
export const entriesOf = (protocol: NumberedProtocol): Entry[] => {
  let status: ProtocolStatus = 'received';
  const entries = protocol.messages.map((message, index): Entry => {
    const next = index === 0 ? status : statusAfter(status, message);
    const statusChange = next === status ? null : next;
    status = next;
    return { ...message, statusChange };
  });
  if (protocol.status === 'cancelled' && protocol.closedAt) {
    entries.push({
      sequence: (entries.at(-1)?.sequence ?? 0) + 1,
      author: protocol.openedBy,
      body: '',
      sentAt: protocol.closedAt,
      visibility: 'public',
      asksProvider: false,
      concludes: false,
      attachments: [],
      statusChange: 'cancelled',
    });
  }
  return entries;
};

/** Whether an entry is news for the provider. */
export const isOperatorNews = (entry: Entry): boolean =>
  entry.author.kind === 'operator' && entry.visibility === 'public';

/** How many of the operator's messages lie beyond a read marker. */
export const unreadAfter = (entries: readonly Entry[], sequence: number): number =>
  entries.filter((entry) => isOperatorNews(entry) && entry.sequence > sequence).length;

/** Since when the provider waits: what follows the last public answer of the operator. The first entry is what is asked. */
export const waitingSince = ({ status }: NumberedProtocol, entries: readonly Entry[]): Date | null => {
  if (isClosedStatus(status)) return null;
  const [, ...more] = entries.filter(({ visibility }) => visibility === 'public');
  const answered = more.findLastIndex(isOperatorNews);
  return (answered < 0 ? entries[0] : more[answered + 1])?.sentAt ?? null;
};
