import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { fillPath, type OperationId, type Route, routes } from '@fale-conosco/contract';
import { fixture, type Person, useHarness } from '../testing/harness.ts';

const harness = useHarness();

/** What an operation answers to each actor. `own` acts on a protocol (or file) of Ana at provider A, in group billing. */
interface Row {
  /** Body of a good request. */
  body?: () => unknown;
  /** Status by actor: Ana, Bruno (same provider), Carla (other provider), Fábio (the group), Aline (other group), admin. */
  own: Record<Person, number>;
  /** The operation acts on something that has an owner, so that foreign and nonexistent must answer alike. */
  owned?: 'protocol' | 'file';
  /** Makes the register entry that the operation acts on, fresh for each actor. @returns its id */
  entry?: () => Promise<string>;
  headers?: Record<string, string>;
}

const provider = (status: number, foreign = 404) =>
  ({ ana: status, bruno: status, carla: foreign, fabio: 403, aline: 403, admin: 403 }) as const;
const operator = (status: number, foreign = 404) =>
  ({ ana: 403, bruno: 403, carla: 403, fabio: status, aline: foreign, admin: status }) as const;
const everybody = (status: number) =>
  ({ ana: status, bruno: status, carla: status, fabio: status, aline: status, admin: status }) as const;
const admin = (status: number) =>
  ({ ana: 403, bruno: 403, carla: 403, fabio: 403, aline: 403, admin: status }) as const;
const message = () => ({ body: 'Olá.', attachmentIds: [] });
const tus = { 'tus-resumable': '1.0.0' };

let holidayYear = 2030;

