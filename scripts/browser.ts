/**
 * Finds the Chromium that tests and benches drive, and gets one where there is none. `npm test` runs this file with
 * `--install` first; everything else imports `findBrowser` and `browserFlags`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder, run, runTool } from './lib/run.ts';

/** Flags for every Chromium of ours: runs as root and in containers, and makes no requests of its own. */
export const browserFlags: string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const recordFile = path.join(cacheFolder, 'browser.json');

interface BrowserRecord {
  path: string;
  sizeBytes: number;
  modifiedAtMs: number;
}

/**
 * The path of a browser that was seen to start on this machine.
 * @throws Error when none was found yet; the message says what to run.
 */
export function findBrowser(): string {
  const wanted = process.env.CHROME_PATH;
  if (wanted) return wanted;
  const recorded = readRecord();
  if (!recorded)
    throw new Error('No browser is known yet. Run `node scripts/browser.ts --install`, or set CHROME_PATH.');
  return recorded;
}

function readRecord(): string | undefined {
  try {
    const record = JSON.parse(readFileSync(recordFile, 'utf8')) as BrowserRecord;
    const now = statSync(record.path);
    return now.size === record.sizeBytes && now.mtimeMs === record.modifiedAtMs ? record.path : undefined;
  } catch {
    return undefined;
  }
}

function writeRecord(browser: string): void {
  const { size, mtimeMs } = statSync(browser);
  const record: BrowserRecord = { path: browser, sizeBytes: size, modifiedAtMs: mtimeMs };
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(recordFile, `${JSON.stringify(record)}\n`);
}

/** Places where Chromium or Chrome is usually installed, those of `PATH` first. */
function* installedBrowsers(): Generator<string> {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
  ];
  for (const name of names) for (const folder of folders) yield path.join(folder, name);
  yield '/opt/google/chrome/chrome';
  yield '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  yield '/Applications/Chromium.app/Contents/MacOS/Chromium';
  yield 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
}

/** Whether a browser really renders a page: `--version` also works where its libraries or its snap are missing. */
async function starts(browser: string): Promise<boolean> {
  if (!existsSync(browser)) return false;
  const profile = mkdtempSync(path.join(os.tmpdir(), 'fale-conosco-browser-'));
  const flags = [
    '--headless=new',
    ...browserFlags,
    `--user-data-dir=${profile}`,
    '--dump-dom',
    'about:blank',
  ];
  // Its own group, because a browser that hangs does so with its helpers.
  const child = spawn(browser, flags, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  let timer: NodeJS.Timeout | undefined;
  const rendered = await new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', () => resolve(output.includes('<html')));
    timer = setTimeout(() => resolve(false), 30_000);
  });
  clearTimeout(timer);
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group has ended by itself.
  }
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  return rendered;
}

async function firstThatStarts(candidates: Iterable<string>): Promise<string | undefined> {
  for (const candidate of new Set(candidates)) if (await starts(candidate)) return candidate;
  return undefined;
}

async function installWithPlaywright(): Promise<string | undefined> {
  console.log("No browser found; trying Playwright's Chromium…");
  const { code } = await runTool('playwright-core', ['install', '--no-shell', 'chromium'], {
    capture: true,
    timeoutMs: 240_000,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
  });
  return code === 0 ? firstThatStarts(await playwrightBrowsers()) : undefined;
}

async function playwrightBrowsers(): Promise<string[]> {
  // Loaded here only, because it takes longer than everything else when there is nothing to do.
  const { chromium } = await import('playwright-core');
  return [chromium.executablePath()];
}

async function installWithApt(): Promise<string | undefined> {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = async (...args: string[]): Promise<boolean> => {
    const [command = '', ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    const { code, output } = await run(command, rest, { capture: true, timeoutMs: 600_000 });
    if (code !== 0) console.log(output.trim().split('\n').slice(-5).join('\n'));
    return code === 0;
  };
  console.log('Not available; installing chromium and fonts-liberation with apt-get…');
  // Without a font, text has no height and tests that measure it fail.
  const packages = ['chromium', 'fonts-liberation'];
  // A failed update is no reason to stop: the lists at hand may do.
  await apt('update', '-qq');
  if (!(await apt('install', '-y', '-qq', '--no-install-recommends', ...packages))) return undefined;
  return firstThatStarts(installedBrowsers());
}

async function prepareBrowser(): Promise<string | undefined> {
  const wanted = process.env.CHROME_PATH;
  if (wanted) {
    if (await starts(wanted)) return wanted;
    console.error(`CHROME_PATH is ${wanted}, which does not start. Correct it or unset it, then try again.`);
    process.exit(1);
  }
  return (
    (await firstThatStarts(installedBrowsers())) ??
    (await firstThatStarts(await playwrightBrowsers())) ??
    (await installWithPlaywright()) ??
    (await installWithApt())
  );
}

const known = readRecord();
if (import.meta.main && (!known || known !== (process.env.CHROME_PATH ?? known))) {
  const browser = await prepareBrowser();
  if (!browser) {
    console.error(
      'No browser could be found or installed. Install Chromium or Google Chrome (Debian: `sudo apt-get install chromium fonts-liberation`), ' +
        'or set CHROME_PATH to one, then run the command again.',
    );
    process.exit(1);
  }
  writeRecord(browser);
  console.log(`Browser for the tests: ${browser}`);
}
