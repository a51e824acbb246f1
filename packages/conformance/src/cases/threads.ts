import { area } from '../conformance-case.ts';
import { expect, expectMatch, expectSame } from '../expect.ts';

const HTML = '<script>alert(1)</script> <b onclick="x">&amp; "aspas" \'apóstrofos\' {{contato}} %20 \\n';

/** The thread of a protocol. */
export const threadCases = area('THREAD', 'Messages', (define) => {
  define(
    1,
    'the first message is the one that the protocol was opened with',
    'POST /v1/protocols: a protocol with its first message.',
    {},
    async (context) => {
      const { number } = await context.open({ message: 'Olá.' });
      const { items, nextCursor } = await context.a.ok('listMessages', { params: { number } });
      expectSame([items.length, nextCursor], [1, null], 'messages and nextCursor');
      expectSame(
        [items[0]?.sequence, items[0]?.body, items[0]?.own],
        [1, 'Olá.', true],
        'sequence, body, own',
      );
    },
  );
  define(
    2,
    'says who wrote it, and for which provider',
    'contract: author: name of the person and of the provider.',
    {},
    async (context) => {
      const { user, provider } = await context.a.ok('getSession');
      const { number } = await context.open();
      const { items } = await context.a.ok('listMessages', { params: { number } });
      expectSame(
        items[0]?.author,
        { kind: 'provider', name: user.name, organization: provider?.name },
        'author',
      );
    },
  );
  define(
    3,
    'messages are numbered upwards, in the order in which they were sent',
    'contract: sequence ascending without repetition; items in ascending sequence.',
    {},
    async (context) => {
      const { number } = await context.open({ message: 'um' });
      for (const body of ['dois', 'três', 'quatro']) await context.complement(number, body);
      const { items } = await context.a.ok('listMessages', { params: { number } });
      expectSame(
        items.map(({ body }) => body),
        ['um', 'dois', 'três', 'quatro'],
        'bodies',
      );
      const sequences = items.map(({ sequence }) => sequence);
      expect(
        sequences.every((sequence, index) => index === 0 || sequence > (sequences[index - 1] ?? 0)),
        `Sequences ${sequences.join()}`,
      );
    },
  );
  define(
    4,
    'messages sent at once all have their own place',
    'contract: sequence ascending without repetition.',
    { severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      const sent = await Promise.all(
        Array.from({ length: 8 }, (_, index) => context.complement(number, `Parte ${index}`)),
      );
      expectSame(new Set(sent.map(({ sequence }) => sequence)).size, 8, 'different sequences');
      expectSame((await context.a.ok('listMessages', { params: { number } })).items.length, 9, 'messages');
    },
  );
  define(
    5,
    'text is kept as it was written, HTML included',
    'domain: text is plain: never HTML.',
    { severity: 'critical' },
    async (context) => {
      const { number } = await context.open({ message: HTML });
      await context.complement(number, HTML);
      const { items } = await context.a.ok('listMessages', { params: { number } });
      expectSame(
        items.map(({ body }) => body),
        [HTML, HTML],
        'bodies',
      );
    },
  );
  define(
    6,
    'white space at the ends is kept, and only counts as nothing when nothing else is there',
    'domain: text that is empty after trimming is refused.',
    { severity: 'minor' },
    async (context) => {
      const { number } = await context.open({ message: '  dois espaços  ' });
      const { items } = await context.a.ok('listMessages', { params: { number } });
      expectSame(items[0]?.body, '  dois espaços  ', 'body');
    },
  );
  define(
    7,
    'a complement is refused like a first message: empty, too long, unknown fields',
    'contract: newMessageSchema.',
    {},
    async (context) => {
      const params = { number: (await context.open()).number };
      const issues = (body: unknown, expected: Parameters<typeof context.a.issues>[2]) =>
        context.a.issues('createMessage', { params, body }, expected);
      await issues({ body: ' \n ', attachmentIds: [] }, ['body:required']);
      await issues({ body: 'x'.repeat(4001), attachmentIds: [] }, ['body:too_long']);
      await issues({ body: 'x' }, ['attachmentIds:required']);
      await issues({ body: 'x', attachmentIds: [], visibility: 'internal' }, ['visibility:unknown_field']);
      await issues({ body: 'x', attachmentIds: [], author: 'y', sequence: 3 }, [
        'author:unknown_field',
        'sequence:unknown_field',
      ]);
      expectSame((await context.read(params.number)).lastSequence, 1, 'lastSequence');
    },
  );
  define(
    8,
    'a complement takes 4.000 code points with line ends counted once',
    'domain: 4.000 characters as code points, after normalising line ends.',
    {},
    async (context) => {
      const { number } = await context.open();
      const sent = await context.complement(number, `${'é\r\n'.repeat(1999)}😀😀`);
      expectSame(sent.body, `${'é\n'.repeat(1999)}😀😀`, 'body');
    },
  );
  define(
    9,
    'without after the newest come, and the cursor leads to older ones',
    'contract: messageListQuerySchema.',
    {},
    async (context) => {
      const { number } = await context.open({ message: '1' });
      for (const body of ['2', '3', '4', '5']) await context.complement(number, body);
      const bodies: string[][] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query = { limit: 2, ...(cursor !== '' && { cursor }) };
        const page: Awaited<ReturnType<typeof list>> = await list(query);
        bodies.push(page.items.map(({ body }) => body));
        cursor = page.nextCursor;
      }
      expectSame(bodies, [['4', '5'], ['2', '3'], ['1']], 'pages');

      function list(query: Record<string, string | number>) {
        return context.a.ok('listMessages', { params: { number }, query });
      }
    },
  );
  define(
    10,
    'with after come those of a greater sequence, and the cursor leads to newer ones',
    'contract: messageListQuerySchema.',
    {},
    async (context) => {
      const { number } = await context.open({ message: '1' });
      for (const body of ['2', '3', '4', '5']) await context.complement(number, body);
      const first = await context.a.ok('listMessages', { params: { number }, query: { after: 1, limit: 2 } });
      expectSame(
        first.items.map(({ body }) => body),
        ['2', '3'],
        'first page',
      );
      const query = { after: 1, limit: 2, cursor: first.nextCursor ?? '' };
      const second = await context.a.ok('listMessages', { params: { number }, query });
      expectSame(
        [second.items.map(({ body }) => body), second.nextCursor],
        [['4', '5'], null],
        'second page',
      );
      const none = await context.a.ok('listMessages', { params: { number }, query: { after: 5 } });
      expectSame(none, { items: [], nextCursor: null }, 'after the last one');
    },
  );
  define(
    11,
    'a page of the thread has 25 messages unless asked otherwise, and 100 at most',
    'contract: items a page, 1 to 100.',
    { severity: 'minor' },
    async (context) => {
      const { number } = await context.open();
      for (let index = 0; index < 25; index += 1) await context.complement(number, `Parte ${index}`);
      const { items, nextCursor } = await context.a.ok('listMessages', { params: { number } });
      expectSame([items.length, nextCursor !== null], [25, true], 'messages and nextCursor');
      for (const query of [{ limit: 0 }, { limit: 101 }, { after: -1 }, { after: 'x' }])
        expectSame(
          (await context.a.request('listMessages', { params: { number }, query })).status,
          422,
          JSON.stringify(query),
        );
      await context.a.problem(
        'listMessages',
        { params: { number }, query: { cursor: 'made-up' } },
        'cursor_invalid',
      );
    },
  );
  define(
    12,
    'listing messages leaves them unread',
    'domain: opening marks what is shown as viewed; listing does not.',
    { needs: ['a', 'agent'] },
    async (context) => {
      const { number } = await context.open();
      await context.reply(number);
      await context.a.ok('listMessages', { params: { number } });
      await context.read(number);
      expectSame((await context.read(number)).unreadCount, 1, 'unreadCount');
    },
  );
  define(
    13,
    'a message of the operator names the person and the group',
    'contract: author: name of the person and of the operator’s group.',
    { needs: ['a', 'agent'] },
    async (context) => {
      const { number } = await context.open();
      await context.reply(number, { body: 'Recebemos.' });
      const { user } = await context.agent.ok('getSession');
      const { group } = await context.agent.ok('getCrmProtocol', { params: { number } });
      const { items } = await context.a.ok('listMessages', { params: { number } });
      expectSame(items[1]?.author, { kind: 'operator', name: user.name, organization: group.name }, 'author');
      expectSame([items[1]?.own, items[1]?.body], [false, 'Recebemos.'], 'own and body');
    },
  );
  define(
    14,
    'a message is sent now, and moves the last activity',
    'contract: sentAt, lastActivityAt.',
    {},
    async (context) => {
      const protocol = await context.open();
      const { sentAt } = await context.complement(protocol.number, 'Mais.');
      expectMatch(sentAt, /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/, 'sentAt');
      const { lastActivityAt, lastSequence } = await context.read(protocol.number);
      expect(
        lastActivityAt >= protocol.lastActivityAt && Date.parse(lastActivityAt) >= Date.parse(sentAt),
        'lastActivityAt stood still',
      );
      expectSame(lastSequence, 2, 'lastSequence');
    },
  );
  define(
    15,
    'a number that is none, and one that does not exist, are not found',
    'contract: not_found.',
    {},
    async (context) => {
      const { number } = await context.open();
      for (const other of [`${number.slice(0, 14)}999999`, 'abc', '12', `${number}0`, number.slice(1)])
        await context.a.problem('listMessages', { params: { number: other } }, 'not_found');
    },
  );
});