/** Bodies of new entries of the registers, by the path of each; no two alike. */
const newEntries = {
  classifications: () => ({
    ...{ name: randomUUID(), parentId: null, active: true, groupId: null, shownToProviders: false },
    ...{ defaultText: null, helpText: null, attachmentRequired: false, deadlineBusinessDays: null },
    ...{ providerDeadlineBusinessDays: null, reopenWindowDays: null },
  }),
  'contact-methods': () => ({
    ...{
      description: randomUUID(),
      active: true,
      mode: 'contact',
      receivesComplaints: false,
      listedInApi: false,
    },
    ...{ shownOnBeneficiaryWeb: false, faleConosco: false, releasedForWeb: false },
  }),
  groups: () => ({
    ...{ name: randomUUID(), managerGroupId: null, email: null, active: true, accessesConfidential: false },
    ...{ memberIds: [], classificationIds: [] },
  }),
  agents: () => ({
    ...{ issuer: 'https://issuer.test', subject: randomUUID(), name: 'Rui Melo', email: null },
    ...{ role: 'agent', active: true },
  }),
  providers: () => ({ id: randomUUID(), name: randomUUID(), active: true }),
  'canned-answers': () => ({ title: randomUUID(), body: 'Olá.', groupId: null, active: true }),
  // A day of its own each, and none of a national one: the register refuses what it has already.
  holidays: () => ({
    date: `${holidayYear++}-01-15`,
    name: randomUUID(),
    everyYear: false,
  }),
  webhooks: () => ({
    url: `https://example.test/${randomUUID()}`,
    events: ['protocol.created'],
    active: true,
  }),
};
const entryOf = (register: keyof typeof newEntries) => async (): Promise<string> => {
  const answer = await harness.call('admin', 'POST', `/v1/crm/${register}`, { body: newEntries[register]() });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.id;
};
const ofFirstVersion = { 'if-match': '"1"' };
const listed: Row = { own: operator(200, 200) };
const created = (register: keyof typeof newEntries): Row => ({ own: admin(201), body: newEntries[register] });
const read = (register: keyof typeof newEntries): Row => ({
  own: operator(200, 200),
  entry: entryOf(register),
});
const changed = (register: keyof typeof newEntries): Row => ({
  ...{ own: admin(200), entry: entryOf(register), headers: ofFirstVersion, body: () => ({ active: false }) },
});
const deleted = (register: keyof typeof newEntries): Row => ({
  ...{ own: admin(204), entry: entryOf(register), headers: ofFirstVersion },
});
const deadDelivery = async (): Promise<string> => {
  const { id } = await harness.db
    .insertInto('deliveries')
    .values({
      ...{
        kind: 'email',
        topic: 'protocol.created',
        recipient: 'a@b.test',
        webhook_id: null,
        protocol_id: null,
      },
      ...{ payload: '{}', state: 'dead', next_attempt_at: null, last_error: 'x' },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return String(id);
};

const matrix: Record<OperationId, Row> = {
  getSession: { own: everybody(200) },
  listClassifications: { own: provider(200, 200) },
  listContactMethods: { own: provider(200, 200) },
  listProtocols: { own: provider(200, 200) },
  countProtocols: { own: provider(200, 200) },
  createProtocol: { own: provider(201, 201), body: () => harness.newProtocol() },
  getProtocol: { own: provider(200), owned: 'protocol' },
  listMessages: { own: provider(200), owned: 'protocol' },
  createMessage: { own: provider(201), owned: 'protocol', body: message },
  putReadMarker: { own: provider(200), owned: 'protocol', body: () => ({ sequence: 1 }) },
  cancelProtocol: { own: provider(200), owned: 'protocol', body: () => ({}) },
  getReceipt: { own: provider(200), owned: 'protocol' },
  createUpload: {
    own: everybody(201),
    headers: { ...tus, 'upload-length': '3', 'upload-metadata': 'filename YS50eHQ=' },
  },
  getUploadOffset: { own: { ...everybody(404), ana: 200 }, owned: 'file', headers: tus },
  appendUpload: {
    own: { ...everybody(404), ana: 204 },
    owned: 'file',
    headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: () => 'x',
  },
  deleteUpload: { own: { ...everybody(404), ana: 204 }, owned: 'file', headers: tus },
  getAttachment: { own: { ...everybody(404), ana: 200 }, owned: 'file' },
  // The file is not whole yet: its owner is told so, the others that there is none.
  getAttachmentContent: { own: { ...everybody(404), ana: 404 }, owned: 'file' },
  streamEvents: { own: everybody(200) },
  listCrmProtocols: { own: operator(200, 200) },
  createCrmProtocol: {
    own: operator(201, 422),
    body: () => ({ ...harness.newProtocol(), providerId: fixture.providerA }),
  },
  getCrmProtocol: { own: operator(200), owned: 'protocol' },
  listCrmMessages: { own: operator(200), owned: 'protocol' },
  createCrmMessage: {
    own: operator(201),
    owned: 'protocol',
    body: () => ({ ...message(), visibility: 'public', asksProvider: false }),
  },
  closeProtocol: { own: operator(200), owned: 'protocol', body: message },
  countCrmProtocols: { own: operator(200, 200) },
  // What is open cannot be reopened, and only who sees it is told so.
  reopenProtocol: { own: operator(409), owned: 'protocol', body: () => ({}) },
  assignProtocol: { own: operator(200), owned: 'protocol', body: () => ({ agentId: fixture.agentFabio }) },
  forwardProtocol: { own: operator(200), owned: 'protocol', body: () => ({ groupId: fixture.audit }) },
  listAccessRecords: { own: operator(200), owned: 'protocol' },
  listCrmClassifications: listed,
  createCrmClassification: created('classifications'),
  getCrmClassification: read('classifications'),
  updateCrmClassification: changed('classifications'),
  deleteCrmClassification: deleted('classifications'),
  listCrmContactMethods: listed,
  createCrmContactMethod: created('contact-methods'),
  getCrmContactMethod: read('contact-methods'),
  updateCrmContactMethod: changed('contact-methods'),
  listGroups: listed,
  createGroup: created('groups'),
  getGroup: read('groups'),
  updateGroup: changed('groups'),
  listAgents: listed,
  createAgent: created('agents'),
  getAgent: read('agents'),
  updateAgent: changed('agents'),
  listProviders: listed,
  createProvider: created('providers'),
  getProvider: read('providers'),
  updateProvider: changed('providers'),
  listCannedAnswers: listed,
  createCannedAnswer: created('canned-answers'),
  getCannedAnswer: read('canned-answers'),
  updateCannedAnswer: changed('canned-answers'),
  deleteCannedAnswer: deleted('canned-answers'),
  listHolidays: listed,
  createHoliday: created('holidays'),
  deleteHoliday: { own: admin(204), entry: entryOf('holidays') },
  listWebhooks: { own: admin(200) },
  createWebhook: created('webhooks'),
  getWebhook: { own: admin(200), entry: entryOf('webhooks') },
  updateWebhook: changed('webhooks'),
  deleteWebhook: deleted('webhooks'),
  listDeliveries: { own: admin(200) },
  retryDelivery: { own: admin(200), entry: deadDelivery },
  listAuditRecords: { own: admin(200) },
};

const own = async (owned: Row['owned']): Promise<string> => {
  if (owned === 'protocol') return harness.openProtocol();
  const headers = { ...tus, 'upload-length': '3', 'upload-metadata': 'filename YS50eHQ=' };
  const { headers: answered } = await harness.call('ana', 'POST', '/v1/uploads', { headers });
  return String(answered['location']).split('/').at(-1) ?? '';
};

const request = async (id: OperationId, person: Person | null, target: string, token?: string) => {
  const definition: Route = routes[id];
  const url = fillPath(definition.path, { number: target, id: target });
  const body = matrix[id].body?.();
  const options = {
    ...(body !== undefined && { body }),
    ...(token !== undefined && { token }),
    headers: matrix[id].headers ?? {},
  };
  return id === 'streamEvents' && person !== null && token === undefined
    ? { status: await openStream(person), json: undefined, text: '', headers: {} }
    : harness.call(person, definition.method, url, options);
};

/** A stream does not end by itself: its status is all that is waited for. */
const openStream = async (person: Person): Promise<number> => {
  const token = await harness.token(person);
  const stop = new AbortController();
  const answer = await harness.app.inject({
    method: 'GET',
    url: '/v1/events',
    headers: { authorization: `Bearer ${token}` },
    payloadAsStream: true,
    signal: stop.signal,
  });
  answer.stream().on('error', () => undefined);
  stop.abort();
  return answer.statusCode;
};

test('every operation of the contract has a row', () => {
  assert.deepEqual(Object.keys(matrix).sort(), Object.keys(routes).sort());
});

describe('without a good token', () => {
  for (const id of Object.keys(matrix) as OperationId[]) {
    test(`${id} answers 401`, async () => {
      const { audience } = routes[id] as Route;
      const person = audience === 'operator' ? 'fabio' : audience === 'admin' ? 'admin' : 'ana';
      for (const token of [
        undefined,
        await harness.token(person, { issuedSecondsAgo: 700 }),
        await harness.token(person, { audience: 'another-service' }),
        await harness.token(person, { issuer: 'https://another.test' }),
      ]) {
        assert.equal((await request(id, null, randomUUID(), token)).status, 401);
      }
    });
  }
});

describe('with a good token', () => {
  for (const [id, row] of Object.entries(matrix) as [OperationId, Row][]) {
    test(`${id} answers each actor as it must`, async () => {
      const got: Record<string, number> = {};
      for (const person of Object.keys(row.own) as Person[]) {
        const target = row.owned ? await own(row.owned) : await row.entry?.();
        got[person] = (await request(id, person, target ?? '')).status;
      }
      assert.deepEqual(got, row.own);
    });

    if (row.owned === undefined) continue;
    test(`${id} answers for what is foreign as for what is not there`, async () => {
      const target = await own(row.owned);
      const missing = row.owned === 'protocol' ? '00000020200101000001' : randomUUID();
      for (const person of ['carla', 'aline'] as const) {
        const [foreign, nothing] = [await request(id, person, target), await request(id, person, missing)];
        assert.deepEqual(
          [foreign.status, { ...foreign.json, requestId: '' }],
          [nothing.status, { ...nothing.json, requestId: '' }],
        );
      }
    });
  }
});

describe('as supervisor of the group', () => {
  const supervise = (manager_group_id: string | null) =>
    harness.db.updateTable('groups').set({ manager_group_id }).where('id', '=', fixture.billing).execute();
  before(() => supervise(fixture.audit));
  after(() => supervise(null));
  for (const [id, row] of Object.entries(matrix) as [OperationId, Row][]) {
    if (row.owned !== 'protocol' || (routes[id] as Route).audience !== 'operator') continue;
    test(`${id} answers as to an agent of the group`, async () => {
      assert.equal((await request(id, 'aline', await own('protocol'))).status, row.own.fabio);
    });
  }
});
