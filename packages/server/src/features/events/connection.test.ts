import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';
import { openConnection } from './connection.ts';

it('cuts off a reader that does not read, instead of keeping its backlog', async () => {
  let sent = 0;
  const server = http.createServer((_request, response) => {
    const connection = openConnection(response, { kind: 'admin', userId: 'x' });
    connection.start([]);
    const event = { id: 1, type: 'protocol.changed', data: { text: 'x'.repeat(64 * 1024) } };
    // What the sockets of the system take is not ours; the rest must stay small.
    const fill = setInterval(() => {
      connection.send(event);
      sent += 1;
    });
    response.on('close', () => {
      clearInterval(fill);
      server.close();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  http.get({ port, host: '127.0.0.1' }, (response) => response.pause()).on('error', () => undefined);
  await once(server, 'close');
  assert.ok(sent > 0);
});

it('sends what came during the replay once, after it', async () => {
  const server = http.createServer((_request, response) => {
    const connection = openConnection(response, { kind: 'admin', userId: 'x' });
    for (const id of [2, 3]) connection.send({ id, type: 'catalogue.changed', data: {} });
    connection.start([1, 2].map((id) => ({ id, type: 'catalogue.changed', data: {} })));
    connection.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const text = await (await fetch(`http://127.0.0.1:${port}`)).text();
  assert.deepEqual(
    [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => id),
    ['1', '2', '3'],
  );
  server.close();
});

it('writes nothing before its headers are sent, and resets and ends when it starts', async () => {
  const server = http.createServer((_request, response) => {
    const connection = openConnection(response, { kind: 'admin', userId: 'x' });
    connection.send({ id: 4, type: 'catalogue.changed', data: {} });
    connection.reset(7);
    connection.heartbeat();
    connection.send({ id: 8, type: 'catalogue.changed', data: {} });
    connection.end();
    assert.equal(response.headersSent, false);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    connection.start([{ id: 3, type: 'catalogue.changed', data: {} }]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}`);
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  assert.equal(
    await response.text(),
    'id: 7\nevent: stream.reset\ndata: {}\n\nid: 8\nevent: catalogue.changed\ndata: {}\n\n',
  );
  server.close();
});
