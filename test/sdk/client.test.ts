import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { NewProtocol, Protocol, ServerEvent } from '@fale-conosco/contract';
import {
  AuthenticationError,
  ConflictError,
  FaleConoscoClient,
  NotFoundError,
  UploadRejectedError,
  ValidationError,
} from '@fale-conosco/sdk';
import { Demo } from '../support/demo.ts';
import { largePdf, sha256, type TestFile } from '../support/files.ts';

const asFile = ({ buffer, name, mimeType }: TestFile): File =>
  new File([new Uint8Array(buffer)], name, { type: mimeType });

describe('the SDK against the real server', () => {
  let demo: Demo;
  let ana: FaleConoscoClient;
  let input: NewProtocol;

  before(async () => {
    demo = await Demo.start();
    ana = demo.client('ana@saolucas');
    const [classifications, [contactMethod]] = await Promise.all([
      ana.classifications.list(),
      ana.contactMethods.list(),
    ]);
    input = {
      classificationId: classifications.find(({ name }) => name === 'Lote rejeitado')?.id ?? '',
      contactMethodId: contactMethod?.id ?? '',
      contactPerson: 'Ana Ribeiro',
      contactPhone: '(11) 90000-1234',
      contactEmail: 'ana.ribeiro@saolucas.example',
      message: 'O lote voltou rejeitado.',
      attachmentIds: [],
    };
  });
  after(() => demo?.[Symbol.asyncDispose]());

  const create = (message: string): Promise<Protocol> => ana.protocols.create({ ...input, message });

  test('says who is signed in, for which provider, and under which limits', async () => {
    const { user, provider, limits } = await ana.session.retrieve();
    assert.equal(user.name, 'Ana Ribeiro');
    assert.equal(provider?.name, 'Clínica São Lucas');
    assert.equal(limits.messageMaxCodePoints, 4000);
  });

  test('creates a protocol and finds it by number, in the list and by its words without accents', async () => {
    const { number } = await create('Solicitação única: reapresentação do lote de jabuticabas.');
    assert.equal((await ana.protocols.retrieve(number)).status, 'received');
    assert.equal((await ana.protocols.list({ limit: 1 })).items[0]?.number, number);
    const found = await ana.protocols.list({ search: 'REAPRESENTACAO jabuticabas' });
    assert.deepEqual(
      found.items.map((item) => item.number),
      [number],
    );
    const receipt = await ana.protocols.receipt(number);
    assert.equal(receipt.operator.ansRegistration, '346659');
    assert.equal(receipt.provider.name, 'Clínica São Lucas');
  });

  test('walks through all pages without missing or repeating a protocol', async () => {
    const { closed } = await ana.protocols.counts();
    const numbers: string[] = [];
    for await (const { number } of ana.protocols.iterate({ state: 'closed', limit: 50 }))
      numbers.push(number);
    assert.equal(numbers.length, closed);
    assert.equal(new Set(numbers).size, closed);
  });

  test('waits for the first of eight calls with the same key, and answers all with its protocol', async () => {
    const message = 'Uma mensagem só, com a mesma chave de marmelada.';
    const options = { idempotencyKey: '0b6c2a52-5a1c-4c1f-8a39-1f0f2d8f7a11' };
    const made = await Promise.all(
      Array.from({ length: 8 }, () => ana.protocols.create({ ...input, message }, options)),
    );
    assert.equal(new Set(made.map(({ number }) => number)).size, 1);
    assert.equal((await ana.protocols.list({ search: 'chave de marmelada' })).items.length, 1);
  });

  test('refuses a wrong input before it is sent, with the fields named', async () => {
    await assert.rejects(
      ana.protocols.create({ ...input, contactEmail: 'sem arroba', message: ' ' }),
      (error) => {
        assert.ok(error instanceof ValidationError);
        assert.deepEqual(error.issues.map(({ path, code }) => [path, code]).sort(), [
          ['contactEmail', 'invalid_email'],
          ['message', 'required'],
        ]);
        return true;
      },
    );
  });

  test('reports what only the server can know as issues of fields', async () => {
    await assert.rejects(
      ana.protocols.create({ ...input, classificationId: input.contactMethodId }),
      (error) => {
        assert.ok(error instanceof ValidationError);
        assert.equal(error.issues[0]?.path, 'classificationId');
        return true;
      },
    );
  });

  test('throws an error of its own class for each kind of problem', async () => {
    const { number } = await create('Engano.');
    await assert.rejects(demo.client('carla@santahelena').protocols.retrieve(number), NotFoundError);
    await ana.protocols.cancel(number, { reason: 'Aberto por engano.' });
    await assert.rejects(ana.protocols.cancel(number), ConflictError);
  });

  test('sends a large file in pieces, pausing on the way, and gets the same bytes back', async () => {
    const upload = ana.uploads.start(asFile(largePdf), { chunkBytes: 4_000_000 });
    upload.pause();
    assert.equal(upload.state, 'paused');
    upload.resume();
    const attachment = await upload.done;
    assert.equal(attachment.sha256, largePdf.sha256);
    const { number } = await ana.protocols.create({ ...input, attachmentIds: [attachment.id] });
    const content = await ana.attachments.download(attachment.id);
    assert.equal(sha256(new Uint8Array(await content.arrayBuffer())), largePdf.sha256);
    const bruno = demo.client('bruno@saolucas');
    assert.equal((await bruno.messages.list(number)).items[0]?.attachments[0]?.fileName, largePdf.name);
    await assert.rejects(demo.client('carla@santahelena').attachments.download(attachment.id), NotFoundError);
  });

  test('tells why a file is refused', async () => {
    const page = new File(['<!doctype html><script>alert(1)</script>'], 'guia.pdf', {
      type: 'application/pdf',
    });
    await assert.rejects(ana.uploads.start(page).done, (error) => {
      assert.ok(error instanceof UploadRejectedError);
      assert.equal(error.code, 'attachment_type_mismatch');
      return true;
    });
  });

  test('hears of an answer while listening, and goes on after the server was killed', async () => {
    const { number } = await create('Ouvindo.');
    const heard: ServerEvent[] = [];
    const waiting: (() => void)[] = [];
    const until = async (wanted: () => boolean): Promise<void> => {
      while (!wanted()) await new Promise<void>((resolve) => waiting.push(resolve));
    };
    let connection = '';
    const wake = (): void => {
      for (const resolve of waiting.splice(0)) resolve();
    };
    const stop = ana.events.subscribe(
      (event) => {
        heard.push(event);
        wake();
      },
      {
        onConnectionChange: (state) => {
          connection = state;
          wake();
        },
      },
    );
    const answer = (body: string): Promise<unknown> =>
      demo.crm('fabio@faturamento').messages.create(number, {
        body,
        attachmentIds: [],
        visibility: 'public',
        asksProvider: false,
      });
    const has = (lastSequence: number) => (): boolean =>
      heard.some(
        ({ type, data }) =>
          type === 'protocol.changed' && data.number === number && data.lastSequence >= lastSequence,
      );
    try {
      await until(() => connection === 'open');
      await answer('Primeira.');
      await until(has(2));
      await demo.stop('SIGKILL');
      await until(() => connection !== 'open');
      await demo.resume();
      await until(() => connection === 'open');
      await answer('Segunda.');
      await until(has(3));
    } finally {
      stop();
    }
  });

  test('asks for a new token when the server refuses the old one, and says so when there is none', async () => {
    const token = await demo.token('ana@saolucas');
    let asked = 0;
    const renewing = new FaleConoscoClient({
      baseUrl: demo.apiUrl,
      getToken: () => {
        asked += 1;
        return asked === 1 ? `${token.slice(0, -4)}AAAA` : token;
      },
    });
    assert.equal((await renewing.session.retrieve()).user.name, 'Ana Ribeiro');
    assert.equal(asked, 2);
    const hopeless = new FaleConoscoClient({ baseUrl: demo.apiUrl, getToken: () => 'nothing' });
    await assert.rejects(hopeless.session.retrieve(), AuthenticationError);
  });
});
