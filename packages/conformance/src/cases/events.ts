import { area } from '../conformance-case.ts';
import type { CaseContext } from '../context.ts';
import type { EventStream } from '../event-stream.ts';
import { expect, expectMatch, expectSame } from '../expect.ts';

/** Opens another protocol and waits for its event: whatever was published before it has come by then. */
const afterMarker = async (context: CaseContext, stream: EventStream, person = context.a): Promise<void> => {
  const { number } = await context.open({}, person);
  await stream.event(number);
};

/** The causes of the events about a protocol that came so far. An event from before the stream may still come into it. */
const causes = (stream: EventStream, number: string, from = 1): unknown[] =>
  stream
    .about(number)
    .filter(({ data }) => Number(data['lastSequence']) >= from)
    .map(({ data }) => data['cause']);

/** The event stream. */
export const eventCases = area('EVT', 'Events', (define) => {
  const needs = ['a', 'agent'] as const;
  const rule = 'contract: events are hints: they say what changed and up to where.';

  define(
    1,
    'the stream is Server-Sent Events that no cache keeps, and says where it begins',
    'WHATWG HTML, 9.2: text/event-stream; contract: id resumes the stream.',
    {},
    async (context) => {
      const { response, lastEventId } = await context.listen(context.a);
      expectMatch(response.headers.get('content-type'), /^text\/event-stream\b/, 'Content-Type');
      expectMatch(response.headers.get('cache-control'), /no-store|no-cache/, 'Cache-Control');
      expect(lastEventId !== '', 'A new stream gives no id to resume from');
    },
  );
  define(
    2,
    'a user learns of what the operator answered, with cause, status and last sequence',
    rule,
    { needs },
    async (context) => {
      const { number } = await context.open();
      const stream = await context.listen(context.a);
      await context.reply(number);
      const { data, id } = await stream.event(number, { cause: 'message' });
      expectSame(data, { number, cause: 'message', status: 'in_analysis', lastSequence: 2 }, 'data');
      expect(id !== '', 'The event has no id');
    },
  );
  define(3, 'a colleague learns of a new protocol', rule, { needs: ['a', 'a2'] }, async (context) => {
    const stream = await context.listen(context.a2);
    const { number } = await context.open();
    expectSame(
      (await stream.event(number)).data,
      { number, cause: 'created', status: 'received', lastSequence: 1 },
      'data',
    );
  });
  define(4, 'a cancellation is told as a change of status', rule, {}, async (context) => {
    const { number } = await context.open();
    const stream = await context.listen(context.a);
    await context.a.ok('cancelProtocol', { params: { number }, body: {} });
    expectSame(
      (await stream.event(number, { cause: 'status' })).data,
      { number, cause: 'status', status: 'cancelled', lastSequence: 2 },
      'data',
    );
  });
  define(
    5,
    'reading is told to the same user elsewhere, and to no colleague',
    'contract: was read: to a provider’s user, by the same user elsewhere.',
    { needs: ['a', 'a2', 'agent'] },
    async (context) => {
      const { number } = await context.open();
      const { sequence } = await context.reply(number);
      const [own, colleague] = [await context.listen(context.a), await context.listen(context.a2)];
      await context.a.ok('putReadMarker', { params: { number }, body: { sequence } });
      await own.event(number, { cause: 'read' });
      await afterMarker(context, colleague);
      expect(!causes(colleague, number).includes('read'), 'A colleague is told that it was read');
    },
  );
  define(
    6,
    'no event reaches another provider',
    'domain: somebody else’s protocol is like one that does not exist.',
    { needs: ['a', 'b', 'agent'], severity: 'critical' },
    async (context) => {
      const foreign = await context.listen(context.b);
      const { number } = await context.open();
      await context.reply(number);
      await context.a.ok('putReadMarker', { params: { number }, body: { sequence: 2 } });
      await afterMarker(context, foreign, context.b);
      expectSame(foreign.about(number), [], 'events to another provider');
    },
  );
  define(
    7,
    'no internal note is told to the provider',
    'domain: an internal message never reaches a provider.',
    { needs, severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      const stream = await context.listen(context.a);
      await context.reply(number, { visibility: 'internal' });
      await afterMarker(context, stream);
      expectSame(causes(stream, number, 2), [], 'events of the internal note');
      expect(!causes(stream, number).includes('message'), 'The provider is told of the internal note');
    },
  );
  define(
    8,
    'a stream resumes after the last event that was read',
    'WHATWG HTML, 9.2: Last-Event-ID; contract: id resumes the stream.',
    { needs, severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      const first = await context.listen(context.a);
      await context.reply(number);
      const { id } = await first.event(number, { lastSequence: 2 });
      first.close();
      await context.reply(number);
      await context.reply(number);
      const second = await context.listen(context.a, id);
      await second.event(number, { lastSequence: 3 });
      await second.event(number, { lastSequence: 4 });
    },
  );
  define(
    9,
    'a stream resumes from where it began, before any event',
    'contract: id resumes the stream.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      const first = await context.listen(context.a);
      const { lastEventId } = first;
      first.close();
      await context.reply(number);
      await (await context.listen(context.a, lastEventId)).event(number, { lastSequence: 2 });
    },
  );
  define(
    10,
    'who cannot be resumed is told to read everything again',
    'contract: stream.reset: the stream could not be resumed from where the reader was.',
    {},
    async (context) => {
      for (const lastEventId of ['999999999999999', 'nonsense']) {
        const stream = await context.listen(context.a, lastEventId);
        await stream.until(({ events }) => events[0]?.type === 'stream.reset', 'stream.reset');
        expect(stream.events[0]?.id !== '', 'stream.reset gives no id to resume from');
        stream.close();
      }
    },
  );
  define(
    11,
    'a resumed stream holds nothing of others',
    'domain: somebody else’s protocol is like one that does not exist.',
    { needs: ['a', 'b'], severity: 'critical' },
    async (context) => {
      const first = await context.listen(context.b);
      const { lastEventId } = first;
      first.close();
      const { number } = await context.open();
      const second = await context.listen(context.b, lastEventId);
      await afterMarker(context, second, context.b);
      expectSame(second.about(number), [], 'events to another provider');
    },
  );
  define(12, 'agents learn of what happens in their groups', rule, { needs }, async (context) => {
    await context.world.subject();
    const stream = await context.listen(context.agent);
    const { number } = await context.open();
    await stream.event(number, { cause: 'created', lastSequence: 1 });
    await context.complement(number, 'Mais.');
    await stream.event(number, { cause: 'message', lastSequence: 2 });
    await context.reply(number, { visibility: 'internal' });
    await stream.event(number, { cause: 'message', lastSequence: 3 });
  });
  define(
    13,
    'agents of other groups learn nothing of it',
    'domain: an agent sees the protocols of the groups it belongs to.',
    { needs: ['a', 'agent', 'otherAgent', 'admin'], severity: 'critical' },
    async (context) => {
      const ownLeaf = await context.supervisedLeaf();
      const stream = await context.listen(context.otherAgent);
      const { number } = await context.open();
      await context.reply(number);
      const marker = await context.open({ classificationId: ownLeaf.id });
      await stream.event(marker.number);
      expectSame(stream.about(number), [], 'events to an agent of another group');
    },
  );
  define(
    14,
    'the group learns when somebody at the provider first opened its message',
    'contract: was read: to the operator, by somebody at the provider who is the first there to open something.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      const { sequence } = await context.reply(number);
      const stream = await context.listen(context.agent);
      await context.a.ok('putReadMarker', { params: { number }, body: { sequence } });
      await stream.event(number, { cause: 'read' });
    },
  );
  define(15, 'assigning is told to the group and not to the provider', rule, { needs }, async (context) => {
    const { number } = await context.open();
    const { user } = await context.agent.ok('getSession');
    const [agent, provider] = [await context.listen(context.agent), await context.listen(context.a)];
    await context.agent.ok('assignProtocol', { params: { number }, body: { agentId: user.id } });
    await agent.event(number, { cause: 'assigned' });
    await afterMarker(context, provider);
    expect(!causes(provider, number).includes('assigned'), 'The provider is told of the assignment');
  });
  define(
    16,
    'reopening by an agent is told to the provider as a change of status',
    rule,
    { needs },
    async (context) => {
      const { number } = await context.open();
      await context.close(number);
      const stream = await context.listen(context.a);
      await context.agent.ok('reopenProtocol', {
        params: { number },
        body: { note: 'Faltou o demonstrativo.' },
      });
      expectSame(
        (await stream.event(number, { cause: 'status' })).data,
        { number, cause: 'status', status: 'in_analysis', lastSequence: 2 },
        'data',
      );
    },
  );
  define(
    17,
    'the provider gets no event of a protocol that is hidden from it',
    'domain: all three switches are enforced by the server.',
    { needs: ['a', 'agent', 'admin'], severity: 'critical' },
    async (context) => {
      const leaf = await context.leaf();
      const { number } = await context.open({ classificationId: leaf.id });
      await context.changeClassification(leaf.id, { shownToProviders: false });
      const stream = await context.listen(context.a);
      await context.reply(number);
      await afterMarker(context, stream);
      expectSame(causes(stream, number, 2), [], 'events of the hidden protocol');
    },
  );
  define(
    18,
    'a change of the settings is told to both sides, with what it touches',
    'contract: catalogue.changed names what changed.',
    { needs: ['a', 'agent', 'admin'] },
    async (context) => {
      const streams = [await context.listen(context.a), await context.listen(context.agent)];
      await context.leaf();
      await context.world.contactMethod({}, (undo) => context.defer(undo));
      for (const stream of streams) {
        for (const part of ['classifications', 'contactMethods'])
          await stream.until(
            ({ events }) =>
              events.some(({ type, data }) => {
                const { changed } = data as { changed?: string[] };
                return type === 'catalogue.changed' && (changed === undefined || changed.includes(part));
              }),
            `catalogue.changed with ${part}`,
          );
      }
    },
  );
  define(
    19,
    'an event is published once it can be read',
    'contract: the reader fetches the difference.',
    { needs, severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      const stream = await context.listen(context.a);
      const sending = context.reply(number);
      await stream.event(number, { lastSequence: 2 });
      const { items } = await context.a.ok('listMessages', { params: { number }, query: { after: 1 } });
      expectSame(
        items.map(({ sequence }) => sequence),
        [2],
        'messages after the event',
      );
      await sending;
    },
  );
});
