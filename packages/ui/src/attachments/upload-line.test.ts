import { FaleConoscoClient, type Upload } from '@fale-conosco/sdk';
import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { waitUntil } from '../testing/wait-until.ts';

/** What the line has seen; see scripts/lib/upload-line.ts. */
interface Seen {
  address: string;
  patches: number;
  broken: number;
  removed: boolean;
  taken: number;
  sha256: string;
}

/** Time that a test moves; nothing else waits. */
class Clock {
  #nowMs = 0;
  readonly #timers = new Set<{ atMs: number; ring: () => void }>();

  now(): number {
    return this.#nowMs;
  }

  random(): number {
    return 0;
  }

  async delay(_ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
  }

  timer(ms: number, ring: () => void): () => void {
    const timer = { atMs: this.#nowMs + ms, ring };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  advance(ms: number): void {
    this.#nowMs += ms;
    for (const timer of [...this.#timers]) {
      if (timer.atMs <= this.#nowMs && this.#timers.delete(timer)) timer.ring();
    }
  }
}

// Far more than what a connection on one machine holds back before its reader reads.
const SIZE = 32 * 1024 * 1024;
const content = new Uint8Array(SIZE);
for (let start = 0; start < SIZE; start += 65_536)
  crypto.getRandomValues(content.subarray(start, start + 65_536));
const file = new File([content], 'exame.pdf', { type: 'application/pdf' });

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

let scenes = 0;

/** An upload under way on a line of its own, whose server has not taken a byte. */
const start = async () => {
  scenes += 1;
  const line = `${Date.now()}-${scenes}`;
  const clock = new Clock();
  const progress: number[] = [];
  const step = (payload: { upTo?: number; cut?: boolean } = {}): Promise<Seen> =>
    executeServerCommand<Seen, object>('upload-line', { line, ...payload });
  const { address } = await step();
  const client = new FaleConoscoClient({ baseUrl: address, getToken: () => 'token' }, clock);
  const upload: Upload = client.uploads.start(file, {
    chunkBytes: SIZE,
    onProgress: ({ sentBytes }) => progress.push(sentBytes),
  });
  const patches = (count: number): Promise<void> =>
    waitUntil(async () => (await step()).patches === count, `${count} requests with bytes`);
  /** Lets the server take bytes up to a number, and waits until the browser has said that more have left. */
  const takes = async (upTo: number): Promise<void> => {
    const before = progress.length;
    await step({ upTo });
    await waitUntil(() => progress.length > before, `progress up to ${upTo}`);
  };
  const arrives = async (): Promise<void> => {
    await step({ upTo: Number.MAX_SAFE_INTEGER });
    await waitUntil(() => upload.state === 'done', 'the upload is done');
    expect((await step()).sha256).to.equal(hex(await crypto.subtle.digest('SHA-256', content)));
  };
  await patches(1);
  return { clock, progress, upload, step, patches, takes, arrives };
};

describe('an upload in the browser', () => {
  it('tells how much has left while it is on its way, and never more than there is', async () => {
    const { arrives, progress, takes } = await start();
    await takes(1);
    expect(progress.at(-1)).to.be.within(1, SIZE - 1);
    await arrives();
    expect(progress.at(-1)).to.equal(SIZE);
    expect(progress).to.deep.equal([...progress].sort((one, other) => one - other));
    expect(Math.max(...progress)).to.equal(SIZE);
  });

  it('may take as long as it wants while bytes move', async () => {
    const { arrives, clock, patches, takes } = await start();
    await takes(1);
    for (const share of [0.3, 0.6, 0.8]) {
      clock.advance(59_000);
      await takes(share * SIZE);
    }
    clock.advance(59_000);
    await patches(1);
    await arrives();
    await patches(1);
  });

  it('leaves a line on which no byte moves for a minute, and goes on from what has arrived', async () => {
    const { arrives, clock, step, takes, upload } = await start();
    await takes(1024);
    // Half a minute at a time, because the browser may still tell of bytes that left before.
    await waitUntil(async () => {
      clock.advance(30_000);
      return (await step()).patches > 1;
    }, 'a second request');
    expect(upload.state).to.equal('uploading');
    await arrives();
  });

  it('notices a broken line at once', async () => {
    const { arrives, patches, step, takes } = await start();
    await takes(1024);
    await step({ cut: true });
    await patches(2);
    await arrives();
  });

  it('sends nothing while it is paused', async () => {
    const { arrives, patches, step, takes, upload } = await start();
    await takes(1024);
    upload.pause();
    await waitUntil(async () => (await step({ upTo: SIZE - 1 })).broken === 1, 'the request has ended');
    const { taken } = await step();
    expect(taken).to.be.lessThan(SIZE);
    await patches(1);
    upload.resume();
    await patches(2);
    await arrives();
  });

  it('sends nothing more when it is aborted, and has the server forget it', async () => {
    const { step, takes, upload } = await start();
    await takes(1024);
    void upload.abort();
    await waitUntil(async () => (await step({ upTo: SIZE - 1 })).broken === 1, 'the request has ended');
    await waitUntil(async () => (await step()).removed, 'the server was told');
    expect(upload.state).to.equal('aborted');
    expect((await step()).patches).to.equal(1);
  });
});
