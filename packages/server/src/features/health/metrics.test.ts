import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { useTestServer } from '../../testing/running-server.ts';

const server = useTestServer({ settings: { metricsPort: 0 } });
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

  it('are not served by the API, and nothing else is served with them', async () => {
    assert.equal((await fetch(`${server.address}/metrics`)).status, 404);
    assert.equal((await fetch(addressOf().replace('/metrics', '/livez'))).status, 404);
  });
});
