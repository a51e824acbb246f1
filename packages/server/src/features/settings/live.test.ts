import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { fixture } from '../../testing/fixture.ts';
import { useTestServer } from '../../testing/running-server.ts';

const server = useTestServer();

/** Opens the stream of somebody; `until` resolves when its text matches, or when it has ended if nothing is asked for. */
const openStream = async (login: string) => {
  const headers = await server.as(login);
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get(`${server.address}/v1/events`, { headers, agent: false }, resolve).on('error', reject);
  });
  assert.equal(response.statusCode, 200);
  let text = '';
  let ended = false;
  const looks = new Set<() => void>();
  const look = () => {
    for (const each of looks) each();
  };
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    look();
  });
  response
    .on('error', () => undefined)
    .on('close', () => {
      ended = true;
      look();
    });
  const until = (pattern?: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const wanted = pattern ? String(pattern) : 'its end';
      const limit = setTimeout(() => reject(new Error(`${wanted} never came after:\n${text}`)), 15_000);
      const each = () => {
        if (!(pattern ? pattern.test(text) : ended)) return;
        clearTimeout(limit);
        looks.delete(each);
        resolve();
      };
      looks.add(each);
      each();
    });
  await until(/^id: /m);
  return { until, close: () => response.destroy() };
};

const change = async (path: string, body: object): Promise<Response> => {
  const url = `${server.address}/v1/crm/${path}`;
  const read = await fetch(url, { headers: await server.as('admin') });
  const headers = { 'content-type': 'application/json', 'if-match': read.headers.get('etag') ?? '' };
  return fetch(url, {
    method: 'PATCH',
    headers: await server.as('admin', headers),
    body: JSON.stringify(body),
  });
};

test('a provider with an open page gets an event when a classification was turned on, and then finds it', async () => {
  const offered = async () => {
    const response = await fetch(`${server.address}/v1/classifications`, {
      headers: await server.as('ana'),
    });
    const { items } = (await response.json()) as { items: { id: string }[] };
    return items.some(({ id }) => id === fixture.hidden);
  };
  assert.equal(await offered(), false);
  const [ana, aline] = [await openStream('ana'), await openStream('aline')];
  const response = await change(`classifications/${fixture.hidden}`, { shownToProviders: true });
  assert.equal(response.status, 200, await response.text());
  await Promise.all([
    ana.until(/^event: ?catalogue\.changed$/m),
    aline.until(/^event: ?catalogue\.changed$/m),
  ]);
  assert.equal(await offered(), true);
  ana.close();
  aline.close();
});

test('the streams of those who are deactivated in the settings end at once, long before their tokens', async () => {
  for (const [login, path] of [
    ['carla', `providers/${fixture.providerB}`],
    ['aline', `agents/${fixture.agentAline}`],
  ] as const) {
    const stream = await openStream(login);
    assert.equal((await change(path, { active: false })).status, 200);
    const start = performance.now();
    await stream.until();
    assert.ok(performance.now() - start < 5_000);
  }
});
