import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { createDatabase } from './database/connection.ts';
import { useTestServer } from './testing/running-server.ts';

const LIMIT = 20;
const server = useTestServer({
  settings: { rateLimitPerMinute: LIMIT, corsOrigins: ['https://portal.example'] },
});

const session = async (login: string): Promise<Response> =>
  await fetch(`${server.address}/v1/session`, { headers: await server.as(login) });

describe('the whole server', () => {
  it('answers for its health without a token, and never counts it', async () => {
    for (let count = 0; count < LIMIT + 5; count += 1) {
      assert.equal((await fetch(`${server.address}/livez`)).status, 200);
    }
    const ready = await fetch(`${server.address}/readyz`);
    assert.equal(ready.status, 200);
    assert.deepEqual(await ready.json(), { status: 'ok', database: true, storage: true, draining: false });
  });

  it('serves the contract as OpenAPI 3.1 to everybody', async () => {
    const response = await fetch(`${server.address}/v1/openapi.json`);
    assert.equal(response.status, 200);
    const document = (await response.json()) as { openapi: string };
    assert.match(document.openapi, /^3\.1/);
  });

  it('limits each user, not the address that they share', async () => {
    const answers: number[] = [];
    for (let count = 0; count < LIMIT; count += 1) answers.push((await session('ana')).status);
    assert.ok(answers.every((status) => status === 200));
    const refused = await session('ana');
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    assert.equal(((await refused.json()) as { code: string }).code, 'rate_limited');
    assert.equal((await session('bruno')).status, 200);
  });

  it('lets the configured pages follow an upload and read a stream', async () => {
    const origin = 'https://portal.example';
    const headers = await server.as('carla', { origin });
    const abort = new AbortController();
    const stream = await fetch(`${server.address}/v1/events`, { headers, signal: abort.signal });
    assert.equal(stream.headers.get('access-control-allow-origin'), origin);
    abort.abort();
    const created = await fetch(`${server.address}/v1/uploads`, {
      method: 'POST',
      headers: {
        ...headers,
        'tus-resumable': '1.0.0',
        'upload-length': '3',
        'upload-metadata': 'filename YS50eHQ=',
      },
    });
    assert.equal(created.headers.get('access-control-allow-origin'), origin);
    assert.match(created.headers.get('access-control-expose-headers') ?? '', /Location.*Upload-Offset/);
  });

  it('is not ready while its database is away, and is again afterwards', async () => {
    const url = new URL(server.databaseUrl);
    const name = url.pathname.slice(1);
    url.pathname = '/postgres';
    const elsewhere = createDatabase<unknown>(url.href, {
      applicationName: 'test',
      onError: () => undefined,
    });
    await sql`alter database ${sql.id(name)} allow_connections false`.execute(elsewhere);
    await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ${name}`.execute(
      elsewhere,
    );
    assert.equal((await fetch(`${server.address}/readyz`)).status, 503);
    assert.equal((await fetch(`${server.address}/livez`)).status, 200);
    await sql`alter database ${sql.id(name)} allow_connections true`.execute(elsewhere);
    await elsewhere.destroy();
    // The pool may still hand out a connection that was ended, until it has read of that.
    const startedMs = performance.now();
    while ((await fetch(`${server.address}/readyz`)).status !== 200) {
      assert.ok(performance.now() - startedMs < 15_000, 'The server did not become ready again.');
    }
  });
});
