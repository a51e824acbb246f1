/**
 * Follows README.md literally, as somebody who has just cloned the repository: takes the two commands from its code
 * blocks, runs the first twice and the second once in a fresh copy of this working tree, and prints the times. Slow, so
 * no part of the check. `--keep` leaves the copy for inspection; `--start-only` leaves out the tests.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { elapsed, root, run } from './lib/run.ts';

const startLimitMs = 10 * 60_000;
const stopLimitMs = 20_000;

/** Marks, in the environment, every process that descends from a command of ours. */
const mark = `FALE_CONOSCO_FRESH=${process.pid}-${Date.now()}`;

const figures: string[] = [];
let failed = false;

function note(line: string, ok = true): void {
  if (!ok) failed = true;
  figures.push(`${ok ? '  ' : 'X '}${line}`);
  console.log(`\n>> ${line}`);
}

/** The command of README.md's shell blocks that begins like this. */
function commandOf(readme: string, beginning: string): string {
  const blocks = [...readme.matchAll(/^```(?:sh|bash|console|shell)\n(.*?)^```/gms)].map(
    (match) => match[1] ?? '',
  );
  const lines = blocks.flatMap((block) => block.split('\n')).map((line) => line.replace(/^\$\s*/, '').trim());
  const command = lines.find((line) => line === beginning || line.startsWith(`${beginning} `));
  if (!command)
    throw new Error(`README.md has no shell block with a line that begins with \`${beginning}\`.`);
  return command.replace(/\s+#.*$/, '');
}

/** Copies what a commit of this tree would hold, untracked files included. */
async function copyTree(target: string): Promise<void> {
  const list = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    capture: true,
  });
  if (list.code !== 0) throw new Error(`git ls-files failed: ${list.output}`);
  const files = list.output.split('\0').filter((file) => file && existsSync(path.join(root, file)));
  for (const file of files)
    cpSync(path.join(root, file), path.join(target, file), { verbatimSymlinks: true });
  await run('git', ['init', '-q', target], { capture: true });
  note(`a copy of ${files.length} files in ${target}`);
}

/** An environment like that of a new shell: nothing of the npm run that we are part of, and our mark. */
function freshEnvironment(extra: Record<string, string>): Record<string, string> {
  const [name = '', value = ''] = mark.split('=');
  const inherited = Object.entries(process.env).filter(
    ([key]) => !/^(npm_|NODE$|INIT_CWD$|CHROME_PATH$)/.test(key),
  );
  const machinePath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((entry) => !entry.includes('node_modules'));
  return {
    ...(Object.fromEntries(inherited) as Record<string, string>),
    PATH: machinePath.join(path.delimiter),
    [name]: value,
    ...extra,
  };
}

/** Processes that a command in `folder` left, by mark, by command line or by working directory. */
function leftovers(folder: string): string[] {
  if (!existsSync('/proc/self/environ')) return [];
  const found: string[] = [];
  for (const pid of readdirSync('/proc').filter(
    (entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid,
  )) {
    try {
      const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const marked = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark);
      if (marked || commandLine.includes(folder)) found.push(`${pid} ${commandLine.slice(0, 100)}`);
    } catch {
      // It ended meanwhile, or belongs to somebody else.
    }
  }
  return found;
}

interface Started {
  child: ChildProcess;
  addresses: string[];
}

/** Runs the start command until it says that it is ready and every address it printed answers. */
async function start(command: string, folder: string, portBase: number): Promise<Started> {
  const child = spawn('bash', ['-c', command], {
    cwd: folder,
    // Its own group, so that the signal reaches what a terminal's Ctrl+C would reach.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: freshEnvironment({ PORT_BASE: String(portBase) }),
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('it was not ready in 10 minutes')), startLimitMs);
    child.stdout.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk);
      output += chunk.toString();
      if (!/^.*Ready.*$/m.test(output)) return;
      clearTimeout(timer);
      // The addresses may follow the line in the same breath.
      setTimeout(resolve, 500);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      reject(new Error(`it ended with code ${code} before it was ready`));
    });
  }).catch((error: unknown) => {
    signalGroup(child, 'SIGKILL');
    throw error;
  });
  const addresses = [...new Set(output.match(/http:\/\/(?:localhost|127\.0\.0\.1):\d+/g))];
  if (addresses.length === 0) note('the start printed no addresses', false);
  return { child, addresses };
}

