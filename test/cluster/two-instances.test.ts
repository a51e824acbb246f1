import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import http from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Attachment, NewProtocol } from '@fale-conosco/contract';
import { sql } from 'kysely';
import { Cluster, type Instance, until } from './cluster.ts';

const TUS = { 'tus-resumable': '1.0.0' };
const CHUNK = { ...TUS, 'content-type': 'application/offset+octet-stream' };
const MB = 1_000_000;
/** How long what comes at once may take on a slow machine. Nothing that is waited for here comes by itself later. */
const COMES_WITHIN_MS = 10_000;
const pdf = (size: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)]);
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

describe('two instances on one database and one storage', () => {
  let cluster: Cluster;
  let a: Instance;
  let b: Instance;
  let input: NewProtocol;

  before(async () => {
    cluster = await Cluster.create();
    [a, b] = await Promise.all([cluster.start(), cluster.start()]);
    const ana = a.client('ana@saolucas');
    const classifications = await ana.classifications.list();
    const [contactMethod] = await ana.contactMethods.list();
    input = {
      classificationId: classifications.find(({ name }) => name === 'Lote rejeitado')?.id ?? '',
      contactMethodId: contactMethod?.id ?? '',
      contactPerson: 'Ana Ribeiro',
      contactPhone: '(11) 90000-1234',
      contactEmail: 'ana.ribeiro@saolucas.example',
      message: 'O lote voltou rejeitado.',
      attachmentIds: [],
    };
  });
  after(() => cluster?.[Symbol.asyncDispose]());

  const send = async (
    instance: Instance,
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Buffer,
  ): Promise<Response> =>
    await fetch(`${instance.address}${path}`, {
      method,
      headers: await cluster.headers('ana@saolucas', headers),
      ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    });
  const begin = async (instance: Instance, length: number): Promise<string> => {
    const headers = { ...TUS, 'upload-length': String(length), 'upload-metadata': 'filename Z3VpYS5wZGY=' };
    const response = await send(instance, 'POST', '/v1/uploads', headers);
    assert.equal(response.status, 201);
    return response.headers.get('location') ?? '';
  };
  const append = (instance: Instance, upload: string, offset: number, content: Buffer): Promise<Response> =>
    send(instance, 'PATCH', upload, { ...CHUNK, 'upload-offset': String(offset) }, content);
  const offsetAt = async (instance: Instance, upload: string): Promise<number> => {
    const response = await send(instance, 'HEAD', upload, TUS);
    assert.equal(response.status, 200);
    return Number(response.headers.get('upload-offset'));
  };
  const attachmentAt = async (instance: Instance, upload: string): Promise<Attachment> => {
    const response = await send(instance, 'GET', upload.replace('/uploads/', '/attachments/'), {});
    return (await response.json()) as Attachment;
  };
  /** A PATCH that sends some of what it announces, and then nothing: its client is gone without a word. */
  const appendAndStall = async (
    instance: Instance,
    upload: string,
    content: Buffer,
    sent: number,
  ): Promise<http.ClientRequest> => {
    const headers = { ...CHUNK, 'upload-offset': '0', 'content-length': String(content.length) };
    const request = http.request(`${instance.address}${upload}`, {
      method: 'PATCH',
      headers: await cluster.headers('ana@saolucas', headers),
    });
    request.on('error', () => undefined);
    await new Promise<void>((resolve) => request.write(content.subarray(0, sent), () => resolve()));
    return request;
  };
  /** Sends what is missing, asking again where to go on whenever somebody else was faster. */
  const finish = async (instance: Instance, upload: string, content: Buffer): Promise<void> => {
    for (let status = 409; status !== 204; ) {
      const offset = await offsetAt(instance, upload);
      ({ status } = await append(instance, upload, offset, content.subarray(offset)));
      assert.ok(status === 204 || status === 409);
    }
  };
  const lockHolders = async (): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*) from pg_locks l
      join pg_stat_activity s using (pid) join pg_database d on d.oid = s.datid
      where l.locktype = 'advisory' and s.application_name = 'fale-conosco uploads'
        and d.datname = current_database()`.execute(cluster.db);
    return Number(rows[0]?.count);
  };
  const untilLocked = async (): Promise<void> => {
    while ((await lockHolders()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  it('brings what is written through one to the readers of both at once', async () => {
    const readers = await Promise.all([a, b].map((instance) => instance.readEvents('ana@saolucas')));
    for (const instance of [a, b]) {
      const before = readers.map(({ types }) => types.length);
      await instance.client('bruno@saolucas').protocols.create(input);
      await until(
        () => readers.every(({ types }, index) => types.length > (before[index] ?? 0)),
        COMES_WITHIN_MS,
        'an event at both instances',
      );
    }
    for (const reader of readers) {
      assert.ok(
        reader.types.every((type) => type === 'protocol.changed'),
        reader.types.join(),
      );
      reader.close();
    }
  });

  it('tells the group at one that its answer was opened at the other', async () => {
    const ana = a.client('ana@saolucas');
    const { number } = await ana.protocols.create(input);
    const answered = await fetch(`${a.address}/v1/crm/protocols/${number}/messages`, {
      method: 'POST',
      headers: await cluster.headers('fabio@faturamento', {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      }),
      body: JSON.stringify({
        body: 'Verificamos.',
        attachmentIds: [],
        visibility: 'public',
        asksProvider: false,
      }),
    });
    assert.equal(answered.status, 201);
    const reader = await b.readEvents('fabio@faturamento');
    await ana.messages.markRead(number, 2);
    await until(() => reader.causes.includes('read'), COMES_WITHIN_MS, 'the event of the group');
    reader.close();
  });

  it('has one effect of one Idempotency-Key sent to both at once', async () => {
    for (let round = 0; round < 20; round += 1) {
      const message = `Mesma chave, rodada ${round}, ${randomUUID()}`;
      const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
      const body = JSON.stringify({ ...input, message });
      const responses = await Promise.all(
        [a, b, a, b, a, b].map((instance) => send(instance, 'POST', '/v1/protocols', headers, body)),
      );
      const statuses = responses.map(({ status }) => status);
      assert.ok(
        statuses.every((status) => status === 201 || status === 409),
        statuses.join(),
      );
      const answers = await Promise.all(
        responses.filter(({ status }) => status === 201).map((response) => response.text()),
      );
      assert.equal(new Set(answers).size, 1);
      const rows = await cluster.db.selectFrom('messages').select('id').where('body', '=', message).execute();
      assert.equal(rows.length, 1);
    }
  });

  it('numbers protocols of both without a gap and without a repetition', async () => {
    const count = 40;
    const protocols = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        (index % 2 === 0 ? a : b).client('carla@santahelena').protocols.create(input),
      ),
    );
    const numbers = protocols.map(({ number }) => BigInt(number)).sort((x, y) => (x < y ? -1 : 1));
    assert.equal(new Set(numbers).size, count);
    // Past midnight a new day's sequence begins: the run is then of two days.
    const gaps = numbers.slice(1).filter((number, index) => number - (numbers[index] ?? 0n) !== 1n);
    assert.ok(gaps.length <= new Set(numbers.map((number) => number / MILLION)).size - 1);
  });

  it('goes on at one with an upload that was begun at the other', async () => {
    const content = pdf(12 * MB);
    const upload = await begin(a, content.length);
    assert.equal((await append(a, upload, 0, content.subarray(0, 7 * MB))).status, 204);
    assert.equal(await offsetAt(b, upload), 7 * MB);
    assert.equal((await append(b, upload, 7 * MB, content.subarray(7 * MB, 8 * MB))).status, 204);
    assert.equal((await append(a, upload, 8 * MB, content.subarray(8 * MB))).status, 204);
    for (const instance of [a, b])
      assert.equal((await attachmentAt(instance, upload)).sha256, sha256(content));
    const download = await send(b, 'GET', `${upload.replace('/uploads/', '/attachments/')}/content`, {});
    assert.equal(sha256(Buffer.from(await download.arrayBuffer())), sha256(content));
  });

  it('goes on at one after the other was killed in the middle of an upload', async () => {
    const content = pdf(20 * MB);
    const upload = await begin(a, content.length);
    await appendAndStall(a, upload, content, 13 * MB);
    await untilLocked();
    await a.kill();
    const startedMs = performance.now();
    await finish(b, upload, content);
    // The lock of the killed one is gone with it: no one waits for its end.
    assert.ok(performance.now() - startedMs < 10_000);
    assert.equal((await attachmentAt(b, upload)).sha256, sha256(content));
    a = await cluster.start();
  });

  it('lets only one of two requests write that send the same part to both at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const content = pdf(MB);
      const half = content.length / 2;
      const upload = await begin(a, content.length);
      for (const [offset, piece] of [
        [0, content.subarray(0, half)],
        [half, content.subarray(half)],
      ] as const) {
        const responses = await Promise.all(
          [a, b].map((instance) => append(instance, upload, offset, piece)),
        );
        assert.deepEqual(responses.map(({ status }) => status).sort(), [204, 409]);
      }
      assert.equal((await attachmentAt(b, upload)).sha256, sha256(content));
    }
  });

  it('takes an upload from a request at the other whose client is gone', async () => {
    const content = pdf(3 * MB);
    const upload = await begin(a, content.length);
    const stalled = await appendAndStall(a, upload, content, 2 * MB);
    await untilLocked();
    const startedMs = performance.now();
    await finish(b, upload, content);
    assert.ok(performance.now() - startedMs < 10_000);
    assert.equal((await attachmentAt(a, upload)).sha256, sha256(content));
    stalled.destroy();
  });

  it('takes an upload from a request that lost its lock with its connection', async () => {
    const content = pdf(3 * MB);
    const upload = await begin(a, content.length);
    const stalled = await appendAndStall(a, upload, content, 2 * MB);
    await untilLocked();
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'fale-conosco uploads' and datname = current_database()`.execute(cluster.db);
    await finish(b, upload, content);
    assert.equal((await attachmentAt(a, upload)).sha256, sha256(content));
    stalled.destroy();
  });

  it('cuts off at both at once a user that the database no longer admits', async () => {
    const readers = await Promise.all([a, b].map((instance) => instance.readEvents('davi@exata')));
    const setActive = (active: boolean) =>
      cluster.db.updateTable('provider_users').set({ active }).where('subject', '=', 'davi@exata').execute();
    const startedMs = performance.now();
    await setActive(false);
    const headers = await cluster.headers('davi@exata');
    const refused = new Set<Instance>();
    while (refused.size < 2 && performance.now() - startedMs < COMES_WITHIN_MS) {
      for (const instance of [a, b]) {
        const { status } = await fetch(`${instance.address}/v1/session`, { headers });
        if (status === 401) refused.add(instance);
      }
    }
    assert.equal(refused.size, 2);
    await until(
      () => readers.every(({ endedAtMs }) => endedAtMs !== undefined),
      COMES_WITHIN_MS,
      'the end of both streams',
    );
    await setActive(true);
  });
});

/** The sequence of a day has six digits. */
const MILLION = 1_000_000n;
