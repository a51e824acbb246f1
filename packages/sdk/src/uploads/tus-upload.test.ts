import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Attachment } from '@fale-conosco/contract';
import {
  ApiError,
  ConnectionError,
  FaleConoscoClient,
  ServerError,
  type Upload,
  type UploadProgress,
  UploadRejectedError,
} from '../index.ts';
import { FakeTiming } from '../testing/fake-timing.ts';
import {
  type Answer,
  json,
  lost,
  problem,
  raw,
  ScriptedServer,
  silence,
} from '../testing/scripted-server.ts';

const CHUNK = 100;
const content = randomBytes(450);
const tus = { 'tus-resumable': '1.0.0' };

let server: ScriptedServer;
let timing: FakeTiming;
let stored: Buffer;
/** One entry for each PATCH: undefined for one that goes well. */
let faults: (Answer | undefined)[];
let attachment: Attachment;
let created: Answer;
let removed: boolean;
/** The token that the server accepts. */
let accepted: string;

/** As much of a tus server as an upload needs, with a fault in place of any answer. */
const tusServer: Answer = async (request, response) => {
  const answer = async (script: Answer): Promise<void> => script(request, response);
  if (request.headers.authorization !== `Bearer ${accepted}`) return answer(problem('token_expired'));
  if (request.method === 'POST') return answer(created);
  if (request.method === 'HEAD') {
    return answer(
      raw(200, { ...tus, 'upload-offset': String(stored.length), 'upload-length': String(content.length) }),
    );
  }
  if (request.method === 'DELETE') {
    removed = true;
    return answer(raw(204, tus));
  }
  if (request.method === 'GET') return answer(json(attachment));
  const fault = faults.shift();
  if (fault) return answer(fault);
  if (Number(request.headers['upload-offset']) !== stored.length)
    return answer(problem('upload_offset_conflict'));
  stored = Buffer.concat([stored, request.body]);
  return answer(raw(204, { ...tus, 'upload-offset': String(stored.length) }));
};

/** The bytes arrive, the answer does not. */
const answerLost: Answer = (request, response) => {
  stored = Buffer.concat([stored, request.body]);
  return lost(request, response);
};

/** Only some of the bytes arrive. */
const halfArrives: Answer = (request, response) => {
  stored = Buffer.concat([stored, request.body.subarray(0, 30)]);
  return lost(request, response);
};

const start = (options: Parameters<FaleConoscoClient['uploads']['start']>[1] = {}): Upload => {
  const client = new FaleConoscoClient({ baseUrl: server.baseUrl, getToken: () => 'token' }, timing);
  return client.uploads.start(new File([content], 'laudo médico.pdf'), { chunkBytes: CHUNK, ...options });
};

const methods = (): string => server.requests.map(({ method }) => method).join(' ');

beforeEach(async () => {
  server = await ScriptedServer.start();
  server.otherwise(tusServer);
  timing = new FakeTiming();
  stored = Buffer.alloc(0);
  faults = [];
  removed = false;
  accepted = 'token';
  created = raw(201, { ...tus, location: 'http://inner.example:8080/v1/uploads/att-7' });
  attachment = {
    id: 'att-7',
    fileName: 'laudo médico.pdf',
    mediaType: 'application/pdf',
    sizeBytes: content.length,
    sha256: '0'.repeat(64),
    state: 'ready',
    rejectionCode: null,
    confidential: false,
  };
});
afterEach(() => server[Symbol.asyncDispose]());

