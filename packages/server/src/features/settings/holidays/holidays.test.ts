import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { asSomebodyElse } from '../../../database/one-connection.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { fixture, useHarness } from '../../../testing/harness.ts';
import { updateClock } from '../../deadlines/repository.ts';

const harness = useHarness();

const create = (body: object) => harness.call('admin', 'POST', '/v1/crm/holidays', { body });
const holiday = (date: string, changes: object = {}) => ({
  date,
  name: 'Feriado municipal',
  everyYear: false,
  ...changes,
});
const list = async (year: number) =>
  (await harness.call('fabio', 'GET', `/v1/crm/holidays?year=${year}`)).json.items as {
    id: string | null;
    date: string;
    scope: string;
  }[];
const dueAt = async (number: string): Promise<string | undefined> =>
  (await harness.call('ana', 'GET', `/v1/protocols/${number}`)).json.deadline?.dueAt;
const eventCount = async (): Promise<number> => {
  const { count } = await harness.db
    .selectFrom('events')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('type', '=', 'catalogue.changed')
    .executeTakeFirstOrThrow();
  return count;
};

describe('The holidays of the settings', () => {
  before(async () => {
    await harness.db
      .updateTable('classifications')
      .set({ deadline_business_days: 5, provider_deadline_business_days: 3 })
      .where('id', '=', fixture.glosa)
      .execute();
  });
  beforeEach(() => harness.setNow('2026-11-18T13:00:00Z'));

  it('lists national and local ones of the year asked for, the present one unless said', async () => {
    const { json } = await create(holiday('2027-01-25', { everyYear: true }));
    const dates = (await list(2028)).map(({ date }) => date);
    assert.deepEqual(dates, dates.toSorted());
    assert.ok(dates.includes('2028-01-25'));
    assert.equal(
      (await list(2026)).some(({ date }) => date === '2026-01-25'),
      false,
    );
    const present = await harness.call('fabio', 'GET', '/v1/crm/holidays');
    assert.equal(present.json.items[0].date, '2026-01-01');
    assert.equal((await list(2028)).find(({ id }) => id === json.id)?.scope, 'local');
  });

  it('shows one of 29 February in leap years', async () => {
    await create(holiday('2024-02-29', { everyYear: true }));
    assert.equal(
      (await list(2027)).some(({ date }) => date.includes('-02-')),
      false,
    );
    assert.ok((await list(2028)).some(({ date }) => date === '2028-02-29'));
  });

  it('rejects a day that is one already, and one that no calendar has', async () => {
    await create(holiday('2026-06-04'));
    await create(holiday('2026-07-09', { everyYear: true }));
    for (const rejected of [
      holiday('2026-06-04'),
      holiday('2026-12-25'),
      holiday('2027-07-09'),
      holiday('2025-07-09', { everyYear: true }),
      holiday('2025-06-04', { everyYear: true }),
    ]) {
      const { status, json } = await create(rejected);
      assert.equal(status, 422, rejected.date);
      assert.deepEqual([json.issues[0].path, json.issues[0].code], ['date', 'already_taken']);
    }
    assert.equal((await create(holiday('2027-06-04'))).status, 201);
    assert.equal((await create(holiday('2027-02-30'))).json.issues[0].code, 'invalid_format');
  });

  it('is kept by admins alone', async () => {
    const response = await harness.call('fabio', 'POST', '/v1/crm/holidays', { body: holiday('2026-08-11') });
    assert.equal(response.status, 403);
    const missing = await harness.call('admin', 'DELETE', `/v1/crm/holidays/${fixture.admin}`);
    assert.equal(missing.status, 404);
    assert.equal((await harness.call('admin', 'DELETE', '/v1/crm/holidays/none')).status, 404);
  });

  it('moves the deadlines of open protocols there and back, leaves a trail, and says so once', async () => {
    const open = await harness.openProtocol();
    const asked = await harness.openProtocol();
    const closed = await harness.openProtocol();
    await harness.answer(asked, { asksProvider: true });
    const close = { body: 'Concluído.', attachmentIds: [] };
    assert.equal(
      (await harness.call('fabio', 'POST', `/v1/crm/protocols/${closed}/close`, { body: close })).status,
      200,
    );
    const events = await eventCount();
    const { json } = await create(holiday('2026-11-23'));
    assert.equal(await dueAt(open), '2026-11-28T02:59:59.999Z');
    assert.equal(await dueAt(closed), '2026-11-27T02:59:59.999Z');
    const { providerDueAt } = (await harness.call('ana', 'GET', `/v1/protocols/${asked}`)).json;
    assert.equal(providerDueAt, '2026-11-26T02:59:59.999Z');
    assert.equal(await eventCount(), events + 1);

    assert.equal((await harness.call('admin', 'DELETE', `/v1/crm/holidays/${json.id}`)).status, 204);
    assert.equal(await dueAt(open), '2026-11-27T02:59:59.999Z');
    const trail = await harness.call('admin', 'GET', `/v1/crm/audit?entity=holiday&entityId=${json.id}`);
    assert.deepEqual(
      trail.json.items.map(({ action, before, after }: Record<string, unknown>) => [action, before, after]),
      [
        ['deleted', holiday('2026-11-23'), null],
        ['created', null, holiday('2026-11-23')],
      ],
    );
  });

  it('moves one date where it moves no other: from when it is due soon, and until when the provider should answer', async () => {
    const dates = (number: string) =>
      harness.db
        .selectFrom('protocols')
        .select(['due_at', 'due_soon_at', 'provider_due_at'])
        .where('number', '=', number)
        .executeTakeFirstOrThrow();
    const setDays = (days: number) =>
      harness.db
        .updateTable('classifications')
        .set({ deadline_business_days: days })
        .where('id', '=', fixture.glosa)
        .execute();
    // Due at the end of the next day: it is due soon from the beginning of the day of registration on.
    await setDays(1);
    const quick = await harness.openProtocol();
    await setDays(5);
    // Asked on the last day, so that its provider's days come after its own.
    const asked = await harness.openProtocol();
    harness.setNow('2026-11-26T13:00:00Z');
    await harness.answer(asked, { asksProvider: true });
    const before = [await dates(quick), await dates(asked)] as const;
    const made = [await create(holiday('2026-11-18')), await create(holiday('2026-11-30'))];
    assert.deepEqual(
      made.map(({ status }) => status),
      [201, 201],
    );
    const day = (date: string) => new Date(`${date}T03:00:00Z`);
    assert.deepEqual(before[0].due_soon_at, day('2026-11-18'));
    assert.deepEqual(await dates(quick), { ...before[0], due_soon_at: day('2026-11-17') });
    const end = new Date('2026-12-03T02:59:59.999Z');
    assert.deepEqual(await dates(asked), { ...before[1], provider_due_at: end });
    assert.notDeepEqual(before[1].provider_due_at, end);
    for (const { json } of made)
      assert.equal((await harness.call('admin', 'DELETE', `/v1/crm/holidays/${json.id}`)).status, 204);
  });

  it('counts a protocol by the calendar that is there when both come at once', async () => {
    const [number, made] = await Promise.all([harness.openProtocol(), create(holiday('2026-11-24'))]);
    assert.equal(await dueAt(number), '2026-11-28T02:59:59.999Z');
    assert.equal((await harness.call('admin', 'DELETE', `/v1/crm/holidays/${made.json.id}`)).status, 204);
  });

  it('counts a protocol that is being reopened by the calendar that comes meanwhile', async () => {
    const number = await harness.openProtocol();
    const close = { body: 'Concluído.', attachmentIds: [] };
    const closed = await harness.call('fabio', 'POST', `/v1/crm/protocols/${number}/close`, { body: close });
    assert.equal(closed.status, 200);
    let made: ReturnType<typeof create> | undefined;
    await inTransaction(harness.db, 'system', async (tx) => {
      const { id } = await tx
        .selectFrom('protocols')
        .select('id')
        .where('number', '=', number)
        .forNoKeyUpdate()
        .executeTakeFirstOrThrow();
      const clock = await updateClock(tx, id, 'in_analysis', new Date('2026-11-18T13:00:00Z'));
      await tx
        .updateTable('protocols')
        .set({ status: 'in_analysis', closed_at: null, ...clock })
        .where('id', '=', id)
        .execute();
      let answered = false;
      made = asSomebodyElse(() => create(holiday('2026-11-25'))).finally(() => {
        answered = true;
      });
      const waits = async (): Promise<boolean> =>
        (
          await sql`select from pg_locks where locktype = 'advisory' and not granted
            and database = (select oid from pg_database where datname = current_database())`.execute(tx)
        ).rows.length > 0;
      while (!answered && !(await waits())) await setImmediate();
    });
    assert.equal((await made)?.status, 201);
    assert.equal(await dueAt(number), '2026-11-28T02:59:59.999Z');
  });
});
