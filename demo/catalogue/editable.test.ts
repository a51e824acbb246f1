import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemoServer } from '../../test/support/running-server.ts';
import { demoGroups, demoLeaves } from './catalogue.ts';

const server = useDemoServer();

const change = async (path: string, body: object): Promise<Response> => {
  const url = `${server.address}/v1/crm/${path}`;
  const read = await fetch(url, { headers: await server.as('admin@operadora') });
  const headers = { 'content-type': 'application/json', 'if-match': read.headers.get('etag') ?? '' };
  return fetch(url, {
    method: 'PATCH',
    headers: await server.as('admin@operadora', headers),
    body: JSON.stringify(body),
  });
};

test('the demo catalogue keeps the rules of the server: every entry may be saved as it is', async () => {
  for (const leaf of demoLeaves) {
    const moved = await change(`classifications/${leaf.id}`, { reopenWindowDays: 45 });
    assert.equal(moved.status, 200, leaf.path.join(' > '));
  }
  for (const group of demoGroups) {
    const renamed = await change(`groups/${group.id}`, { email: 'equipe@vidaplena.example' });
    assert.equal(renamed.status, 200, group.name);
  }
});
