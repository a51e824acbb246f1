/**
 * Loaded before a server (`node --import`), it makes file operations of that process slow or fail: a real server with a bad
 * disk. `STORAGE_URL` names the folder, `CHAOS_DELAY_MS` how long each operation takes, `CHAOS_FAIL_EVERY` which fail
 * (each n-th), `CHAOS_ERROR` with which code.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

const folder = (process.env.STORAGE_URL ?? '').replace(/^file:/, '');
const delayMs = Number(process.env.CHAOS_DELAY_MS ?? 0);
const failEvery = Number(process.env.CHAOS_FAIL_EVERY ?? 0);
const code = process.env.CHAOS_ERROR ?? 'EIO';
let operations = 0;

const disturb = async (file) => {
  if (!String(file).startsWith(folder)) return;
  operations += 1;
  if (delayMs > 0) await sleep(delayMs);
  if (failEvery > 0 && operations % failEvery === 0)
    throw Object.assign(new Error('Injected failure of a file operation.'), { code });
};

for (const name of ['open', 'rm', 'stat', 'writeFile']) {
  const original = fs.promises[name];
  fs.promises[name] = async (file, ...rest) => {
    await disturb(file);
    return await original(file, ...rest);
  };
}
syncBuiltinESMExports();
