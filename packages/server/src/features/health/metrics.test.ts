import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { generateKeyPair, SignJWT } from 'jose';
import { sql } from 'kysely';
import type { TokenIssuer } from '../../config/auth.ts';
import { useTestServer } from '../../testing/running-server.ts';
import { EVENTS_CHANNEL } from '../events/publish.ts';

/** Nothing listens there. */
const unreachable: TokenIssuer = {
  issuer: 'https://portal.invalid',
  audience: 'fale-conosco',
  algorithms: ['EdDSA'],
  keys: { kind: 'jwks', url: 'http://127.0.0.1:9/jwks' },
  providers: '*',
  operator: false,
};
const server = useTestServer({ settings: { metricsPort: 0 }, moreIssuers: [unreachable] });
const addressOf = (): string => /^Prometheus metrics at (\S+)$/m.exec(server.said.join('\n'))?.[1] ?? '';

const readMetrics = async (): Promise<string> => {
  const response = await fetch(addressOf());
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain/);
  return await response.text();
};

/** Waits for a sample: a response is counted once it has ended, a moment after its reader has it. */
const untilMetric = async (pattern: RegExp): Promise<void> => {
  const deadlineMs = performance.now() + 5000;
  for (let text = ''; !pattern.test(text); ) {
    assert.ok(performance.now() < deadlineMs, `${pattern} is not in\n${text}`);
    text = await readMetrics();
  }
};

describe('the Prometheus metrics', () => {
  it('count answers by route and status, open streams, and connections to the database', async () => {
    const headers = await server.as('ana');
    await fetch(`${server.address}/v1/protocols/34665920261124000001`, { headers });
    await untilMetric(
      /http_request_duration_seconds_count\{method="GET",route="\/v1\/protocols\/:number",status="404"\} 1/,
    );
    const leaving = new AbortController();
    await fetch(`${server.address}/v1/events`, { headers, signal: leaving.signal });
    await untilMetric(/http_requests_in_progress\{method="GET",route="\/v1\/events"\} 1/);
    leaving.abort();
    await untilMetric(/http_requests_in_progress\{method="GET",route="\/v1\/events"\} 0/);
    await untilMetric(/database_connections\{state="waiting"\} 0/);
    await untilMetric(/nodejs_eventloop_lag_seconds/);
  });

  it('count what waits to be sent, and what was given up', async () => {
    await untilMetric(/fale_conosco_deliveries\{state="pending"\} 0/);
    await sql`insert into deliveries (kind, topic, recipient, payload, state, next_attempt_at)
      select 'email', 'group.new_protocol', 'g@op.test', '{}', state, case when state = 'pending' then now() + interval '1 day' end
      from unnest(array['pending', 'dead', 'dead', 'delivered']) as state`.execute(server.db);
    const text = await readMetrics();
    assert.match(text, /fale_conosco_deliveries\{state="pending"\} 1\n/);
    assert.match(text, /fale_conosco_deliveries\{state="dead"\} 2\n/);
    assert.doesNotMatch(text, /deliveries\{state="delivered"/);
  });

  it('tell what the server stands on, what waits, and when maintenance was last done', async () => {
    await sql`insert into attachments (uploaded_by, file_name, size_bytes, state, storage_key, created_at) values
      (${randomUUID()}, 'a.pdf', 1, 'uploading', 'waiting', now() - interval '1 hour'),
      (${randomUUID()}, 'b.pdf', 1, 'scanning', 'verified', now() - interval '2 hours')`.execute(server.db);
    await sql`update deliveries set next_attempt_at = now() - interval '1 hour' where state = 'pending'`.execute(
      server.db,
    );
    await untilMetric(/maintenance_last_success_timestamp_seconds\{task="deliveries"\} 1/);
    const text = await readMetrics();
    for (const sample of [
      /part_up\{part="database"\} 1\n/,
      /part_up\{part="storage"\} 1\n/,
      /events_listening 1\n/,
      /events_lag_seconds 0/,
      /attachments_waiting\{state="uploading"\} 1\n/,
      /attachments_waiting_oldest_seconds\{state="uploading"\} 36\d\d/,
      /attachments_waiting_oldest_seconds\{state="scanning"\} 72\d\d/,
      /deliveries_overdue_seconds 36\d\d/,
      /file_removals 0\n/,
      /database_clock_offset_seconds -?0/,
      /background_failures_total 0\n/,
      ...(server.storage.url.startsWith('file:') ? [/storage_free_bytes [1-9]/] : []),
    ])
      assert.match(text, sample);
  });

  it('tell for how long an event waits for its streams', async () => {
    await server.db.transaction().execute(async (tx) => {
      await sql`lock table events in access exclusive mode`.execute(tx);
      await sql`select pg_notify(${EVENTS_CHANNEL}, '1')`.execute(server.db);
      await untilMetric(/events_lag_seconds (0\.\d*[1-9]|[1-9])/);
    });
    await untilMetric(/events_lag_seconds 0\n/);
  });

  it('count requests that fail because the keys of an issuer cannot be read', async () => {
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(unreachable.issuer)
      .sign((await generateKeyPair('EdDSA', { crv: 'Ed25519' })).privateKey);
    const response = await fetch(`${server.address}/v1/session`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(response.status, 503);
    await untilMetric(/issuer_keys_failures_total\{issuer="https:\/\/portal\.invalid"\} 1\n/);
    const line = server.log.map((text) => JSON.parse(text)).find(({ msg }) => msg === 'request failed');
    assert.equal(line.err.cause.type, 'IssuerKeysError');
  });

  it('tell no person, no provider, no protocol and no file', async () => {
    const headers = await server.as('ana');
    for (const path of ['/v1/session', '/v1/protocols?search=canario', '/canario/34665920261124000002']) {
      await fetch(`${server.address}${path}`, { headers });
    }
    await untilMetric(/route="none",status="404"/);
    const text = await readMetrics();
    const { rows } = await sql<{ name: string }>`select name from providers
      union select name from provider_users`.execute(server.db);
    for (const told of ['canario', '34665920261124', 'saolucas', ...rows.map(({ name }) => name)]) {
      assert.ok(!text.includes(told), told);
    }
  });

  it('are those of the manual, the alert rules and the dashboard', async () => {
    const served = new Set(
      Array.from((await readMetrics()).matchAll(/^# TYPE (\S+)/gm), ([, name = '']) => name),
    );
    const read = (file: string) => readFile(path.join(import.meta.dirname, '../../../../..', file), 'utf8');
    const namesIn = async (file: string): Promise<string[]> =>
      Array.from((await read(file)).matchAll(/\b(?:fale_conosco|nodejs|process)_[a-z0-9]\w*/g), ([name]) =>
        name.replace(/_(bucket|count)$/, ''),
      );
    for (const file of [
      'docs/running.md',
      ...['alerts.yaml', 'alerts.test.yaml', 'dashboard.json'].map(
        (name) => `packages/server/monitoring/${name}`,
      ),
    ]) {
      const names = (await namesIn(file)).filter((name) => name !== 'fale_conosco_app');
      assert.ok(names.length > 10, file);
      assert.deepEqual(
        names.filter((name) => !served.has(name)),
        [],
        file,
      );
    }
    const documented = new Set(await namesIn('docs/running.md'));
    assert.deepEqual(
      [...served].filter((name) => name.startsWith('fale_conosco_') && !documented.has(name)),
      [],
    );
  });

  it('are not served by the API, and nothing else is served with them', async () => {
    assert.equal((await fetch(`${server.address}/metrics`)).status, 404);
    assert.equal((await fetch(addressOf().replace('/metrics', '/livez'))).status, 404);
  });
});