describe('an upload', () => {
  it('sends the file in chunks and gives the attachment', async () => {
    const progress: UploadProgress[] = [];
    const upload = start({ onProgress: (step) => progress.push(step) });
    assert.equal(upload.state, 'uploading');
    assert.deepEqual(await upload.done, attachment);
    assert.equal(upload.state, 'done');
    assert.equal(upload.attachmentId, 'att-7');
    assert.deepEqual(stored, content);
    assert.equal(methods(), 'POST PATCH PATCH PATCH PATCH PATCH GET');
    assert.deepEqual(
      progress.map(({ sentBytes }) => sentBytes),
      [100, 200, 300, 400, 450],
    );
    assert.ok(server.requests.slice(0, 6).every(({ headers }) => headers['tus-resumable'] === '1.0.0'));
    assert.equal(server.requests[1]?.headers['content-type'], 'application/offset+octet-stream');
  });

  it('sends its bytes through the fetch of the page, in browsers too', async () => {
    const scope = globalThis as { XMLHttpRequest?: unknown };
    scope.XMLHttpRequest = class {
      constructor() {
        throw new Error('The bytes went past the fetch of the page');
      }
    };
    const methods: string[] = [];
    const own: typeof fetch = (input, init) => {
      const request = new Request(input, init);
      methods.push(request.method);
      return fetch(request);
    };
    try {
      const options = { baseUrl: server.baseUrl, getToken: () => 'token', fetch: own };
      const upload = new FaleConoscoClient(options, timing).uploads.start(new File([content], 'guia.pdf'));
      assert.deepEqual(await upload.done, attachment);
      assert.deepEqual(stored, content);
      assert.deepEqual(methods, ['POST', 'PATCH', 'GET']);
    } finally {
      delete scope.XMLHttpRequest;
    }
  });

  it('tells name and confidentiality in UTF-8', async () => {
    await start({ confidential: true }).done;
    const metadata = String(server.requests[0]?.headers['upload-metadata'])
      .split(',')
      .map((pair) => pair.split(' '));
    assert.deepEqual(
      metadata.map(([name, value = '']) => [name, Buffer.from(value, 'base64').toString()]),
      [
        ['filename', 'laudo médico.pdf'],
        ['confidential', 'true'],
      ],
    );
    assert.equal(server.requests[0]?.headers['upload-length'], '450');
  });

  it('sends to its own base address, whatever host a proxied server names', async () => {
    await start().done;
    assert.equal(server.requests[1]?.url, '/v1/uploads/att-7');
  });

  for (const [name, fault] of Object.entries({
    'a lost answer': answerLost,
    'a cut in the middle': halfArrives,
    'a request that never arrived': lost,
    'a server error': problem('unavailable', {}, { 'retry-after': '1' }),
    'an offset that is not right': problem('upload_offset_conflict'),
    'HTML of a proxy': raw(502, { 'content-type': 'text/html' }, '<h1>'),
    'an upload that is still locked': raw(423, tus),
    'HTML of a captive portal': raw(200, { 'content-type': 'text/html' }, '<h1>'),
  })) {
    it(`goes on from where the server stands after ${name}, byte for byte`, async () => {
      faults = [undefined, fault, undefined, fault];
      await start().done;
      assert.deepEqual(stored, content);
      assert.ok(methods().includes('HEAD'));
    });
  }

  it('that is whole although the last answer was lost sends nothing twice', async () => {
    faults = [undefined, undefined, undefined, undefined, answerLost];
    await start().done;
    assert.deepEqual(stored, content);
    assert.equal(methods(), 'POST PATCH PATCH PATCH PATCH PATCH HEAD GET');
  });

  it('waits a little for the virus scanner, and goes on without its verdict', async () => {
    attachment = { ...attachment, state: 'scanning' };
    assert.equal((await start().done).state, 'scanning');
    assert.equal(methods(), 'POST PATCH PATCH PATCH PATCH PATCH GET GET GET GET');
  });

  it('fails at once where no more files may wait: only the user can make room', async () => {
    created = problem('upload_limit_reached');
    await assert.rejects(
      start().done,
      (error: unknown) => error instanceof ApiError && error.code === 'upload_limit_reached',
    );
    assert.equal(methods(), 'POST');
  });

  it('takes a new token as often as one ends on the way, and goes on', async () => {
    let tokens = 0;
    const getToken = (): string => {
      tokens += 1;
      accepted = `token-${tokens}`;
      return accepted;
    };
    const tokenEnds: Answer = (request, response) => {
      accepted = 'the next one';
      return problem('token_expired')(request, response);
    };
    faults = [undefined, tokenEnds, undefined, tokenEnds, undefined, tokenEnds];
    const client = new FaleConoscoClient({ baseUrl: server.baseUrl, getToken }, timing);
    await client.uploads.start(new File([content], 'laudo.pdf'), { chunkBytes: CHUNK }).done;
    assert.deepEqual(stored, content);
    assert.equal(tokens, 4);
  });

  it('fails when every new token is refused at once', async () => {
    const refused = problem('unauthenticated');
    faults = [undefined, refused, refused, refused];
    await assert.rejects(start().done, { name: 'AuthenticationError' });
    assert.equal(methods(), 'POST PATCH PATCH HEAD PATCH');
  });

  it('begins anew, once, when the server has forgotten it', async () => {
    attachment = { ...attachment, state: 'uploading' };
    faults = [
      undefined,
      (request, response) => {
        stored = Buffer.alloc(0);
        attachment = { ...attachment, state: 'uploading' };
        return problem('upload_gone')(request, response);
      },
      (request, response) => {
        attachment = { ...attachment, state: 'ready' };
        stored = Buffer.concat([stored, request.body]);
        return raw(204, { ...tus, 'upload-offset': String(stored.length) })(request, response);
      },
    ];
    await start().done;
    assert.deepEqual(stored, content);
    assert.equal(methods(), 'POST PATCH PATCH GET POST PATCH PATCH PATCH PATCH PATCH GET');
  });

  it('fails when nothing moves for long, and not before', async () => {
    faults = Array.from({ length: 50 }, () => lost);
    const upload = start();
    await assert.rejects(upload.done, ConnectionError);
    assert.equal(upload.state, 'failed');
    assert.equal(server.requests.filter(({ method }) => method === 'PATCH').length, 9);
  });

  it('goes on for as long as bytes arrive, however often the line is cut', async () => {
    faults = Array.from({ length: 5 }, () => [lost, lost, lost, undefined]).flat();
    await start().done;
    assert.deepEqual(stored, content);
  });

  it('fails when the server accepts requests and takes no bytes', async () => {
    faults = Array.from({ length: 50 }, () => raw(204, { ...tus, 'upload-offset': '0' }));
    await assert.rejects(start().done, ConnectionError);
    assert.equal(server.requests.filter(({ method }) => method === 'PATCH').length, 9);
  });

  it('waits while the server looks at the file', async () => {
    attachment = { ...attachment, state: 'uploading' };
    timing = new FakeTiming({ stepped: true });
    const upload = start();
    const wait = await timing.nextWait();
    attachment = { ...attachment, state: 'ready' };
    wait.release();
    assert.equal((await upload.done).state, 'ready');
  });

  it('that is refused for what it is says why', async () => {
    attachment = { ...attachment, state: 'rejected', rejectionCode: 'attachment_infected' };
    const upload = start();
    await assert.rejects(upload.done, (error: unknown) => {
      assert.ok(error instanceof UploadRejectedError);
      assert.equal(error.code, 'attachment_infected');
      return true;
    });
    assert.equal(upload.state, 'failed');
  });

  it('that is refused with its last bytes says why', async () => {
    faults = [problem('attachment_type_not_allowed')];
    await assert.rejects(start().done, UploadRejectedError);
  });

  it('that is too large is refused before its bytes', async () => {
    created = problem('attachment_too_large');
    await assert.rejects(start().done, (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.code, 'attachment_too_large');
      return true;
    });
    assert.equal(methods(), 'POST');
  });

  it('cannot begin on a server that fails', async () => {
    created = problem('unavailable');
    await assert.rejects(start().done, ServerError);
    assert.equal(server.requests.length, 9);
  });

  it('stands still while it is paused and goes on from there', async () => {
    faults = [undefined, silence];
    const upload = start();
    await server.received(3);
    upload.pause();
    assert.equal(upload.state, 'paused');
    assert.equal(upload.sentBytes, 100);
    upload.resume();
    await upload.done;
    assert.deepEqual(stored, content);
    assert.equal(methods(), 'POST PATCH PATCH HEAD PATCH PATCH PATCH PATCH GET');
  });

  it('that is aborted ends with AbortError and tells the server', async () => {
    faults = [undefined, silence];
    const upload = start();
    await server.received(3);
    await upload.abort();
    await assert.rejects(upload.done, { name: 'AbortError' });
    assert.equal(upload.state, 'aborted');
    assert.ok(removed);
  });

  it('that is aborted while paused ends too', async () => {
    faults = [silence];
    const upload = start();
    await server.received(2);
    upload.pause();
    await upload.abort();
    await assert.rejects(upload.done, { name: 'AbortError' });
  });

  it('obeys a signal, before and after its start', async () => {
    await assert.rejects(start({ signal: AbortSignal.abort() }).done, { name: 'AbortError' });
    assert.equal(server.requests.length, 0);
    const controller = new AbortController();
    faults = [silence];
    const upload = start({ signal: controller.signal });
    await server.received(2);
    controller.abort();
    await assert.rejects(upload.done, { name: 'AbortError' });
  });
});
