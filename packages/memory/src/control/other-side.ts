import { type Principal, statusAfterComplement, statusAfterReply } from '@fale-conosco/domain';
import { makeReadyFile } from '../store/files.ts';
import type { StoredMessage, StoredProtocol } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { appendMessage } from '../store/thread.ts';
import { orNotFound } from '../wire/problem.ts';

/** What an agent does at once, without a request. */
export interface OperatorEffects {
  /** Answers in public, or asks the provider for something. */
  reply(
    number: string,
    body: string,
    options?: { asksProvider?: boolean; fileNames?: readonly string[] },
  ): StoredMessage;
  /** Closes the protocol with a conclusive message. */
  close(number: string, body: string): StoredProtocol;
}

/** What a provider's user does at once, without a request. */
export interface ProviderEffects {
  complement(number: string, body: string): StoredMessage;
}

/** The agent who speaks: the assignee of the protocol, or else the first active one. */
const agentOf = ({ settings }: Store, { assignee }: StoredProtocol): Principal => {
  const agent =
    settings.agents.find(({ id }) => id === (assignee?.id ?? 'agt-fabio')) ??
    orNotFound(settings.agents.find(({ active }) => active));
  return { kind: 'agent', userId: agent.id, name: agent.name, email: agent.email };
};

const userOf = (store: Store, protocol: StoredProtocol): Principal => {
  const user = orNotFound(store.users.find(({ providerId }) => providerId === protocol.provider.id));
  const { id: userId, name, email, phone, providerId } = user;
  const providerName = store.providerName(protocol.provider);
  return { kind: 'provider', userId, providerId, providerName, name, email, phone };
};

/** Makes the effects of an agent. */
export const createOperatorEffects = (store: Store): OperatorEffects => {
  const write = (
    number: string,
    body: string,
    status: StoredProtocol['status'],
    fileNames: readonly string[],
  ): StoredMessage => {
    const protocol = orNotFound(store.protocol(number));
    const agent = agentOf(store, protocol);
    const files = fileNames.map((fileName) => makeReadyFile(store, fileName, agent.userId));
    const entry = { body, files, visibility: 'public', status, cause: 'message' } as const;
    return appendMessage(store, agent, protocol, entry, store.tick());
  };
  return {
    reply: (number, body, { asksProvider = false, fileNames = [] } = {}) =>
      write(number, body, statusAfterReply(asksProvider), fileNames),
    close: (number, body) => {
      write(number, body, 'closed', []);
      return orNotFound(store.protocol(number));
    },
  };
};

/** Makes the effects of a provider's user. */
export const createProviderEffects = (store: Store): ProviderEffects => ({
  complement: (number, body) => {
    const protocol = orNotFound(store.protocol(number));
    const status = statusAfterComplement(protocol.status);
    const entry = { body, visibility: 'public', status, cause: 'message' } as const;
    return appendMessage(store, userOf(store, protocol), protocol, entry, store.tick());
  },
});
