import type { CrmClassification } from '@fale-conosco/contract';
import {
  DEFAULT_PAGE_SIZE,
  foldName,
  isCalendarDay,
  isHolidayTaken,
  localDay,
  type OperatorPrincipal,
  openableLeaves,
  reaches,
} from '@fale-conosco/domain';
import { recordChanges } from '../settings/audit.ts';
import { classifications } from '../settings/classifications.ts';
import { byName, removeFrom } from '../settings/entity-list.ts';
import { asSets, groups } from '../settings/groups.ts';
import { agents, cannedAnswers, contactMethods, providers, webhooks } from '../settings/simple-lists.ts';
import { reachOf } from '../store/access.ts';
import { listHolidays, localHolidays, recomputeDeadlines } from '../store/deadlines.ts';
import { treeNodes } from '../store/protocols.ts';
import type { Store } from '../store/store.ts';
import { decodeCursor, encodeCursor, pageOf } from '../wire/cursor.ts';
import { fieldProblem, orNotFound, ProblemError } from '../wire/problem.ts';
import type { Operations, SettingsOperationId } from './operations.ts';

/** Nodes with what depends on the reader: whether it can open a protocol under them. */
const forReader = (
  store: Store,
  principal: OperatorPrincipal,
  nodes: readonly Omit<CrmClassification, 'canOpen'>[],
): CrmClassification[] => {
  const openable = openableLeaves(treeNodes(store), reachOf(store, principal));
  return nodes.map((node) => ({ ...node, canOpen: openable.has(node.id) }));
};

const toCrmClassification = (
  store: Store,
  principal: OperatorPrincipal,
  node: Omit<CrmClassification, 'canOpen'>,
): CrmClassification => orNotFound(forReader(store, principal, [node])[0]);

/** The canned answers that somebody may use: an admin keeps all; an agent has the active ones of everybody and of its groups. */
const usableAnswers = (store: Store, principal: OperatorPrincipal) => {
  const reach = reachOf(store, principal);
  return cannedAnswers
    .list(store)
    .filter(
      ({ active, group }) =>
        principal.kind === 'admin' || (active && (group === null || reaches(reach, group.id))),
    );
};

const SECRET = 'whsec_c2VncmVkby1zw7MtcGFyYS10ZXN0ZXM=';

