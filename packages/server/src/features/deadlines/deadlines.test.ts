import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { fixture, useHarness } from '../../testing/harness.ts';

const harness = useHarness();
/** Of a protocol of 18 November 2026, with the holiday of the 20th. */
const DUE_AT = '2026-11-27T02:59:59.999Z';

const view = async (number: string) => (await harness.call('ana', 'GET', `/v1/protocols/${number}`)).json;
const viewAt = async (number: string, now: string) => {
  harness.setNow(now);
  return view(number);
};
const act = async (number: string, action: string, body: object, person: 'fabio' | 'ana' = 'fabio') => {
  const base = person === 'ana' ? '/v1/protocols' : '/v1/crm/protocols';
  const response = await harness.call(person, 'POST', `${base}/${number}/${action}`, { body });
  assert.ok(response.status < 300, response.text);
};
const text = { body: 'Segue o que falta.', attachmentIds: [] };

describe('The deadline of a protocol', () => {
  before(async () => {
    await harness.db
      .updateTable('classifications')
      .set({ deadline_business_days: 5, provider_deadline_business_days: 3 })
      .where('id', '=', fixture.glosa)
      .execute();
    await harness.db
      .updateTable('classifications')
      .set({ deadline_business_days: 10 })
      .where('id', '=', fixture.appeal)
      .execute();
  });
  beforeEach(() => harness.setNow('2026-11-18T13:00:00Z'));

  it('starts with the registration and is shown on both sides', async () => {
    const number = await harness.openProtocol();
    const expected = { businessDays: 5, dueAt: DUE_AT, state: 'running' };
    assert.deepEqual((await view(number)).deadline, expected);
    const list = await harness.call('ana', 'GET', `/v1/protocols?search=${number}`);
    assert.deepEqual(list.json.items[0].deadline, expected);
    const crm = await harness.call('fabio', 'GET', `/v1/crm/protocols/${number}`);
    assert.deepEqual(crm.json.deadline, expected);
    assert.equal(crm.json.providerDueAt, null);
  });

  it('is none where the classification has none', async () => {
    await harness.db
      .updateTable('classifications')
      .set({ deadline_business_days: null, provider_deadline_business_days: null })
      .where('id', '=', fixture.glosa)
      .execute();
    const number = await harness.openProtocol();
    await harness.db
      .updateTable('classifications')
      .set({ deadline_business_days: 5, provider_deadline_business_days: 3 })
      .where('id', '=', fixture.glosa)
      .execute();
    assert.equal((await view(number)).deadline, null);
  });

  it('is due soon, then overdue, and found so by agents', async () => {
    const number = await harness.openProtocol();
    const found = async (deadline: string): Promise<boolean> => {
      const list = await harness.call('fabio', 'GET', `/v1/crm/protocols?deadline=${deadline}&limit=100`);
      return list.json.items.some((item: { number: string }) => item.number === number);
    };
    assert.equal((await viewAt(number, '2026-11-25T02:59:59Z')).deadline.state, 'running');
    assert.equal(await found('due_soon'), false);
    assert.equal((await viewAt(number, '2026-11-25T03:00:00Z')).deadline.state, 'due_soon');
    assert.equal(await found('due_soon'), true);
    assert.equal((await viewAt(number, DUE_AT)).deadline.state, 'due_soon');
    assert.equal((await viewAt(number, '2026-11-27T03:00:00Z')).deadline.state, 'overdue');
    assert.equal(await found('overdue'), true);
    assert.equal(await found('due_soon'), false);
  });

  it('is paused while the provider is asked, which gets its own date', async () => {
    const number = await harness.openProtocol();
    harness.setNow('2026-11-19T13:00:00Z');
    await harness.answer(number, { asksProvider: true });
    const asked = await viewAt(number, '2026-11-24T13:00:00Z');
    assert.deepEqual(asked.deadline, { businessDays: 5, dueAt: null, state: 'paused' });
    assert.equal(asked.providerDueAt, '2026-11-26T02:59:59.999Z');

    await act(number, 'messages', text, 'ana');
    const answered = await view(number);
    // The 23rd and the 24th went by in the pause.
    assert.deepEqual(answered.deadline, {
      businessDays: 5,
      dueAt: '2026-12-01T02:59:59.999Z',
      state: 'running',
    });
    assert.equal(answered.providerDueAt, null);
  });

  it('is met or missed at the end, and goes on where it stood when reopened', async () => {
    const number = await harness.openProtocol();
    harness.setNow('2026-11-26T13:00:00Z');
    await act(number, 'close', text);
    assert.equal((await viewAt(number, '2026-12-01T13:00:00Z')).deadline.state, 'met');
    await act(number, 'messages', text, 'ana');
    // Closed on its last day: it gets the day on which it was reopened.
    assert.deepEqual((await view(number)).deadline, {
      businessDays: 5,
      dueAt: '2026-12-02T02:59:59.999Z',
      state: 'due_soon',
    });
    harness.setNow('2026-12-02T13:00:00Z');
    await act(number, 'close', text);
    assert.equal((await view(number)).deadline.state, 'missed');
  });

  it('counts as the new classification has it, from the registration on', async () => {
    const number = await harness.openProtocol();
    harness.setNow('2026-11-24T13:00:00Z');
    await act(number, 'forward', { classificationId: fixture.appeal });
    assert.deepEqual((await view(number)).deadline, {
      businessDays: 10,
      dueAt: '2026-12-04T02:59:59.999Z',
      state: 'running',
    });
  });
});
