import type {
  Agent,
  CannedAnswer,
  CrmContactMethod,
  NewAgent,
  NewCannedAnswer,
  NewContactMethod,
  NewProvider,
  NewWebhook,
  Provider,
  Webhook,
  WebhookEvent,
} from '@fale-conosco/contract';
import { isAcceptedWebhookUrl, isNameTaken } from '@fale-conosco/domain';
import type { Issue } from '../wire/problem.ts';
import { byName, EntityList, groupRef, put, removeFrom } from './entity-list.ts';

const issueIf = (condition: boolean, path: string, code: Issue['code']): Issue[] =>
  condition ? [{ path, code }] : [];

/** `Forma de contato/retorno`. */
export const contactMethods = new EntityList<CrmContactMethod, NewContactMethod>({
  entity: 'contact_method',
  newId: (store) => store.nextId('met'),
  list: ({ settings }) => byName(settings.contactMethods, ({ description }) => description),
  fieldsOf: ({ id: _id, version: _version, ...fields }) => fields as NewContactMethod,
  nameOf: ({ description }) => description,
  check: ({ settings }, { id, after }) =>
    issueIf(
      isNameTaken(
        settings.contactMethods.map((other) => ({ id: other.id, name: other.description })),
        id,
        after.description,
      ),
      'description',
      'already_taken',
    ),
  write: ({ settings }, id, fields, version) => {
    put(settings.contactMethods, { ...fields, id, version });
    return [];
  },
});

/** The operator's employees. No admin takes that right from itself. */
export const agents = new EntityList<Agent, NewAgent>({
  entity: 'agent',
  newId: (store) => store.nextId('agt'),
  list: ({ settings }) => byName(settings.agents, ({ name }) => name),
  fieldsOf: ({ id: _id, version: _version, groupIds: _groupIds, ...fields }) => fields as NewAgent,
  nameOf: ({ name }) => name,
  check: ({ settings }, { id, after, principal }) => {
    const { issuer, subject } = after;
    const namesake = settings.agents.find((agent) => agent.issuer === issuer && agent.subject === subject);
    const own = id === principal.userId;
    return [
      ...issueIf(namesake !== undefined && namesake.id !== id, 'subject', 'already_taken'),
      ...issueIf(own && !after.active, 'active', 'not_available'),
      ...issueIf(own && after.role !== 'admin', 'role', 'not_available'),
    ];
  },
  write: ({ settings }, id, fields, version) => {
    const groupIds = settings.agents.find((agent) => agent.id === id)?.groupIds ?? [];
    put(settings.agents, { ...fields, id, groupIds, version });
    return [];
  },
});

/** Clinics, hospitals and laboratories, by the ids that their portals' tokens name them with. */
export const providers = new EntityList<Provider, NewProvider>({
  entity: 'provider',
  newId: (_store, { id }) => id,
  list: ({ settings }) => byName(settings.providers, ({ name }) => name),
  fieldsOf: ({ version: _version, ...fields }) => fields,
  nameOf: ({ name }) => name,
  check: ({ settings }, { id, after }) =>
    issueIf(
      id === null && settings.providers.some((provider) => provider.id === after.id),
      'id',
      'already_taken',
    ),
  write: ({ settings }, id, fields, version) => {
    put(settings.providers, { ...fields, id, version });
    return [];
  },
});

/** Texts that agents answer with often. */
export const cannedAnswers = new EntityList<CannedAnswer, NewCannedAnswer>({
  entity: 'canned_answer',
  newId: (store) => store.nextId('ans'),
  list: (store) =>
    byName(store.settings.cannedAnswers, ({ title }) => title).map((answer) => ({
      ...answer,
      group: answer.group && (groupRef(store, answer.group.id) ?? answer.group),
    })),
  fieldsOf: ({ id: _id, version: _version, group, ...fields }) => ({ ...fields, groupId: group?.id ?? null }),
  nameOf: ({ title }) => title,
  check: (store, { after: { groupId } }) =>
    issueIf(groupId !== null && !groupRef(store, groupId), 'groupId', 'not_available'),
  write: (store, id, { groupId, ...fields }, version) => {
    put(store.settings.cannedAnswers, { ...fields, id, group: groupRef(store, groupId), version });
    return [];
  },
  remove: ({ settings }, id) => removeFrom(settings.cannedAnswers, id),
});

/** This machine, and what is no public address, as the server refuses it by default: a coarse reading, as nothing is sent. */
const isForbiddenHost = (host: string): boolean =>
  /(^|\.)localhost\.?$/.test(host) ||
  /^(0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
    host,
  ) ||
  /^(192\.0\.[02]|198\.1[89]|198\.51\.100|203\.0\.113|22[4-9]|2[3-5]\d)\./.test(host) ||
  (host.includes(':') && !/^[23]/.test(host));

/** Addresses of the operator's other systems. */
export const webhooks = new EntityList<Webhook, NewWebhook>({
  entity: 'webhook',
  newId: (store) => store.nextId('whk'),
  list: ({ settings }) => [...settings.webhooks].sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0)),
  fieldsOf: ({ url, events, active }) => ({ url, events: events as WebhookEvent[], active }),
  nameOf: ({ url }) => url,
  check: (_store, { before, after: { url } }) =>
    issueIf(
      before?.url !== url && !isAcceptedWebhookUrl(url, { allowHttp: false, isForbiddenHost }),
      'url',
      'not_available',
    ),
  write: ({ settings }, id, { events, ...fields }, version) => {
    put(settings.webhooks, { ...fields, events: [...new Set(events)], id, version });
    return [];
  },
  remove: ({ settings }, id) => {
    const webhook = settings.webhooks.find((entry) => entry.id === id);
    settings.deliveries = settings.deliveries.filter(
      ({ kind, target }) => kind !== 'webhook' || target !== webhook?.url,
    );
    removeFrom(settings.webhooks, id);
  },
});
