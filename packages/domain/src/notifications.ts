import type { WebhookEvent } from '@fale-conosco/contract';

/** What a new entry of a thread tells to other systems; empty: nothing. */
export const notificationTopics = ({
  cause,
  statusChanges,
}: {
  /** As in the event about the entry. */
  cause: string;
  statusChanges: boolean;
}): WebhookEvent[] => {
  if (cause === 'created') return ['protocol.created'];
  return [
    ...(cause === 'message' ? ['message.added' as const] : []),
    ...(statusChanges ? ['status.changed' as const] : []),
  ];
};

/** A person's address with its name hidden: `a…@saolucas.example`. */
export const maskAddress = (address: string): string => {
  const at = address.lastIndexOf('@');
  return `${[...address][0] ?? ''}…${address.slice(at)}`;
};
