import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Delivery } from '@fale-conosco/contract';
import { formatProtocolNumber } from '@fale-conosco/contract';
import { sql } from 'kysely';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { parseConfig } from '../../config.ts';
import { inTransaction } from '../../database/transaction.ts';
import { fixture, useHarness } from '../../testing/harness.ts';
import { claimDeliveries } from './deliveries/repository.ts';
import { type FailedDelivery, type OutboxWorker, startOutboxWorker } from './worker.ts';

const CANARY = 'canário-7f3a91';
const GROUP_ADDRESS = 'faturamento@operadora.test';

/** Waits for something that another part of the system does; fails after 10 seconds. */
const eventually = async <Value>(
  look: () => Promise<Value | undefined | false> | Value | undefined | false,
) => {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await look();
    if (value) return value;
    if (Date.now() > end) throw new Error('It never came.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** A worker in a process of its own. */
const KILLED_WORKER = `
  const { createDatabase } = await import(${JSON.stringify(new URL('../../database/connection.ts', import.meta.url))});
  const { startOutboxWorker } = await import(${JSON.stringify(new URL('./worker.ts', import.meta.url))});
  const databaseUrl = process.env.TEST_URL;
  await startOutboxWorker({
    databaseUrl,
    db: createDatabase(databaseUrl, { applicationName: 'killed', onError() {} }),
    config: { email: undefined, webhooks: { allowHttp: false, timeoutMs: 10000, allowedNetworks: [{ family: 'ipv4', address: '127.0.0.0', prefix: 8 }] }, operatorName: '' },
    onError() {}, onFailure() {}, leaseMs: 1000,
  });`;

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  json: { type: string; timestamp: string; data: Record<string, unknown> };
}

/** A system of the operator's: keeps what it gets, and answers as it is told. */
const startReceiver = async () => {
  const received: Received[] = [];
  let open = 0;
  let mostOpen = 0;
  let answer = (response: ServerResponse): void => void response.writeHead(204).end();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    response.on('close', () => {
      open -= 1;
    });
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      received.push({ headers: request.headers, body, json: JSON.parse(body) as Received['json'] });
      answer(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    received,
    /** How many requests were open at a time, at most. */
    mostOpen: () => mostOpen,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    answerWith: (next: typeof answer) => {
      answer = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const mails: { email: Email; raw: string; to: string[] }[] = [];
let refuseMail: ((address: string) => number | undefined) | undefined;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  logger: false,
  onRcptTo: ({ address }, _session, callback) => {
    const responseCode = refuseMail?.(address);
    callback(responseCode ? Object.assign(new Error(`<${address}> refused`), { responseCode }) : null);
  },
  onData: (stream, session, callback) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const raw = Buffer.concat(chunks).toString();
      void PostalMime.parse(raw).then((email) => {
        mails.push({ email, raw, to: session.envelope.rcptTo.map(({ address }) => address) });
        callback(null);
      });
    });
  },
});
smtp.on('error', () => undefined);

/** The receivers of these tests are on this machine. */
const settings = { WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8,::1,10.0.0.7', WEBHOOK_TIMEOUT_MS: '1000' };

const harness = useHarness(async ({ config, db }) => {
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
  const { port } = smtp.server.address() as AddressInfo;
  const { email } = parseConfig({
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'Fale Conosco <fale@operadora.test>',
    PORTAL_URL: 'https://portal.test/fale-conosco#/protocolos/{number}',
    CRM_URL: 'https://crm.test/#/protocolos/{number}',
  });
  Object.assign(config, { email });
  await db.updateTable('groups').set({ email: GROUP_ADDRESS }).where('id', '=', fixture.billing).execute();
  return () => new Promise<void>((resolve) => smtp.close(() => resolve()));
}, settings);

const failures: FailedDelivery[] = [];
const errors: Error[] = [];
const workers: OutboxWorker[] = [];

const startWorker = async (
  more: Partial<Parameters<typeof startOutboxWorker>[0]> = {},
): Promise<OutboxWorker> => {
  const { db, databaseUrl, config } = harness;
  const worker = await startOutboxWorker({
    ...{ db, databaseUrl, config },
    onError: (error) => errors.push(error),
    onFailure: (failure) => failures.push(failure),
    ...more,
  });
  workers.push(worker);
  return worker;
};

const stopWorkers = async (): Promise<void> => {
  for (const worker of workers.splice(0)) await worker.close();
};

const deliveries = async (state?: string): Promise<Delivery[]> =>
  (await harness.call('admin', 'GET', `/v1/crm/deliveries?limit=100${state ? `&state=${state}` : ''}`)).json
    .items as Delivery[];

const createWebhook = async (
  url: string,
  events = ['protocol.created', 'message.added', 'status.changed'],
) => {
  const body = { url, events, active: true };
  const { status, json } = await harness.call('admin', 'POST', '/v1/crm/webhooks', { body });
  assert.equal(status, 201, JSON.stringify(json));
  return json as { id: string; secret: string; version: number };
};

/** As a receiver in another language would, from the text of the specification. */
const verify = (secret: string, { headers, body }: Received): boolean => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
};

