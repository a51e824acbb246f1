/**
 * Runs before `npm start` and `npm test`, so that both work from a bare clone: installs the dependencies, then lets the
 * Node they bring build the bundles (`start`) or find a browser (`test`). Plain JavaScript for Node 20 without
 * dependencies, because nothing is installed yet when it runs.
 *
 * Usage: node scripts/setup.mjs <start|test>
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const pinnedNode = path.join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const lockFile = path.join(root, '.cache', 'setup.lock');

const goal = process.argv[2];
if (goal !== 'start' && goal !== 'test') fail('setup: say what to prepare, start or test.');

await locked(() => {
  const reason = staleDependencies();
  if (reason) {
    install(reason);
    const still = staleDependencies();
    if (still) say(`package-lock.json is out of step (${still}): run \`npm install\` and commit the result.`);
  }
  runPinned(goal === 'start' ? ['scripts/build.ts', '--if-stale'] : ['scripts/browser.ts', '--install']);
});

/**
 * Why the dependencies must be installed again, or undefined when they are right. npm leaves in node_modules a lock file
 * of what it has installed, as its last act: a missing one means an install that was cut.
 */
function staleDependencies() {
  const wanted = readJson('package-lock.json');
  if (!wanted) fail('setup: package-lock.json is missing or broken. Restore it with git, then try again.');
  const installed = readJson('node_modules/.package-lock.json');
  if (!installed || !existsSync(pinnedNode)) return 'not installed yet';

  for (const [place, entry] of Object.entries(wanted.packages)) {
    if (!place.includes('node_modules')) {
      const manifest = readJson(place ? `${place}/package.json` : 'package.json');
      if (!manifest || !sameDependencies(entry, manifest))
        return `${place || 'the root'} changed its dependencies`;
      continue;
    }
    const present = installed.packages[place];
    if (!present && entry.optional) continue; // Built for another platform.
    if (present?.version !== entry.version || present?.integrity !== entry.integrity)
      return `${place} differs from the lock`;
  }
  const extra = Object.keys(installed.packages).find((place) => !wanted.packages[place]);
  return extra && `${extra} is not in the lock`;
}

function sameDependencies(lockEntry, manifest) {
  return ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'workspaces'].every(
    (kind) => {
      const pairs = (value) => JSON.stringify(Object.entries(value ?? {}).sort());
      return pairs(lockEntry[kind]) === pairs(manifest[kind]);
    },
  );
}

function install(reason) {
  say(`Installing dependencies (${reason}); about half a minute…`);
  // The Node inside node_modules is about to be removed: npm has to run on the machine's own.
  const machinePath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((entry) => !entry.includes('node_modules'))
    .join(path.delimiter);
  const result = spawnSync('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: machinePath },
  });
  if (result.status !== 0) {
    fail(
      `setup: \`npm ci\` failed (${result.error?.message ?? result.signal ?? `exit ${result.status}`}). ` +
        'Its message stands above. Check the connection to the npm registry and that package-lock.json matches every package.json, then try again.',
    );
  }
  if (!existsSync(pinnedNode)) {
    fail(
      'setup: the package `node` brought no Node. Allow its install script (npm config get ignore-scripts), delete node_modules and try again.',
    );
  }
}

function runPinned(args) {
  const result = spawnSync(pinnedNode, args, { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Runs `work` while no other set-up works on this tree; the lock of a process that is gone is taken over. */
async function locked(work) {
  mkdirSync(path.dirname(lockFile), { recursive: true });
  for (let told = false; !claim(); ) {
    const owner = Number(readText(lockFile));
    if (owner && !alive(owner)) rmSync(lockFile, { force: true });
    else {
      if (!told) say(`Waiting for another set-up of this tree${owner ? ` (process ${owner})` : ''}…`);
      told = true;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
  process.on('exit', () => rmSync(lockFile, { force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
  work();
}

function claim() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function readText(file) {
  try {
    return readFileSync(path.resolve(root, file), 'utf8');
  } catch {
    return undefined;
  }
}

function readJson(file) {
  try {
    return JSON.parse(readText(file) ?? '');
  } catch {
    return undefined;
  }
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
