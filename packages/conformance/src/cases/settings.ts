import { area } from '../conformance-case.ts';
import type { CaseContext } from '../context.ts';
import { expect, expectSame, isSame } from '../expect.ts';
import {
  asBody,
  audit,
  create,
  type Entry,
  type Fields,
  kinds,
  nameOf,
  pick,
  read,
} from './setting-kinds.ts';

/** What all settings have in common. */
export const settingCases = area('SET', 'Settings', (define) => {
  const needs = ['a', 'admin'] as const;

  for (const [index, kind] of kinds.entries()) {
    const base = index * 10;
    const change = (context: CaseContext, id: string, ifMatch: number | undefined, body: Fields) =>
      context.admin.request(kind.update, { params: { id }, body, ...(ifMatch !== undefined && { ifMatch }) });

    define(
      base + 1,
      `${kind.title}: an entry is kept as it was sent, and is in the list`,
      `contract: ${kind.create} answers 201 with the entry.`,
      { needs },
      async (context) => {
        const { body, entry } = await create(context, kind);
        expectSame(pick(asBody(entry), Object.keys(body)), body, 'The entry');
        expectSame(await read(context, kind, entry.id), entry, 'The entry as read');
        const query = kind.entity === 'provider' ? { query: { search: String(body['name']) } } : {};
        const { items } = (await context.admin.ok(kind.list, query)) as unknown as { items: Entry[] };
        expectSame(
          items.find(({ id }) => id === entry.id),
          entry,
          'The entry in the list',
        );
      },
    );
    define(
      base + 2,
      `${kind.title}: a change makes a new version, which is its entity tag`,
      'contract: version; RFC 9110, 8.8.3: ETag.',
      { needs },
      async (context) => {
        const { entry } = await create(context, kind);
        const changed = await change(context, entry.id, entry.version, kind.change);
        const after = changed.json as Entry;
        expectSame(pick(asBody(after), Object.keys(kind.change)), kind.change, 'The changed fields');
        expect(after.version > entry.version, 'The version did not move');
        expectSame(changed.headers.get('etag'), `"${after.version}"`, 'ETag');
        const unchanged = Object.keys(entry).filter(
          (name) => !['version', ...Object.keys(kind.change)].includes(name),
        );
        for (const name of unchanged)
          if (!(name === 'managerGroup' && 'managerGroupId' in kind.change))
            expectSame(after[name], entry[name], `${name}, which was not changed`);
      },
    );
    define(
      base + 3,
      `${kind.title}: a change without the version, or of an older one, is refused`,
      'RFC 6585, 3: 428; RFC 9110, 15.5.13: 412.',
      { needs, severity: 'critical' },
      async (context) => {
        const { entry } = await create(context, kind);
        expectSame(
          (await change(context, entry.id, undefined, kind.change)).status,
          428,
          'Status without If-Match',
        );
        expectSame(
          (await change(context, entry.id, entry.version, kind.change)).status,
          200,
          'Status of the first change',
        );
        expectSame(
          (await change(context, entry.id, entry.version, kind.change)).status,
          412,
          'Status under the older version',
        );
      },
    );
    define(
      base + 4,
      `${kind.title}: of two admins who change the same version at once one wins`,
      'RFC 9110, 13.1.1.',
      { needs, severity: 'critical' },
      async (context) => {
        const { entry } = await create(context, kind);
        const [name] = ['name', 'description', 'title'].filter((each) => each in entry);
        const exchanges = await Promise.all(
          [0, 1].map((each) =>
            change(context, entry.id, entry.version, { [name ?? '']: `Nome ${each} ${context.word()}` }),
          ),
        );
        expectSame(exchanges.map(({ status }) => status).sort(), [200, 412], 'statuses');
      },
    );
    define(
      base + 5,
      `${kind.title}: a change that changes nothing leaves version and trail as they are`,
      'contract: what changes nothing leaves no trace.',
      { needs, severity: 'minor' },
      async (context) => {
        const { body, entry } = await create(context, kind);
        for (const nothing of [{}, pick(body, Object.keys(kind.change))])
          expectSame((await change(context, entry.id, entry.version, nothing)).json, entry, 'The entry');
        expectSame((await audit(context, kind, entry.id)).length, 1, 'records of the trail');
      },
    );
    define(
      base + 6,
      `${kind.title}: the trail says who changed what, as it was and as it is`,
      'contract: auditRecordSchema.',
      { needs, severity: 'critical' },
      async (context) => {
        const { body, entry } = await create(context, kind);
        await change(context, entry.id, entry.version, kind.change);
        const { user } = await context.admin.ok('getSession');
        const [updated, created] = await audit(context, kind, entry.id);
        expectSame(
          [created?.action, created?.before, created?.entityName],
          ['created', null, nameOf(body)],
          'record of the creation',
        );
        expect(
          isSame(pick(created?.after ?? {}, Object.keys(body)), body),
          'The record of the creation has other fields',
        );
        expectSame(
          [updated?.action, updated?.before, updated?.after],
          ['updated', pick(body, Object.keys(kind.change)), kind.change],
          'record of the change',
        );
        expectSame(
          [updated?.actor, created?.actor],
          [
            { id: user.id, name: user.name },
            { id: user.id, name: user.name },
          ],
          'actors',
        );
      },
    );
    define(
      base + 7,
      `${kind.title}: unknown entries, unknown fields and empty texts are refused`,
      'contract: not_found; bodies are strict.',
      { needs },
      async (context) => {
        const { body, entry } = await create(context, kind);
        for (const id of ['00000000-0000-4000-8000-000000000000', 'x']) {
          await context.admin.problem(kind.get, { params: { id } }, 'not_found');
          await context.admin.problem(
            kind.update,
            { params: { id }, ifMatch: 1, body: kind.change },
            'not_found',
          );
        }
        const name = ['name', 'description', 'title'].find((each) => each in body) ?? '';
        const fresh = await kind.body(context);
        await context.admin.issues(kind.create, { body: { ...fresh, version: 3, [name]: ' ' } }, [
          'version:unknown_field',
          `${name}:required`,
        ]);
        await context.admin.issues(
          kind.update,
          { params: { id: entry.id }, ifMatch: entry.version, body: { id: 'x', [name]: 'x'.repeat(1001) } },
          ['id:unknown_field', `${name}:too_long`],
        );
      },
    );
  }
});