beforeEach(async () => {
  await stopWorkers();
  await sql`delete from deliveries`.execute(harness.db);
  await sql`delete from webhooks`.execute(harness.db);
  await sql`update classifications set shown_to_providers = true where id = ${fixture.glosa}`.execute(
    harness.db,
  );
  await sql`update contact_methods set fale_conosco = true where id = ${fixture.web}`.execute(harness.db);
  await harness.db
    .updateTable('groups')
    .set({ email: GROUP_ADDRESS, active: true })
    .where('id', '=', fixture.billing)
    .execute();
  mails.length = 0;
  failures.length = 0;
  errors.length = 0;
  refuseMail = undefined;
});
after(stopWorkers);

describe('e-mail', () => {
  it('tells the group of a new protocol as soon as it is there, with number and link and nothing of its content', async () => {
    await startWorker();
    const startedAt = Date.now();
    const number = await harness.openProtocol({ message: CANARY, contactPerson: 'Zulmira Canário' });
    const { email, raw, to } = await eventually(() => mails[0]);
    // Without being woken, the worker would look after 30 seconds.
    assert.ok(Date.now() - startedAt < 10_000);
    assert.deepEqual(to, [GROUP_ADDRESS]);
    assert.equal(email.subject, `Novo protocolo ${formatProtocolNumber(number)}`);
    assert.deepEqual(email.from, { name: 'Fale Conosco', address: 'fale@operadora.test' });
    assert.ok(email.text?.includes(`https://crm.test/#/protocolos/${number}\n`));
    assert.ok(email.text?.includes('grupo Faturamento'));
    assert.equal(email.html, undefined);
    assert.deepEqual(email.attachments, []);
    assert.equal(email.headers.find(({ key }) => key === 'auto-submitted')?.value, 'auto-generated');
    const whole = raw + JSON.stringify(email);
    for (const secret of [CANARY, 'Zulmira', 'ana@a.test', 'Glosa', 'Cl=C3=ADnica'])
      assert.ok(!whole.includes(secret));
  });

  it('tells the contact person of an answer, a question and a closing', async () => {
    await startWorker();
    const number = await harness.openProtocol({ contactEmail: 'contato@a.test' });
    await harness.answer(number, { body: CANARY });
    await harness.answer(number, { body: CANARY, asksProvider: true });
    const close = await harness.call('fabio', 'POST', `/v1/crm/protocols/${number}/close`, {
      body: { body: CANARY, attachmentIds: [] },
      headers: {
        'if-match': `"${(await harness.call('fabio', 'GET', `/v1/crm/protocols/${number}`)).json.version}"`,
      },
    });
    assert.equal(close.status, 200, close.text);
    await eventually(() => mails.length === 4);
    const toContact = mails.filter(({ to }) => to[0] === 'contato@a.test');
    const shown = formatProtocolNumber(number);
    assert.deepEqual(
      new Set(toContact.map(({ email }) => email.subject)),
      new Set([
        `Protocolo ${shown}: nova resposta`,
        `Protocolo ${shown}: aguardando sua resposta`,
        `Protocolo ${shown}: atendimento finalizado`,
      ]),
    );
    for (const { email, raw } of toContact) {
      assert.ok(email.text?.includes(`https://portal.test/fale-conosco#/protocolos/${number}\n`));
      assert.ok(email.text?.includes('Operadora Vida Plena'));
      for (const secret of [CANARY, 'can=C3=A1rio', 'Ana Souza', 'Fábio', 'F=C3=A1bio'])
        assert.ok(!(raw + String(email.text)).includes(secret));
    }
  });

  it('says nothing of internal notes, nor of what the provider itself writes', async () => {
    const number = await harness.openProtocol();
    await sql`delete from deliveries`.execute(harness.db);
    await harness.answer(number, { visibility: 'internal' });
    const body = { body: 'Complemento.', attachmentIds: [] };
    assert.equal(
      (await harness.call('ana', 'POST', `/v1/protocols/${number}/messages`, { body })).status,
      201,
    );
    assert.deepEqual(await deliveries(), []);
  });

  for (const [setting, table, column, id] of [
    ['shownToProviders', 'classifications', 'shown_to_providers', fixture.glosa],
    ['offeredInFaleConosco', 'contact_methods', 'fale_conosco', fixture.web],
  ] as const) {
    const set = (value: boolean) =>
      sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where id = ${id}`.execute(harness.db);

    it(`is not written to a provider that ${setting} hides the protocol from, before or while it waits`, async () => {
      const number = await harness.openProtocol();
      await sql`delete from deliveries`.execute(harness.db);
      await set(false);
      await harness.answer(number);
      assert.deepEqual(await deliveries(), []);
      await set(true);
      await harness.answer(number);
      assert.equal((await deliveries()).length, 1);
      await set(false);
      await startWorker();
      await eventually(async () => (await deliveries()).length === 0);
      assert.deepEqual(mails, []);
      await set(true);
    });
  }

  it('is not written to a group without an address', async () => {
    await harness.db.updateTable('groups').set({ email: null }).where('id', '=', fixture.billing).execute();
    await harness.openProtocol();
    await harness.db
      .updateTable('groups')
      .set({ email: GROUP_ADDRESS })
      .where('id', '=', fixture.billing)
      .execute();
    assert.deepEqual(await deliveries(), []);
  });

  it('is not written down at all without a mail server', async () => {
    const { email } = harness.config;
    Object.assign(harness.config, { email: undefined });
    await harness.answer(await harness.openProtocol());
    Object.assign(harness.config, { email });
    assert.deepEqual(await deliveries(), []);
  });

  it('repeats under the same Message-ID what a mail server puts off, and quotes neither it nor the address', async () => {
    let refusals = 0;
    refuseMail = () => (refusals++ === 0 ? 451 : undefined);
    await startWorker({ pause: () => 50 });
    await harness.openProtocol();
    const { email } = await eventually(() => mails[0]);
    const [delivery] = await eventually(async () => {
      const delivered = await deliveries('delivered');
      return delivered.length > 0 && delivered;
    });
    assert.equal(delivery?.attempts, 2);
    assert.equal(delivery?.lastError, null);
    assert.deepEqual(
      failures.map(({ reason, dead }) => [reason, dead]),
      [['SMTP 451', false]],
    );
    const created = Date.parse(delivery?.createdAt ?? '');
    assert.equal(email.messageId, `<${delivery?.id}.${created}.fale-conosco@operadora.test>`);
  });

  it('is not sent in plain text where encryption is required', async () => {
    const { email } = harness.config;
    assert.ok(email);
    const config = { ...harness.config, email: { ...email, smtp: { ...email.smtp, requireTls: true } } };
    await startWorker({ config });
    await harness.openProtocol();
    await eventually(() => failures.length === 1);
    assert.deepEqual([failures[0]?.dead, mails.length], [false, 0]);
  });

  it('is dead at once when the mail server knows no such address, and masks it in the list', async () => {
    refuseMail = (address) => (address === 'contato@a.test' ? 550 : undefined);
    await startWorker();
    await harness.answer(await harness.openProtocol({ contactEmail: 'contato@a.test' }));
    const [delivery] = await eventually(async () => {
      const dead = await deliveries('dead');
      return dead.length > 0 && dead;
    });
    assert.deepEqual(
      { target: delivery?.target, attempts: delivery?.attempts, lastError: delivery?.lastError },
      { target: 'c…@a.test', attempts: 1, lastError: 'SMTP 550' },
    );
    assert.equal(delivery?.nextAttemptAt, null);
    assert.ok(!JSON.stringify(failures).includes('contato'));
  });

  it('never goes to an address that would begin another header or another recipient', async () => {
    await startWorker();
    const number = await harness.openProtocol();
    await eventually(() => mails.length === 1);
    for (const address of ['a@b.test\r\nBcc: c@d.test', 'a@b.test, c@d.test', 'x <a@b.test>']) {
      await sql`update protocols set contact_email = ${address} where number = ${number}`.execute(harness.db);
      await harness.answer(number);
    }
    await eventually(async () => (await deliveries('dead')).length === 3);
    assert.equal(mails.length, 1);
    assert.ok((await deliveries('dead')).every(({ lastError }) => lastError === 'address is not accepted'));
  });
});

describe('webhooks', () => {
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  before(async () => {
    receiver = await startReceiver();
  });
  after(() => receiver.close());
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answerWith((response) => void response.writeHead(204).end());
  });

  it('tell other systems, signed, what happened to which protocol, without content', async () => {
    const { secret } = await createWebhook(receiver.url);
    assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
    await startWorker();
    const number = await harness.openProtocol({ message: CANARY, contactPerson: 'Zulmira Canário' });
    await harness.answer(number, { body: CANARY });
    await harness.answer(number, { body: CANARY, visibility: 'internal' });
    await eventually(() => receiver.received.length === 4);
    const byOrder = receiver.received.toSorted((a, b) =>
      String(a.headers['webhook-id']).localeCompare(String(b.headers['webhook-id'])),
    );
    const common = { number, classificationId: fixture.glosa, groupId: fixture.billing };
    assert.deepEqual(
      byOrder.map(({ json: { type, data } }) => ({ type, ...data })),
      [
        {
          type: 'protocol.created',
          ...common,
          status: 'received',
          sequence: 1,
          author: 'provider',
          visibility: 'public',
        },
        {
          type: 'message.added',
          ...common,
          status: 'in_analysis',
          sequence: 2,
          author: 'operator',
          visibility: 'public',
        },
        {
          type: 'status.changed',
          ...common,
          status: 'in_analysis',
          sequence: 2,
          author: 'operator',
          visibility: 'public',
        },
        {
          type: 'message.added',
          ...common,
          status: 'in_analysis',
          sequence: 3,
          author: 'operator',
          visibility: 'internal',
        },
      ],
    );
    assert.equal(new Set(byOrder.map(({ headers }) => headers['webhook-id'])).size, 4);
    for (const message of byOrder) {
      assert.ok(verify(secret, message));
      assert.ok(!verify(secret, { ...message, body: `${message.body} ` }));
      assert.ok(Math.abs(Date.now() / 1000 - Number(message.headers['webhook-timestamp'])) < 10);
      assert.ok(!Number.isNaN(Date.parse(message.json.timestamp)));
      for (const word of [CANARY, 'Zulmira', 'ana@a.test', '99999']) assert.ok(!message.body.includes(word));
    }
    // Taken by the receiver first, noted here afterwards.
    await eventually(
      async () => (await deliveries('delivered')).filter(({ kind }) => kind === 'webhook').length === 4,
    );
  });

  it('tell only what was asked for, and nothing while inactive', async () => {
    const { id } = await createWebhook(receiver.url, ['status.changed']);
    const number = await harness.openProtocol();
    assert.deepEqual(
      (await deliveries()).filter(({ kind }) => kind === 'webhook'),
      [],
    );
    await harness.answer(number);
    const change = { body: { active: false }, headers: { 'if-match': '"1"' } };
    assert.equal((await harness.call('admin', 'PATCH', `/v1/crm/webhooks/${id}`, change)).status, 200);
    await startWorker();
    const [dead] = await eventually(async () => {
      const found = await deliveries('dead');
      return found.length > 0 && found;
    });
    assert.equal(dead?.lastError, 'webhook is inactive');
    assert.deepEqual(receiver.received, []);
  });

  it('tell nothing of what was rolled back', async () => {
    await createWebhook(receiver.url);
    const { status } = await harness.call('ana', 'POST', '/v1/protocols', {
      body: harness.newProtocol({ attachmentIds: ['00000000-0000-4000-8000-000000000999'] }),
    });
    assert.equal(status, 422);
    const number = await harness.openProtocol();
    await sql`delete from deliveries`.execute(harness.db);
    // The answer itself is written, and everything with it taken back at the last moment.
    await sql`create function fc_refuse() returns trigger language plpgsql as
      $$ begin raise exception 'refused'; end $$`.execute(harness.db);
    await sql`create constraint trigger refuse after insert on messages deferrable initially deferred
      for each row execute function fc_refuse()`.execute(harness.db);
    await assert.rejects(harness.answer(number));
    await sql`drop trigger refuse on messages`.execute(harness.db);
    await sql`drop function fc_refuse`.execute(harness.db);
    assert.deepEqual(await deliveries(), []);
  });

  it('come again, the same but for time and signature, until they are taken', async () => {
    const { secret } = await createWebhook(receiver.url, ['protocol.created']);
    let attempts = 0;
    receiver.answerWith((response) => {
      attempts += 1;
      if (attempts === 1) response.writeHead(500).end(CANARY);
      else if (attempts === 2) response.writeHead(302, { location: receiver.url }).end();
      else if (attempts === 3) response.destroy();
      else response.writeHead(200).end();
    });
    await startWorker({ pause: () => 20 });
    await harness.openProtocol();
    await eventually(async () => (await deliveries('delivered')).some(({ kind }) => kind === 'webhook'));
    assert.equal(receiver.received.length, 4);
    assert.equal(
      new Set(receiver.received.map(({ headers, body }) => `${String(headers['webhook-id'])} ${body}`)).size,
      1,
    );
    assert.ok(receiver.received.every((message) => verify(secret, message)));
    assert.deepEqual(
      failures.map(({ reason }) => reason),
      ['HTTP 500', 'HTTP 302', 'ECONNRESET'],
    );
    assert.ok(!JSON.stringify(failures).includes(CANARY));
  });

  it('die after the last attempt, and live again when a person says so', async () => {
    await createWebhook(receiver.url, ['protocol.created']);
    receiver.answerWith((response) => void response.writeHead(503).end());
    await startWorker({ pause: (attempt) => (attempt < 3 ? 10 : undefined) });
    const number = await harness.openProtocol();
    const [dead] = await eventually(async () => {
      const found = await deliveries('dead');
      return found.length > 0 && found;
    });
    assert.ok(dead);
    assert.deepEqual(
      { ...dead, id: '', createdAt: '' },
      {
        ...{ id: '', createdAt: '', kind: 'webhook', topic: 'protocol.created', target: receiver.url },
        ...{ protocolNumber: number, state: 'dead', attempts: 3, lastError: 'HTTP 5xx', nextAttemptAt: null },
      },
    );
    receiver.answerWith((response) => void response.writeHead(204).end());
    const retry = await harness.call('admin', 'POST', `/v1/crm/deliveries/${dead.id}/retry`);
    assert.equal(retry.status, 200);
    assert.deepEqual([retry.json.state, retry.json.attempts], ['pending', 0]);
    const [delivered] = await eventually(async () => {
      const found = (await deliveries('delivered')).filter(({ id }) => id === dead.id);
      return found.length > 0 && found;
    });
    assert.equal(delivered?.attempts, 1);
    const again = await harness.call('admin', 'POST', `/v1/crm/deliveries/${dead.id}/retry`);
    assert.deepEqual([again.status, again.json.code], [409, 'retry_not_allowed']);
    for (const id of ['0', '999999999', 'x', '99999999999999999999'])
      assert.equal((await harness.call('admin', 'POST', `/v1/crm/deliveries/${id}/retry`)).status, 404);
  });

  it('stop for good where the receiver says that it is gone', async () => {
    const { id } = await createWebhook(receiver.url);
    receiver.answerWith((response) => void response.writeHead(410).end());
    await startWorker();
    await harness.openProtocol();
    await eventually(async () => (await deliveries('dead')).length === 1);
    const webhook = await harness.call('admin', 'GET', `/v1/crm/webhooks/${id}`);
    assert.deepEqual([webhook.json.active, webhook.json.version], [false, 2]);
    const { json: trail } = await harness.call(
      'admin',
      'GET',
      `/v1/crm/audit?entity=webhook&entityId=${id}&limit=1`,
    );
    const { actor, action, entityName, before: was, after: is } = trail.items[0];
    assert.deepEqual(
      [actor, action, entityName, was, is],
      [null, 'updated', receiver.url, { active: true }, { active: false }],
    );
    await harness.answer(await harness.openProtocol());
    assert.equal(receiver.received.length, 1);
  });

  it('give a receiver that does not answer its time and no more, and keep no other waiting', async () => {
    const silent = await startReceiver();
    try {
      silent.answerWith(() => undefined);
      await createWebhook(silent.url, ['protocol.created']);
      await createWebhook(receiver.url, ['protocol.created']);
      for (let count = 0; count < 8; count += 1) await harness.openProtocol();
      const order: string[] = [];
      receiver.answerWith((response) => {
        order.push('taken');
        response.writeHead(204).end();
      });
      await startWorker({
        pause: () => 60_000,
        onFailure: ({ reason }) => order.push(reason),
      });
      await eventually(() => order.length === 16 && mails.length === 8);
      assert.deepEqual(order, [...Array<string>(8).fill('taken'), ...Array<string>(8).fill('timeout')]);
      assert.equal(silent.mostOpen(), 4);
    } finally {
      await silent.close();
    }
  });

  it('are delivered once each by two workers on one database', async () => {
    await createWebhook(receiver.url);
    for (let count = 0; count < 10; count += 1) await harness.answer(await harness.openProtocol());
    const waiting = (await deliveries('pending')).length;
    assert.equal(waiting, 50);
    await Promise.all([startWorker(), startWorker()]);
    await eventually(async () => (await deliveries('delivered')).length === waiting);
    assert.equal(receiver.received.length, 30);
    assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 30);
    assert.equal(mails.length, 20);
    assert.equal(new Set(mails.map(({ email }) => email.messageId)).size, 20);
    assert.ok((await deliveries()).every(({ attempts }) => attempts === 1));
    assert.deepEqual(errors, []);
  });

  it('are made again when a worker died with them in its hands', async () => {
    await createWebhook(receiver.url, ['protocol.created']);
    await harness.openProtocol();
    // What a worker does before it sends; then nothing is heard of it any more.
    const claim = { emails: 0, perWebhook: 4, inFlight: new Map<string, number>(), leaseMs: 700 };
    const take = () => inTransaction(harness.db, 'system', (tx) => claimDeliveries(tx, claim));
    const claimedAt = Date.now();
    assert.equal((await take()).length, 1);
    assert.equal((await take()).length, 0);
    await startWorker();
    await eventually(() => receiver.received.length === 1);
    assert.ok(Date.now() - claimedAt >= 700);
    const [delivered] = await eventually(async () => {
      const found = (await deliveries('delivered')).filter(({ kind }) => kind === 'webhook');
      return found.length > 0 && found;
    });
    assert.equal(delivered?.attempts, 2);
  });

  it('are made again when the process was killed in the middle', async () => {
    await createWebhook(receiver.url, ['protocol.created']);
    const arrived = new Promise<ServerResponse>((resolve) => receiver.answerWith(resolve));
    const child = spawn(
      process.execPath,
      ['--conditions=source', '--input-type=module', '--eval', KILLED_WORKER],
      {
        env: { ...process.env, TEST_URL: harness.databaseUrl },
        stdio: 'inherit',
      },
    );
    const ended = once(child, 'exit');
    await harness.openProtocol();
    await arrived;
    child.kill('SIGKILL');
    await ended;
    receiver.answerWith((response) => void response.writeHead(204).end());
    await startWorker();
    await eventually(async () => (await deliveries('delivered')).some(({ kind }) => kind === 'webhook'));
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    assert.equal(ids.length, 2);
    assert.equal(new Set(ids).size, 1);
  });

  it('end what is under way when the worker stops, and take nothing more', async () => {
    await createWebhook(receiver.url, ['protocol.created']);
    const arrived = new Promise<ServerResponse>((resolve) => receiver.answerWith(resolve));
    const worker = await startWorker();
    await harness.openProtocol();
    const response = await arrived;
    const closed = worker.close();
    await harness.openProtocol();
    response.writeHead(204).end();
    await closed;
    const states = (await deliveries()).filter(({ kind }) => kind === 'webhook').map(({ state }) => state);
    assert.deepEqual(states, ['pending', 'delivered']);
  });
});

describe('the register of webhooks', () => {
  const url = 'https://sistema.operadora.test/hook';

  it('shows the secret once, keeps it out of the trail, and tells editors of each other', async () => {
    const { secret, ...created } = await createWebhook(url, ['status.changed', 'status.changed']);
    assert.deepEqual(created, { id: created.id, url, events: ['status.changed'], active: true, version: 1 });
    const path = `/v1/crm/webhooks/${created.id}`;
    assert.deepEqual((await harness.call('admin', 'GET', path)).json, created);
    assert.deepEqual((await harness.call('admin', 'GET', '/v1/crm/webhooks')).json, { items: [created] });
    const change = (version: string, body: unknown) =>
      harness.call('admin', 'PATCH', path, { body, headers: { 'if-match': version } });
    assert.deepEqual((await change('"1"', { active: false })).json, {
      ...created,
      active: false,
      version: 2,
    });
    assert.equal((await change('"1"', { active: true })).json.code, 'version_conflict');
    const remove = (version: string) =>
      harness.call('admin', 'DELETE', path, { headers: { 'if-match': version } });
    assert.equal((await remove('"1"')).json.code, 'version_conflict');
    assert.equal((await remove('"2"')).status, 204);
    assert.equal((await harness.call('admin', 'GET', path)).status, 404);
    const trail = await harness.call('admin', 'GET', `/v1/crm/audit?entity=webhook&entityId=${created.id}`);
    assert.deepEqual(
      trail.json.items.map(({ action }: { action: string }) => action),
      ['deleted', 'updated', 'created'],
    );
    assert.ok(!trail.text.includes(secret));
    assert.ok(!harness.log.join('').includes(secret));
  });

  it('takes encrypted addresses, plain ones of this machine, and of networks only those that the settings allow', async () => {
    const create = (address: string) =>
      harness.call('admin', 'POST', '/v1/crm/webhooks', {
        body: { url: address, events: ['status.changed'], active: true },
      });
    for (const good of [url, 'http://localhost:4999/a', 'http://[::1]:4999/', 'https://10.0.0.7/hook'])
      assert.equal((await create(good)).status, 201, good);
    for (const bad of [
      'http://sistema.operadora.test/hook',
      'https://user:secret@sistema.operadora.test/',
      'https://169.254.169.254/latest/meta-data',
      'https://[::ffff:169.254.169.254]/',
      'https://0xa9fea9fe/',
      'https://[fd00:ec2::254]/',
      'https://[fe80::1]/',
      'https://0.0.0.0/',
      'https://10.0.0.8/hook',
      'https://192.168.0.1/',
    ]) {
      const { status, json } = await create(bad);
      assert.deepEqual([bad, status, json.issues?.[0]?.path], [bad, 422, 'url']);
    }
  });

  it('is not trusted when it is used: the setting that let an address in may be gone', async () => {
    const { id } = await createWebhook(url, ['protocol.created']);
    await sql`update webhooks set url = 'http://sistema.operadora.test/' where id = ${id}`.execute(
      harness.db,
    );
    await startWorker();
    await harness.openProtocol();
    const [dead] = await eventually(async () => {
      const found = await deliveries('dead');
      return found.length > 0 && found;
    });
    assert.equal(dead?.lastError, 'address is not accepted');
  });

  it('is for admins alone', async () => {
    for (const person of ['ana', 'fabio'] as const) {
      for (const path of ['/v1/crm/webhooks', '/v1/crm/deliveries'])
        assert.equal((await harness.call(person, 'GET', path)).status, 403);
    }
  });
});

describe('the list of deliveries', () => {
  it('is paged, newest first, by state', async () => {
    for (let count = 0; count < 5; count += 1) await harness.openProtocol();
    const first = await harness.call('admin', 'GET', '/v1/crm/deliveries?limit=3&state=pending');
    assert.equal(first.json.items.length, 3);
    assert.ok(first.json.items.every(({ target }: Delivery) => target === GROUP_ADDRESS));
    const cursor = encodeURIComponent(String(first.json.nextCursor));
    const second = await harness.call(
      'admin',
      'GET',
      `/v1/crm/deliveries?limit=3&state=pending&cursor=${cursor}`,
    );
    assert.equal(second.json.nextCursor, null);
    const ids = [...first.json.items, ...second.json.items].map(({ id }: Delivery) => Number(id));
    assert.deepEqual(
      ids,
      ids.toSorted((a, b) => b - a),
    );
    assert.equal(ids.length, 5);
    assert.equal(
      (await harness.call('admin', 'GET', '/v1/crm/deliveries?cursor=x')).json.code,
      'cursor_invalid',
    );
  });
});