/** Whether an address answers 200 within 10 s: a portal with its page, the API, which has no page, with its description. */
async function answers(address: string): Promise<boolean> {
  for (const deadlineMs = performance.now() + 10_000; performance.now() < deadlineMs; await sleep(100)) {
    for (const page of ['/', '/v1/openapi.json']) {
      const response = await fetch(new URL(page, address)).catch(() => undefined);
      // Read to its end: a response that is not read is one that a stopping server waits for.
      await response?.arrayBuffer();
      if (response?.status === 200) return true;
    }
  }
  return false;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // The whole group has ended.
  }
}

/** Ctrl+C, and what it leaves. */
async function stop(child: ChildProcess, folder: string): Promise<void> {
  const startedMs = performance.now();
  const ended = child.exitCode !== null || new Promise((resolve) => child.once('close', resolve));
  signalGroup(child, 'SIGINT');
  const inTime = await Promise.race([ended, sleep(stopLimitMs, 'late', { ref: false })]);
  note(`Ctrl+C stops it in ${elapsed(startedMs)}`, inTime !== 'late');
  const left = leftovers(folder);
  note(
    left.length === 0 ? 'no process is left' : `processes are left:\n${left.join('\n')}`,
    left.length === 0,
  );
  signalGroup(child, 'SIGKILL');
}

async function startAndStop(
  title: string,
  command: string,
  folder: string,
  portBase: number,
  limitMs: number,
): Promise<void> {
  const startedMs = performance.now();
  const { child, addresses } = await start(command, folder, portBase);
  try {
    for (const address of addresses)
      if (!(await answers(address))) note(`${address} does not answer 200`, false);
    const tookMs = performance.now() - startedMs;
    note(
      `${title}: ${addresses.length} addresses answer after ${elapsed(startedMs)} (limit ${limitMs / 1000} s)`,
      tookMs <= limitMs,
    );
  } finally {
    await stop(child, folder);
  }
}

const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const startCommand = commandOf(readme, 'npm start');
const testCommand = commandOf(readme, 'npm test');
// Readable for others: as root, the embedded database runs as another user.
const outer = mkdtempSync(path.join(os.tmpdir(), 'fale-conosco-fresh-'));
chmodSync(outer, 0o755);
const folder = path.join(outer, 'clone');
const portBase = 20_000 + 1_000 * Math.floor(Math.random() * 20);

try {
  await copyTree(folder);
  await startAndStop('first start', startCommand, folder, portBase, 180_000);
  await startAndStop('second start', startCommand, folder, portBase, 10_000);
  if (!process.argv.includes('--start-only')) {
    const startedMs = performance.now();
    const tests = spawn('bash', ['-c', testCommand], {
      cwd: folder,
      stdio: 'inherit',
      env: freshEnvironment({}),
    });
    const code = await new Promise<number | null>((resolve) => tests.on('close', resolve));
    note(
      `\`${testCommand}\` ends with code ${code} after ${elapsed(startedMs)}`,
      code === 0 && performance.now() - startedMs < 900_000,
    );
    const left = leftovers(folder);
    note(
      left.length === 0 ? 'no process is left' : `processes are left:\n${left.join('\n')}`,
      left.length === 0,
    );
  }
} catch (error) {
  note(error instanceof Error ? error.message : String(error), false);
} finally {
  if (!process.argv.includes('--keep'))
    rmSync(outer, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

console.log(`\n${figures.join('\n')}`);
console.log(failed ? '\nThe README does not hold.' : '\nThe README holds.');
process.exitCode = failed ? 1 : 0;
