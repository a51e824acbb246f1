import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { attachmentDisposition, type Principal } from '@fale-conosco/domain';
import { type Insertable, sql } from 'kysely';
import { asSomebodyElse } from '../../database/one-connection.ts';
import type { AttachmentTable } from '../../database/schema.ts';
import { inTransaction, type Tx } from '../../database/transaction.ts';
import type { ProblemError } from '../../http/problem.ts';
import { newStorageKey } from '../../storage/storage-key.ts';
import { fixture, userIds } from '../../testing/fixture.ts';
import { useTestServer } from '../../testing/running-server.ts';
import { attachmentsOfMessages, attachToMessage } from './repository.ts';
import { findReadableAttachment } from './visibility.ts';

const server = useTestServer();
const CONTENT = Buffer.from('conteúdo do anexo');
let sequence = 0;

type Visibility = 'public' | 'internal' | 'confidential';

const insertProtocol = async (): Promise<{ id: number; number: string }> => {
  sequence += 1;
  return await server.db
    .insertInto('protocols')
    .values({
      ...{
        number: `34665920260102${String(sequence).padStart(6, '0')}`,
        provider_id: fixture.providerA,
        opened_by: 'provider',
      },
      ...{
        classification_id: fixture.glosa,
        classification_path: ['x'],
        group_id: fixture.billing,
        status: 'received',
      },
      ...{ contact_method_id: fixture.web, contact_person: 'x', contact_phone: 'x', contact_email: 'x' },
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow();
};

const insertMessage = async (
  protocolId: number,
  author: 'provider' | 'operator',
  visibility: Visibility,
): Promise<number> => {
  sequence += 1;
  const { id } = await server.db
    .insertInto('messages')
    .values({
      ...{
        protocol_id: protocolId,
        provider_id: fixture.providerA,
        sequence,
        author_kind: author,
        author_id: randomUUID(),
      },
      ...{ author_name: 'x', author_organization: 'x', visibility, body: 'x', status_change: null },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

const insertAttachment = async (row: Partial<Insertable<AttachmentTable>> = {}): Promise<string> => {
  const key = newStorageKey();
  await server.storage.storage.put(key, CONTENT);
  const { id } = await server.db
    .insertInto('attachments')
    .values({
      ...{
        provider_id: fixture.providerA,
        uploaded_by: userIds.ana,
        file_name: 'Guia de internação.pdf',
        storage_key: key,
      },
      ...{ media_type: 'application/pdf', size_bytes: CONTENT.length, sha256: 'x', state: 'ready' },
      ...row,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

const download = async (login: string, id: string): Promise<Response> =>
  await fetch(`${server.address}/v1/attachments/${id}/content`, { headers: await server.as(login) });

describe('attachments', () => {
  let anaPrincipal: Principal;
  before(() => {
    anaPrincipal = {
      ...{ kind: 'provider', userId: userIds.ana, providerId: fixture.providerA, providerName: 'x' },
      ...{ name: 'Ana Souza', email: 'ana@a.test', phone: null },
    };
  });

  it('is downloaded under its name, never shown, never cached', async () => {
    const response = await download('ana', await insertAttachment());
    assert.equal(response.status, 200);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), CONTENT);
    const expected = {
      'content-type': 'application/pdf',
      'content-length': String(CONTENT.length),
      'content-disposition': `attachment; filename="Guia de internacao.pdf"; filename*=UTF-8''Guia%20de%20interna%C3%A7%C3%A3o.pdf`,
      'cache-control': 'no-store',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(response.headers.get(name), value);
  });

  it('puts no name into the header that could end it', () => {
    const header = attachmentDisposition(`a"b\\c%41'(d).pdf`);
    assert.equal(
      header,
      `attachment; filename="a_b_c_41'(d).pdf"; filename*=UTF-8''a%22b%5Cc%2541%27%28d%29.pdf`,
    );
  });

  it('is seen only by those who see its message', async () => {
    const people = ['ana', 'bruno', 'carla', 'fabio', 'aline', 'admin'];
    const protocol = await insertProtocol();
    const seenBy = async (
      author: 'provider' | 'operator',
      visibility: Visibility,
      confidential: boolean,
    ): Promise<string> => {
      const message = await insertMessage(protocol.id, author, visibility);
      const id = await insertAttachment({ protocol_id: protocol.id, message_id: message, confidential });
      const seen: string[] = [];
      for (const login of people) {
        const meta = await fetch(`${server.address}/v1/attachments/${id}`, {
          headers: await server.as(login),
        });
        const content = await download(login, id);
        assert.equal(meta.status, content.status);
        if (content.status === 200) seen.push(login);
        else assert.equal(content.status, 404);
      }
      return seen.join(' ');
    };
    // Billing has no access to confidential data; the admin belongs to groups that have.
    assert.equal(await seenBy('provider', 'public', false), 'ana bruno fabio admin');
    assert.equal(await seenBy('provider', 'public', true), 'ana bruno admin');
    assert.equal(await seenBy('operator', 'public', false), 'ana bruno fabio admin');
    assert.equal(await seenBy('operator', 'public', true), 'admin');
    assert.equal(await seenBy('operator', 'internal', false), 'fabio admin');
    assert.equal(await seenBy('operator', 'confidential', false), 'admin');
  });

  it('is seen by an admin who signed in as an agent no further than by its groups', async () => {
    const protocol = await insertProtocol();
    const message = await insertMessage(protocol.id, 'provider', 'public');
    const id = await insertAttachment({ protocol_id: protocol.id, message_id: message });
    const sees = (kind: 'agent' | 'admin') => {
      const principal: Principal = { kind, userId: fixture.admin, name: 'x', email: null };
      return inTransaction(server.db, principal, (tx) => findReadableAttachment(tx, principal, id));
    };
    await server.db
      .deleteFrom('group_members')
      .where('agent_id', '=', fixture.admin)
      .where('group_id', '=', fixture.billing)
      .execute();
    assert.deepEqual([(await sees('admin'))?.id, await sees('agent')], [id, undefined]);
  });

  it('disappears from the provider with its protocol when that is hidden', async () => {
    const protocol = await insertProtocol();
    const id = await insertAttachment({
      protocol_id: protocol.id,
      message_id: await insertMessage(protocol.id, 'provider', 'public'),
    });
    const setShown = (open: boolean) =>
      server.db
        .updateTable('contact_methods')
        .set({ fale_conosco: open })
        .where('id', '=', fixture.web)
        .execute();
    await setShown(false);
    assert.equal((await download('ana', id)).status, 404);
    assert.equal((await download('fabio', id)).status, 200);
    await setShown(true);
    assert.equal((await download('ana', id)).status, 200);
  });

  it('leaves a record of every download', async () => {
    const protocol = await insertProtocol();
    const id = await insertAttachment({
      protocol_id: protocol.id,
      message_id: await insertMessage(protocol.id, 'provider', 'public'),
    });
    const response = await download('ana', id);
    const records = await server.db
      .selectFrom('access_log')
      .selectAll()
      .where('attachment_id', '=', id)
      .execute();
    assert.equal(records.length, 1);
    const [record] = records;
    assert.equal(record?.action, 'attachment.download');
    assert.equal(record?.actor_id, userIds.ana);
    assert.equal(record?.protocol_number, protocol.number);
    assert.equal(record?.request_id, response.headers.get('x-request-id'));
  });

  it('goes to one message only, when it is ready and its own user sends it', async () => {
    const protocol = await insertProtocol();
    const messageId = await insertMessage(protocol.id, 'provider', 'public');
    const attach = async (attachmentIds: string[], maxCount = 3): Promise<string[]> => {
      try {
        await inTransaction(server.db, anaPrincipal, (tx) =>
          attachToMessage(tx, anaPrincipal, {
            attachmentIds,
            protocolId: protocol.id,
            messageId,
            providerId: fixture.providerA,
            maxCount,
          }),
        );
        return [];
      } catch (error) {
        return (error as ProblemError).issues.map(({ path: where, code }) => `${where} ${code}`);
      }
    };
    const ready = await insertAttachment();
    const uploading = await insertAttachment({ state: 'uploading' });
    const rejected = await insertAttachment({ state: 'rejected' });
    const foreign = await insertAttachment({ uploaded_by: randomUUID() });
    assert.deepEqual(await attach([ready, uploading, rejected]), [
      'attachmentIds.1 attachment_not_ready',
      'attachmentIds.2 not_available',
    ]);
    assert.deepEqual(await attach([foreign, 'x', randomUUID()]), [
      'attachmentIds.0 not_available',
      'attachmentIds.1 not_available',
      'attachmentIds.2 not_available',
    ]);
    assert.deepEqual(await attach([ready, ready]), ['attachmentIds.1 not_available']);
    assert.deepEqual(await attach([ready, ready], 1), ['attachmentIds too_many']);
    const second = await insertAttachment({ confidential: true });
    assert.deepEqual(await attach([second, ready]), []);
    assert.deepEqual(await attach([ready]), ['attachmentIds.0 not_available']);
    const listed = async (includeConfidential: boolean | 'sent-by-provider') =>
      await inTransaction(server.db, anaPrincipal, async (tx) => {
        const byMessage = await attachmentsOfMessages(tx, [messageId], { includeConfidential });
        return byMessage.get(messageId)?.map(({ id }) => id);
      });
    assert.deepEqual(await listed('sent-by-provider'), [second, ready]);
    assert.deepEqual(await listed(true), [second, ready]);
    assert.deepEqual(await listed(false), [ready]);
  });

  it('goes to one of two messages that are sent with it at once', async () => {
    const protocol = await insertProtocol();
    const id = await insertAttachment();
    const messages = [
      await insertMessage(protocol.id, 'provider', 'public'),
      await insertMessage(protocol.id, 'provider', 'public'),
    ] as const;
    const attach = (tx: Tx, messageId: number) =>
      attachToMessage(tx, anaPrincipal, {
        ...{ attachmentIds: [id], protocolId: protocol.id, messageId },
        ...{ providerId: fixture.providerA, maxCount: 3 },
      });
    let second: Promise<void> | undefined;
    await inTransaction(server.db, anaPrincipal, async (tx) => {
      await attach(tx, messages[0]);
      let over = false;
      second = asSomebodyElse(() =>
        inTransaction(server.db, anaPrincipal, (other) => attach(other, messages[1])),
      );
      second
        .catch(() => undefined)
        .finally(() => {
          over = true;
        });
      // It waits for the row, and looks at it again when that is free.
      const waits = async () =>
        (
          await sql`select from pg_locks where not granted and pid in (select pid from pg_locks
            where database = (select oid from pg_database where datname = current_database()))`.execute(tx)
        ).rows.length > 0;
      while (!over && !(await waits())) await setImmediate();
    });
    await assert.rejects(second ?? Promise.resolve(), { code: 'validation_failed' });
    const row = await server.db
      .selectFrom('attachments')
      .select('message_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    assert.equal(row.message_id, messages[0]);
  });

  it('is sent as confidential by agents who may see it then, and by no others', async () => {
    const protocol = await insertProtocol();
    const messageId = await insertMessage(protocol.id, 'operator', 'internal');
    const send = async (agentId: string): Promise<boolean> => {
      const principal: Principal = { kind: 'agent', userId: agentId, name: 'x', email: null };
      const open = await insertAttachment({ uploaded_by: agentId });
      const secret = await insertAttachment({ uploaded_by: agentId, confidential: true });
      const place = { protocolId: protocol.id, messageId, providerId: fixture.providerA, maxCount: 3 };
      try {
        await inTransaction(server.db, principal, (tx) =>
          attachToMessage(tx, principal, { ...place, attachmentIds: [open, secret] }),
        );
        return true;
      } catch (error) {
        assert.deepEqual((error as ProblemError).issues, [
          { path: 'attachmentIds.1', code: 'not_available' },
        ]);
        return false;
      }
    };
    assert.equal(await send(fixture.agentFabio), false);
    assert.equal(await send(fixture.agentAline), true);
  });

  it('can no longer be removed once a message has it', async () => {
    const protocol = await insertProtocol();
    const id = await insertAttachment({
      protocol_id: protocol.id,
      message_id: await insertMessage(protocol.id, 'provider', 'public'),
    });
    const options = {
      method: 'DELETE',
      headers: await server.as('ana', { 'tus-resumable': '1.0.0' }),
    };
    assert.equal((await fetch(`${server.address}/v1/uploads/${id}`, options)).status, 404);
    assert.equal((await download('ana', id)).status, 200);
  });
});