/** The operations on the operator's settings. */
export const settingsOperations: Operations<SettingsOperationId> = {
  listCrmClassifications: ({ store, principal }) => ({
    items: forReader(store, principal, classifications.list(store)),
  }),
  getCrmClassification: ({ store, principal, params }) =>
    toCrmClassification(store, principal, classifications.find(store, params.id)),
  createCrmClassification: ({ store, principal, body }) =>
    toCrmClassification(store, principal, classifications.create(store, principal, body)),
  updateCrmClassification: ({ store, principal, params: { id }, ifMatch, body }) =>
    toCrmClassification(store, principal, classifications.update(store, principal, { id, ifMatch }, body)),
  deleteCrmClassification: ({ store, principal, params: { id }, ifMatch }) =>
    classifications.delete(store, principal, { id, ifMatch }),

  listCrmContactMethods: ({ store }) => ({ items: contactMethods.list(store) }),
  getCrmContactMethod: ({ store, params }) => contactMethods.find(store, params.id),
  createCrmContactMethod: ({ store, principal, body }) => contactMethods.create(store, principal, body),
  updateCrmContactMethod: ({ store, principal, params: { id }, ifMatch, body }) =>
    contactMethods.update(store, principal, { id, ifMatch }, body),

  listGroups: ({ store }) => ({ items: groups.list(store) }),
  getGroup: ({ store, params }) => groups.find(store, params.id),
  createGroup: ({ store, principal, body }) => groups.create(store, principal, asSets(body)),
  updateGroup: ({ store, principal, params: { id }, ifMatch, body }) =>
    groups.update(store, principal, { id, ifMatch }, asSets(body)),

  listAgents: ({ store }) => ({ items: agents.list(store) }),
  getAgent: ({ store, params }) => agents.find(store, params.id),
  createAgent: ({ store, principal, body }) => agents.create(store, principal, body),
  updateAgent: ({ store, principal, params: { id }, ifMatch, body }) =>
    agents.update(store, principal, { id, ifMatch }, body),

  listProviders: ({ store, query }) => {
    const wanted = foldName(query.search ?? '');
    const found = byName(
      providers.list(store).filter(({ name }) => foldName(name).includes(wanted)),
      ({ name }) => name,
    );
    const [lastId] = query.cursor === undefined ? [] : decodeCursor('providers', query.cursor, ['string']);
    if (lastId !== undefined && !store.settings.providers.some(({ id }) => id === lastId))
      throw new ProblemError('cursor_invalid');
    const order = byName(store.settings.providers, ({ name }) => name).map(({ id }) => id);
    return pageOf(
      found,
      query.limit ?? DEFAULT_PAGE_SIZE,
      lastId === undefined ? undefined : ({ id }) => order.indexOf(id) > order.indexOf(lastId),
      ({ id }) => encodeCursor('providers', id),
    );
  },
  getProvider: ({ store, params }) => providers.find(store, params.id),
  createProvider: ({ store, principal, body }) => providers.create(store, principal, body),
  updateProvider: ({ store, principal, params: { id }, ifMatch, body }) =>
    providers.update(store, principal, { id, ifMatch }, body),

  listCannedAnswers: ({ store, principal }) => ({ items: usableAnswers(store, principal) }),
  getCannedAnswer: ({ store, principal, params }) =>
    orNotFound(usableAnswers(store, principal).find(({ id }) => id === params.id)),
  createCannedAnswer: ({ store, principal, body }) => cannedAnswers.create(store, principal, body),
  updateCannedAnswer: ({ store, principal, params: { id }, ifMatch, body }) =>
    cannedAnswers.update(store, principal, { id, ifMatch }, body),
  deleteCannedAnswer: ({ store, principal, params: { id }, ifMatch }) =>
    cannedAnswers.delete(store, principal, { id, ifMatch }),

  listHolidays: ({ store, query }) => ({
    items: listHolidays(store, query.year ?? Number(localDay(store.now).slice(0, 4))),
  }),
  createHoliday: ({ store, principal, body }) => {
    const { date, name, everyYear } = body;
    if (!isCalendarDay(date)) throw fieldProblem('date', 'invalid_format');
    if (isHolidayTaken(localHolidays(store), body)) throw fieldProblem('date', 'already_taken');
    const id = store.nextId('hol');
    store.settings.holidays.push({ id, date, name, scope: 'local', everyYear });
    recomputeDeadlines(store);
    const change = { entity: 'holiday', entityId: id, entityName: name, before: null, after: body } as const;
    recordChanges(store, principal, [change]);
    return { id, date, name, scope: 'local', everyYear };
  },
  deleteHoliday: ({ store, principal, params: { id } }) => {
    const { date, name, everyYear } = orNotFound(
      store.settings.holidays.find((holiday) => holiday.id === id),
    );
    removeFrom(store.settings.holidays, id);
    recomputeDeadlines(store);
    const before = { date, name, everyYear };
    recordChanges(store, principal, [
      { entity: 'holiday', entityId: id, entityName: name, before, after: null },
    ]);
    return undefined;
  },

  listWebhooks: ({ store }) => ({ items: webhooks.list(store) }),
  getWebhook: ({ store, params }) => webhooks.find(store, params.id),
  createWebhook: ({ store, principal, body }) => ({
    ...webhooks.create(store, principal, body),
    secret: SECRET,
  }),
  updateWebhook: ({ store, principal, params: { id }, ifMatch, body }) =>
    webhooks.update(store, principal, { id, ifMatch }, body),
  deleteWebhook: ({ store, principal, params: { id }, ifMatch }) =>
    webhooks.delete(store, principal, { id, ifMatch }),

  listDeliveries: ({ store, query }) =>
    newestFirst(
      'deliveries',
      store.settings.deliveries.filter(({ state }) => !query.state || state === query.state),
      store.settings.deliveries,
      query,
    ),
  retryDelivery: ({ store, params }) => {
    const delivery = orNotFound(store.settings.deliveries.find(({ id }) => id === params.id));
    if (delivery.state !== 'dead') throw new ProblemError('retry_not_allowed');
    const nextAttemptAt = store.tick().toISOString();
    return Object.assign(delivery, { state: 'pending' as const, attempts: 0, nextAttemptAt });
  },

  listAuditRecords: ({ store, query }) =>
    newestFirst(
      'audit',
      store.settings.audit.filter(
        ({ entity, entityId }) =>
          (!query.entity || entity === query.entity) && (!query.entityId || entityId === query.entityId),
      ),
      store.settings.audit,
      query,
    ),
};

/** A page of a log that is kept newest first, by the id of its last entry. */
const newestFirst = <Item extends { id: string }>(
  list: string,
  found: readonly Item[],
  all: readonly Item[],
  { cursor, limit = DEFAULT_PAGE_SIZE }: { cursor?: string | undefined; limit?: number | undefined },
): { items: Item[]; nextCursor: string | null } => {
  const [lastId] = cursor === undefined ? [] : decodeCursor(list, cursor, ['string']);
  const place = all.findIndex(({ id }) => id === lastId);
  return pageOf(
    found,
    limit,
    lastId === undefined ? undefined : (item) => all.indexOf(item) > place,
    ({ id }) => encodeCursor(list, id),
  );
};
