import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { type OperationId, type Route, routes } from '@fale-conosco/contract';
import { cellsOf, leakingActors, tellingActors } from '../testing/authorisation-matrix.ts';
import { authorisationTable } from '../testing/authorisation-table.ts';
import {
  type ActorName,
  actors,
  createAuthorisationWorld,
  type Owner,
  type World,
} from '../testing/authorisation-world.ts';
import { useHarness } from '../testing/harness.ts';

let world: World;
useHarness(async (harness) => {
  world = await createAuthorisationWorld(harness);
  return async () => {};
});

const audienceOf = { anybody: 'both', provider: 'provider', operator: 'operator', admin: 'admin' } as const;

test('the table says of each operation what the contract says', () => {
  const declared = Object.entries(authorisationTable).map(([id, { may }]) => [id, audienceOf[may]]);
  const promised = Object.entries(routes as Record<OperationId, Route>).map(([id, { audience }]) => [
    id,
    audience,
  ]);
  assert.deepEqual(Object.fromEntries(declared), Object.fromEntries(promised));
});

describe('each operation answers everybody as the table says', () => {
  for (const id of Object.keys(authorisationTable) as OperationId[]) {
    test(id, async () => {
      const cells = await cellsOf(world, id);
      const wrong = cells.filter(({ status, expected }) => status !== expected);
      assert.deepEqual(
        wrong.map(({ actor, target, expected, status }) => `${actor}, ${target}: ${status} not ${expected}`),
        [],
      );
      assert.deepEqual(leakingActors(cells), [], 'told of foreign protocols');
      assert.deepEqual(tellingActors(cells), [], 'foreign and nonexistent can be told apart');
    });
  }
});

test('lists tell everybody of its own', async () => {
  for (const [operation, side] of [
    ['listProtocols', 'provider'],
    ['listCrmProtocols', 'operator'],
  ] as const) {
    await world.protocol('a');
    await world.protocol('b');
    for (const { actor, status, tellsOf } of await cellsOf(world, operation)) {
      if (status === 200) assert.deepEqual([actor, tellsOf], [actor, [...actors[actor].sees]], side);
    }
  }
});

describe('what a body names', () => {
  test('is not available when it is foreign, as when it does not exist', async () => {
    const [number, attachment] = [await world.protocol('b'), await world.upload('user of B')];
    for (const [foreign, missing] of [
      [{ previousProtocolNumber: number }, { previousProtocolNumber: '34665920200101000001' }],
      [{ attachmentIds: [attachment] }, { attachmentIds: [randomUUID()] }],
    ]) {
      const [one, two] = await Promise.all(
        [foreign, missing].map((changes) =>
          world.call('owner at A', 'POST', '/v1/protocols', { body: world.harness.newProtocol(changes) }),
        ),
      );
      assert.equal(one?.status, 422);
      assert.deepEqual({ ...one?.json, requestId: '' }, { ...two?.json, requestId: '' });
    }
  });
});

test('streams tell everybody of its own, live and after a cut', async () => {
  await world.harness.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = world.harness.app.server.address() as AddressInfo;
  const names = (Object.keys(actors) as ActorName[]).filter((name) => !('refused' in actors[name]));
  const open = async (name: ActorName, lastEventId?: string) => {
    const stop = new AbortController();
    const { body } = await fetch(`http://127.0.0.1:${port}/v1/events`, {
      headers: {
        authorization: `Bearer ${await world.token(name)}`,
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
      signal: stop.signal,
    });
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    assert.ok(reader);
    let text = '';
    const until = async (wanted: string) => {
      while (!text.includes(wanted)) {
        text += (await reader.read()).value ?? assert.fail(`${name}: the stream ended`);
        assert.ok(!text.includes('stream.reset'), `${name}: the stream begins anew`);
      }
      return text;
    };
    const beginning = /^id: (.+)$/m.exec(lastEventId === undefined ? await until('id: ') : '')?.[1];
    return { beginning, until, close: () => stop.abort() };
  };
  const act = async () => ({ a: await world.protocol('a'), b: await world.protocol('b') });
  // An event for everybody, after which what came before it has come.
  const announce = async () => {
    const { status } = await world.call('admin', 'POST', '/v1/crm/holidays', {
      body: { date: '2031-03-04', name: 'Aniversário da cidade', everyYear: false },
    });
    assert.equal(status, 201);
  };
  const told = (text: string, numbers: Record<Owner, string>) =>
    (['a', 'b'] as const).filter((owner) => text.includes(numbers[owner]));

  // Of more than 500 events within 30 s a resumed stream begins anew, and so it does after an event that is gone.
  await world.harness.db.deleteFrom('events').execute();
  await act();
  const live = await Promise.all(names.map((name) => open(name)));
  const numbers = await act();
  await announce();
  for (const [index, stream] of live.entries()) {
    const name = names[index] as ActorName;
    assert.deepEqual([name, told(await stream.until('holidays'), numbers)], [name, [...actors[name].sees]]);
    const resumed = await open(name, stream.beginning);
    assert.deepEqual([name, told(await resumed.until('holidays'), numbers)], [name, [...actors[name].sees]]);
    stream.close();
    resumed.close();
  }
});
