import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { NewProtocol, ServerEvent } from '@fale-conosco/contract';
import type { FaleConosco } from '../client-interface.ts';
import {
  ApiError,
  ConflictError,
  NotFoundError,
  UploadRejectedError,
  ValidationError,
} from '../errors/index.ts';
import { randomUuid } from '../random-uuid.ts';

/** A client signed in as a provider user, and the operator behind it. */
export interface ClientUnderTest {
  client: FaleConosco;
  /** An agent answers. */
  answer(number: string, body: string, options?: { asksProvider?: boolean }): Promise<void>;
  /** An agent closes the protocol. */
  close(number: string, body: string): Promise<void>;
  /** Takes down what was made for it. */
  end(): Promise<void>;
}

const UNKNOWN_NUMBER = '34665920200101999999';

/**
 * What every client does, whatever is behind it: run it against the one in memory and against a server, so that tests
 * on the one say something about the other.
 *
 * @param make signs a provider user in; there must be one leaf that needs no attachment, and one contact method
 */
export const describeClient = (name: string, make: () => Promise<ClientUnderTest>): void => {
  describe(name, () => {
    let under: ClientUnderTest;
    let client: FaleConosco;
    let input: NewProtocol;

    before(async () => {
      under = await make();
      client = under.client;
      const [classifications, [method]] = await Promise.all([
        client.classifications.list(),
        client.contactMethods.list(),
      ]);
      const leaf = classifications.find(
        ({ selectable, attachmentRequired }) => selectable && !attachmentRequired,
      );
      assert.ok(leaf && method);
      input = {
        classificationId: leaf.id,
        contactMethodId: method.id,
        contactPerson: 'Ana Ribeiro',
        contactPhone: '(11) 3456-7890',
        contactEmail: 'ana@saolucas.example',
        message: 'A guia 8830127 está pendente há três dias.\r\nPodem verificar?',
        attachmentIds: [],
      };
    });
    after(() => under.end());

    const open = async (): Promise<string> => (await client.protocols.create(input)).number;

    const upload = (text: string, fileName: string): Promise<{ id: string }> =>
      client.uploads.start(new Blob([text]), { fileName }).done;

    it('tells who is signed in, once for many askers', async () => {
      const [session, same] = await Promise.all([client.session.cached(), client.session.cached()]);
      assert.equal(session.role, 'provider');
      assert.ok(session.provider);
      assert.equal(session.limits.messageMaxCodePoints, 4000);
      assert.equal(session, same);
      assert.deepEqual(await client.session.retrieve(), session);
    });

    it('gives a tree whose nodes have their parents', async () => {
      const nodes = await client.classifications.list();
      const ids = new Set(nodes.map(({ id }) => id));
      assert.ok(nodes.every(({ parentId }) => parentId === null || ids.has(parentId)));
    });

    it('opens a protocol, which is first in the list and counted', async () => {
      const before = await client.protocols.counts();
      const protocol = await client.protocols.create(input);
      assert.match(protocol.number, /^\d{20}$/);
      assert.equal(protocol.status, 'received');
      assert.equal(protocol.unreadCount, 0);
      assert.ok(protocol.canCancel);
      const { items } = await client.protocols.list({ limit: 1 });
      assert.equal(items[0]?.number, protocol.number);
      assert.deepEqual(await client.protocols.retrieve(protocol.number), protocol);
      const after = await client.protocols.counts();
      assert.equal(after.all, Math.min(before.all + 1, before.cap));
      assert.equal(after.open, Math.min(before.open + 1, before.cap));
    });

    it('stores the first message with plain line ends', async () => {
      const { items, nextCursor } = await client.messages.list(await open());
      assert.equal(nextCursor, null);
      assert.equal(items.length, 1);
      assert.equal(items[0]?.body, input.message.replace('\r\n', '\n'));
      assert.equal(items[0]?.author.kind, 'provider');
      assert.ok(items[0]?.own);
    });

    it('does one thing for one key', async () => {
      const idempotencyKey = randomUuid();
      const [first, second] = await Promise.all([
        client.protocols.create(input, { idempotencyKey }),
        client.protocols.create(input, { idempotencyKey }),
      ]);
      assert.equal(first.number, second.number);
      await assert.rejects(
        client.protocols.create({ ...input, message: 'Outra.' }, { idempotencyKey }),
        ConflictError,
      );
      const message = { body: 'Segue o complemento.', attachmentIds: [] };
      const key = { idempotencyKey: randomUuid() };
      const sent = await client.messages.create(first.number, message, key);
      assert.deepEqual(await client.messages.create(first.number, message, key), sent);
      assert.equal((await client.messages.list(first.number)).items.length, 2);
    });

    it('walks all pages without gap or repetition', async () => {
      await open();
      await open();
      await open();
      const numbers: string[] = [];
      for await (const { number } of client.protocols.iterate({ limit: 2 })) {
        numbers.push(number);
        if (numbers.length === 5) break;
      }
      const { items } = await client.protocols.list({ limit: 5 });
      assert.deepEqual(
        numbers,
        items.map(({ number }) => number),
      );
      assert.equal(new Set(numbers).size, numbers.length);
    });

    it('finds by number and by words without accents', async () => {
      const word = `zé${randomUuid().slice(0, 8).replaceAll(/\d/g, 'x')}`;
      const { number } = await client.protocols.create({ ...input, message: `Pedido do ${word}` });
      const found = async (search: string): Promise<string[]> =>
        (await client.protocols.list({ search })).items.map((item) => item.number);
      assert.deepEqual(await found(word.replace('é', 'E').toUpperCase()), [number]);
      assert.deepEqual(await found(number), [number]);
      assert.deepEqual(await found(`${word}nada`), []);
    });

    it('filters by state, day and classification', async () => {
      const number = await open();
      const has = async (query: Parameters<FaleConosco['protocols']['list']>[0]): Promise<boolean> =>
        (await client.protocols.list(query)).items.some((item) => item.number === number);
      const { registeredAt } = await client.protocols.retrieve(number);
      const { timeZone } = await client.session.cached();
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(registeredAt));
      assert.ok(await has({ state: 'open' }));
      assert.ok(!(await has({ state: 'closed' })));
      assert.ok(await has({ from: day, to: day, classificationId: input.classificationId }));
      assert.ok(!(await has({ to: '2020-01-01' })));
      const other = (await client.classifications.list()).find(
        ({ id, selectable }) => selectable && id !== input.classificationId,
      );
      if (other) assert.ok(!(await has({ classificationId: other.id })));
    });

    it('counts what the operator wrote until it is read, and never backwards', async () => {
      const number = await open();
      await under.answer(number, 'Recebemos.');
      await under.answer(number, 'Estamos verificando.');
      assert.equal((await client.protocols.retrieve(number)).unreadCount, 2);
      assert.ok((await client.protocols.list({ unread: true })).items.some((item) => item.number === number));
      const { items } = await client.messages.list(number);
      assert.equal((await client.protocols.retrieve(number)).unreadCount, 2, 'listing marks nothing');
      const [, second, third] = items;
      assert.ok(second && third);
      assert.equal((await client.messages.markRead(number, second.sequence)).unreadCount, 1);
      assert.equal((await client.messages.markRead(number, third.sequence)).unreadCount, 0);
      assert.deepEqual(await client.messages.markRead(number, second.sequence), {
        sequence: third.sequence,
        unreadCount: 0,
      });
    });

    it('pages a thread from the newest to older ones, and onwards from a sequence', async () => {
      const number = await open();
      for (const text of ['um', 'dois', 'três', 'quatro']) {
        await client.messages.create(number, { body: text, attachmentIds: [] });
      }
      const newest = await client.messages.list(number, { limit: 2 });
      assert.deepEqual(
        newest.items.map(({ body }) => body),
        ['três', 'quatro'],
      );
      assert.ok(newest.nextCursor);
      const older = await client.messages.list(number, { limit: 2, cursor: newest.nextCursor });
      assert.deepEqual(
        older.items.map(({ body }) => body),
        ['um', 'dois'],
      );
      const after = older.items[0]?.sequence ?? 0;
      const newer = await client.messages.list(number, { after, limit: 2 });
      assert.deepEqual(
        newer.items.map(({ body }) => body),
        ['dois', 'três'],
      );
      assert.ok(newer.nextCursor);
      const last = await client.messages.list(number, { after, limit: 2, cursor: newer.nextCursor });
      assert.deepEqual(
        last.items.map(({ body }) => body),
        ['quatro'],
      );
      assert.equal(last.nextCursor, null);
    });

    it('takes a protocol that awaits the provider back to analysis', async () => {
      const number = await open();
      await under.answer(number, 'Envie o laudo.', { asksProvider: true });
      assert.equal((await client.protocols.retrieve(number)).status, 'awaiting_provider');
      const message = await client.messages.create(number, { body: 'Segue.', attachmentIds: [] });
      assert.equal(message.statusChange, 'in_analysis');
      assert.equal((await client.protocols.retrieve(number)).status, 'in_analysis');
    });

    it('shows a protocol that the operator closed under the closed ones', async () => {
      const number = await open();
      await under.close(number, 'Resolvido.');
      const protocol = await client.protocols.retrieve(number);
      assert.equal(protocol.status, 'closed');
      assert.ok(protocol.closedAt);
      assert.ok(!protocol.canCancel);
      const { items } = await client.protocols.list({ state: 'closed' });
      assert.ok(items.some((item) => item.number === number));
    });

    it('cancels while received, and not again', async () => {
      const number = await open();
      const cancelled = await client.protocols.cancel(number, { reason: 'Resolvido por telefone.' });
      assert.equal(cancelled.status, 'cancelled');
      assert.ok(!cancelled.canReply);
      assert.equal(cancelled.replyBlockedReason, 'cancelled');
      await assert.rejects(client.protocols.cancel(number), ConflictError);
      await assert.rejects(client.messages.create(number, { body: 'x', attachmentIds: [] }), ConflictError);
    });

    it('sends files with a message and gives their bytes back', async () => {
      const file = await upload('guia;valor\r\n8830127;10,00\r\n', 'guias março.csv');
      const { number } = await client.protocols.create({ ...input, attachmentIds: [file.id] });
      const { items } = await client.messages.list(number);
      const [attachment] = items[0]?.attachments ?? [];
      assert.equal(attachment?.fileName, 'guias março.csv');
      assert.equal(attachment?.state, 'ready');
      const blob = await client.attachments.download(file.id);
      assert.equal(await blob.text(), 'guia;valor\r\n8830127;10,00\r\n');
      const receipt = await client.protocols.receipt(number);
      assert.equal(receipt.number, number);
      assert.deepEqual(
        receipt.attachments.map(({ fileName }) => fileName),
        ['guias março.csv'],
      );
      await assert.rejects(
        client.messages.create(number, { body: 'De novo.', attachmentIds: [file.id] }),
        ValidationError,
      );
    });

    it('refuses an empty file', async () => {
      await assert.rejects(upload('', 'vazio.txt'), UploadRejectedError);
    });

    it('refuses wrong input field by field', async () => {
      const wrong = { ...input, contactEmail: 'ana', message: '😀'.repeat(4001) };
      await assert.rejects(client.protocols.create(wrong), (error: unknown) => {
        assert.ok(error instanceof ValidationError);
        assert.deepEqual(
          error.issues.map(({ path, code }) => `${path}:${code}`),
          ['contactEmail:invalid_email', 'message:too_long'],
        );
        return true;
      });
      await assert.rejects(client.protocols.create({ ...input, classificationId: 'none' }), ValidationError);
    });

    it('knows no protocol that is not there', async () => {
      for (const call of [
        () => client.protocols.retrieve(UNKNOWN_NUMBER),
        () => client.protocols.receipt(UNKNOWN_NUMBER),
        () => client.messages.list(UNKNOWN_NUMBER),
        () => client.messages.create(UNKNOWN_NUMBER, { body: 'x', attachmentIds: [] }),
        () => client.messages.markRead(UNKNOWN_NUMBER, 1),
        () => client.protocols.cancel(UNKNOWN_NUMBER),
      ]) {
        await assert.rejects(call, NotFoundError);
      }
    });

    it('refuses a cursor that it did not give', async () => {
      await assert.rejects(client.protocols.list({ cursor: 'made-up' }), (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.equal(error.code, 'cursor_invalid');
        return true;
      });
    });

    it('obeys a signal', async () => {
      await assert.rejects(client.protocols.list({}, { signal: AbortSignal.abort() }), {
        name: 'AbortError',
      });
    });

    it('tells its subscribers what the operator did', async () => {
      const number = await open();
      const ending = new AbortController();
      let opened: () => void = () => {};
      const ready = new Promise<void>((resolve) => {
        opened = resolve;
      });
      const heard = new Promise<ServerEvent>((resolve) => {
        client.events.subscribe(
          (event) => {
            const about = event.type === 'protocol.changed' && event.data.number === number;
            if (about && event.data.status === 'in_analysis') resolve(event);
          },
          { signal: ending.signal, onConnectionChange: (state) => state === 'open' && opened() },
        );
      });
      await ready;
      await under.answer(number, 'Recebemos.');
      const event = await heard;
      ending.abort();
      assert.ok(event.type === 'protocol.changed');
      assert.equal(event.data.lastSequence, 2);
    });
  });
};
