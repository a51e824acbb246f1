/**
 * What uploads of one user cost the others, in one run on one machine:
 *
 * - twelve texts of 25 MB whose last bytes arrive at once: memory of the server before, at most and after, and the slowest
 *   answer of `/livez` meanwhile
 * - a user whose uploads are at the limit and who asks for more: response times of another organisation's list without and
 *   with it, in turns, and their ratio
 *
 * `node --conditions=source bench/uploads.ts [--flood]`; `--flood` asks without a pause instead of 10 times a second, which is
 * the default limit of requests.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { TUS_VERSION } from '@fale-conosco/contract';
import { Installation } from '../test/chaos/installation.ts';
import { freePort } from '../test/chaos/server-process.ts';

const TEXTS = 12;
const TEXT_BYTES = 25 * 1024 * 1024;
const LIMIT = 100;
const ROUNDS = 5;
const ROUND_MS = 4000;
const FLOODERS = 10;

const metricsPort = await freePort();
await using installation = await Installation.start({
  surround: async () => ({
    env: { METRICS_PORT: String(metricsPort), UPLOADS_WAITING_PER_USER: String(LIMIT) },
  }),
});
const base = installation.address();

const headersOf = async (
  login: string,
  more: Record<string, string> = {},
): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await installation.signToken(login)}`,
  'tus-resumable': TUS_VERSION,
  ...more,
});
const begin = async (login: string, bytes: number): Promise<Response> =>
  await fetch(`${base}/v1/uploads`, {
    method: 'POST',
    headers: await headersOf(login, {
      'upload-length': String(bytes),
      'upload-metadata': `filename ${Buffer.from('guia.txt').toString('base64')}`,
    }),
  });
const append = async (login: string, location: string, offset: number, body: Uint8Array<ArrayBuffer>) => {
  const headers = await headersOf(login, {
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
  });
  const { status } = await fetch(`${base}${location}`, { method: 'PATCH', headers, body });
  if (status !== 204) throw new Error(`PATCH answered ${status}`);
};

/** Megabytes that the server holds in memory. */
const memory = async (): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return Number(/^process_resident_memory_bytes\S* (\S+)/m.exec(text)?.[1]) / 1_000_000;
};
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
};
const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
const round = (value: number): string => value.toFixed(1);

const measureInspections = async (): Promise<void> => {
  const login = 'ana@saolucas';
  const text = Uint8Array.from(Buffer.alloc(TEXT_BYTES, Buffer.from('Autorização nº 12;', 'latin1')));
  const locations: string[] = [];
  for (let index = 0; index < TEXTS; index += 1) {
    const location = (await begin(login, TEXT_BYTES)).headers.get('location') ?? '';
    await append(login, location, 0, text.subarray(0, -1));
    locations.push(location);
  }
  const before = await memory();
  let most = before;
  let slowest = 0;
  let done = false;
  const watching = (async () => {
    while (!done) {
      slowest = Math.max(slowest, await timed(() => fetch(`${base}/livez`)));
      most = Math.max(most, await memory());
    }
  })();
  const tookMs = await timed(() =>
    Promise.all(locations.map((location) => append(login, location, TEXT_BYTES - 1, text.subarray(-1)))),
  );
  done = true;
  await watching;
  console.log(
    `${TEXTS} texts of 25 MB inspected in ${round(tookMs / 1000)} s; memory ${round(before)} MB before, ${round(most)} MB at most, ` +
      `${round(await memory())} MB after; /livez at most ${round(slowest)} ms`,
  );
};

const measureNeighbour = async (pauseMs: number): Promise<void> => {
  while ((await begin('bruno@saolucas', 4)).status === 201);
  const times = { alone: [] as number[], beside: [] as number[] };
  let refused = 0;
  for (let turn = 0; turn < 2 * ROUNDS; turn += 1) {
    const kind = turn % 2 === 0 ? 'alone' : 'beside';
    const untilMs = performance.now() + ROUND_MS;
    const flood = async (): Promise<void> => {
      while (performance.now() < untilMs) {
        if ((await begin('bruno@saolucas', 4)).status === 409) refused += 1;
        if (pauseMs > 0) await sleep(pauseMs);
      }
    };
    const flooding = kind === 'beside' ? Array.from({ length: FLOODERS }, flood) : [];
    const headers = await headersOf('davi@exata');
    while (performance.now() < untilMs)
      times[kind].push(
        await timed(async () => await (await fetch(`${base}/v1/protocols`, { headers })).arrayBuffer()),
      );
    await Promise.all(flooding);
  }
  const [alone, beside] = [percentile(times.alone, 0.99), percentile(times.beside, 0.99)];
  console.log(
    `list of another organisation: p50 ${round(percentile(times.alone, 0.5))} ms alone, ${round(percentile(times.beside, 0.5))} ms beside ` +
      `${refused} refused uploads; p99 ${round(alone)} ms and ${round(beside)} ms, ratio ${(beside / alone).toFixed(2)}`,
  );
};

await measureInspections();
await measureNeighbour(process.argv.includes('--flood') ? 0 : FLOODERS * 100);
