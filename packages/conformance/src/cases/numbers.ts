import { parseProtocolNumber } from '@fale-conosco/contract';
import { area } from '../conformance-case.ts';
import { expect, expectMatch, expectSame } from '../expect.ts';

const saoPauloDay = (instant: string): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: 'America/Sao_Paulo',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(instant));

/** Protocol numbers. */
export const numberCases = area('NUM', 'Protocol numbers', (define) => {
  define(
    1,
    'are twenty digits, as a string',
    'domain: protocol number: 20 digits, stored and sent as digit strings.',
    { severity: 'critical' },
    async (context) => {
      expectMatch((await context.open()).number, /^\d{20}$/, 'number');
    },
  );
  define(
    2,
    'begin with the ANS registration of the operator',
    'domain: ANS registration (6).',
    { severity: 'critical' },
    async (context) => {
      const { operator } = await context.a.ok('getSession');
      expectSame((await context.open()).number.slice(0, 6), operator.ansRegistration, 'first six digits');
    },
  );
  define(
    3,
    'hold the day of registration in São Paulo',
    'domain: local date AAAAMMDD (8, America/Sao_Paulo, not UTC).',
    { severity: 'critical' },
    async (context) => {
      const { number, registeredAt } = await context.open();
      expectSame(parseProtocolNumber(number)?.date, saoPauloDay(registeredAt), `date inside ${number}`);
    },
  );
  define(
    4,
    'grow within a day',
    'domain: sequence of that day (6).',
    { severity: 'critical' },
    async (context) => {
      const first = await context.open();
      const second = await context.open();
      expect(second.number > first.number, `${second.number} was issued after ${first.number}`);
    },
  );
  define(
    5,
    'are unique when sixteen are opened at once',
    'domain: unique; issued in the transaction of the protocol.',
    { severity: 'critical' },
    async (context) => {
      const protocols = await Promise.all(Array.from({ length: 16 }, () => context.open()));
      expectSame(new Set(protocols.map(({ number }) => number)).size, 16, 'different numbers');
    },
  );
  define(
    6,
    'are never given by the client',
    'domain: server-owned; a number in the body is refused.',
    { severity: 'critical' },
    async (context) => {
      const body = await context.newProtocol({ number: '99999920200101000001' });
      await context.a.issues('createProtocol', { body }, ['number:unknown_field']);
    },
  );
  define(
    7,
    'are one series for both sides',
    'domain: one number for one case, whichever side opened it.',
    { needs: ['a', 'agent'], severity: 'critical' },
    async (context) => {
      const { provider } = await context.a.ok('getSession');
      const own = await context.open();
      const operators = await context.agent.ok('createCrmProtocol', {
        body: { ...(await context.newProtocol()), providerId: provider?.id },
      });
      expectMatch(operators.number, /^\d{20}$/, 'number');
      expect(
        operators.number !== own.number && operators.number.slice(0, 6) === own.number.slice(0, 6),
        'The series differ',
      );
    },
  );
  define(
    8,
    'open nothing by themselves',
    'domain: it is no secret and opens nothing by itself.',
    { severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      await context.anonymous.problem('getProtocol', { params: { number } }, 'unauthenticated');
    },
  );
});
