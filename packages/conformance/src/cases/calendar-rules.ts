import type { DefineCase } from '../conformance-case.ts';
import { expect, expectSame } from '../expect.ts';

const needs = ['a', 'admin'] as const;

/** Rules of holidays, webhooks and deliveries. */
export const defineCalendarRules = (define: DefineCase): void => {
  define(
    20,
    'national holidays are known, in order',
    'contract: holidays of a year, national ones included.',
    { needs },
    async ({ admin }) => {
      const { items } = await admin.ok('listHolidays', { query: { year: 2026 } });
      const national = items.filter(({ scope }) => scope === 'national');
      expect(
        national.every(({ id }) => id === null),
        'A national holiday has an id',
      );
      const dates = national.map(({ date }) => date);
      // Leis 662/1949, 6.802/1980, 10.607/2002, 14.759/2023, and Good Friday.
      for (const date of [
        '2026-01-01',
        '2026-04-03',
        '2026-04-21',
        '2026-05-01',
        '2026-09-07',
        '2026-10-12',
        '2026-11-02',
        '2026-11-15',
        '2026-11-20',
        '2026-12-25',
      ])
        expect(dates.includes(date), `${date} is no holiday`);
      expectSame(
        items.map(({ date }) => date),
        items.map(({ date }) => date).sort(),
        'order',
      );
    },
  );
  define(
    21,
    'a local holiday comes once or every year, and goes',
    'contract: newHolidaySchema.',
    { needs, exclusive: true },
    async (context) => {
      const add = async (date: string, everyYear: boolean) => {
        const body = { date, name: `Feriado ${context.word()}`, everyYear };
        const holiday = await context.admin.ok('createHoliday', { body });
        context.defer(async () => {
          await context.admin.request('deleteHoliday', { params: { id: holiday.id ?? '' } });
        });
        return holiday;
      };
      const has = async (year: number, name: string) =>
        (await context.admin.ok('listHolidays', { query: { year } })).items.some(
          (item) => item.name === name,
        );
      const [once, yearly] = [await add('2093-03-17', false), await add('2093-03-18', true)];
      expectSame(
        [await has(2093, once.name), await has(2094, once.name)],
        [true, false],
        'once, in 2093 and 2094',
      );
      expectSame(
        [await has(2092, yearly.name), await has(2093, yearly.name), await has(2094, yearly.name)],
        [false, true, true],
        'every year, in 2092, 2093 and 2094',
      );
      await context.admin.issues(
        'createHoliday',
        { body: { date: '2095-03-18', name: 'De novo', everyYear: false } },
        ['date:already_taken'],
      );
      await context.admin.issues(
        'createHoliday',
        { body: { date: '2093-02-30', name: 'Nunca', everyYear: false } },
        ['date:invalid_format'],
      );
      const remove = { params: { id: once.id ?? '' } };
      await context.admin.ok('deleteHoliday', remove);
      await context.admin.problem('deleteHoliday', remove, 'not_found');
      expectSame(await has(2093, once.name), false, 'once, after it was deleted');
    },
  );
  define(
    22,
    'a national holiday is not registered again',
    'contract: already_taken.',
    { needs, severity: 'minor' },
    async ({ admin }) => {
      await admin.issues('createHoliday', { body: { date: '2093-12-25', name: 'Natal', everyYear: true } }, [
        'date:already_taken',
      ]);
    },
  );
  define(
    23,
    'a webhook shows its secret once',
    'contract: createdWebhookSchema: it is shown this once.',
    { needs, severity: 'critical' },
    async (context) => {
      const body = {
        url: `https://hooks.operadora.example/${context.word()}`,
        events: ['protocol.created'],
        active: false,
      };
      const { secret, ...webhook } = await context.admin.ok('createWebhook', { body });
      const params = { id: webhook.id };
      context.defer(async () => {
        await context.admin.request('deleteWebhook', { params, ifMatch: webhook.version });
      });
      expect(secret.startsWith('whsec_') && secret.length > 20, 'The secret does not begin with whsec_');
      const texts = [
        await context.admin.request('getWebhook', { params }),
        await context.admin.request('listWebhooks'),
      ].map(({ text }) => text);
      expect(!texts.some((text) => text.includes(secret)), 'The secret is shown again');
      expectSame(await context.admin.ok('getWebhook', { params }), webhook, 'The webhook as read');
      await context.admin.problem(
        'updateWebhook',
        { params, body: { active: false } },
        'precondition_required',
      );
      const changed = await context.admin.ok('updateWebhook', {
        params,
        ifMatch: webhook.version,
        body: { events: ['message.added', 'status.changed'] },
      });
      expectSame(changed.events.toSorted(), ['message.added', 'status.changed'], 'events');
      await context.admin.ok('deleteWebhook', { params, ifMatch: changed.version });
      await context.admin.problem('getWebhook', { params }, 'not_found');
    },
  );
  define(
    24,
    'a webhook is an address of the Web for known events',
    'contract: newWebhookSchema.',
    { needs, severity: 'minor' },
    async ({ admin }) => {
      const body = { url: 'https://hooks.operadora.example/x', events: ['protocol.created'], active: false };
      await admin.issues('createWebhook', { body: { ...body, url: 'ftp://hooks.operadora.example' } }, [
        'url:invalid_format',
      ]);
      await admin.issues('createWebhook', { body: { ...body, events: [] } }, ['events:required']);
      await admin.issues('createWebhook', { body: { ...body, events: ['everything'] } }, [
        'events.0:invalid_choice',
      ]);
    },
  );
  define(
    25,
    'deliveries are listed, and one that does not exist is not tried again',
    'contract: listDeliveries, retryDelivery.',
    { needs },
    async ({ admin }) => {
      await admin.ok('listDeliveries', { query: { limit: 5 } });
      await admin.problem(
        'retryDelivery',
        { params: { id: '00000000-0000-4000-8000-000000000000' } },
        'not_found',
      );
      await admin.issues('listDeliveries', { query: { state: 'lost' } }, ['state:invalid_choice']);
      await admin.problem('listDeliveries', { query: { cursor: 'made-up' } }, 'cursor_invalid');
    },
  );
};
