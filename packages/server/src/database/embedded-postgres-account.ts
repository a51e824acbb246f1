import { execFile, spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

const run = promisify(execFile);

/** The user that PostgreSQL runs as when we are root; `undefined` elsewhere in this module means "the current user". */
export interface Account {
  uid: number;
  gid: number;
}

/** The environment of PostgreSQL's programs: nothing of ours (PGPORT, LD_LIBRARY_PATH, …) may change what they do. */
export const postgresEnvironment: Readonly<Record<string, string>> = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/**
 * Decides who runs PostgreSQL, which refuses to run as root: the current user; or, when we are root, the owner of the
 * existing cluster, the system's `postgres` user, or a system user made for it.
 *
 * @param clusterDir the folder of an existing cluster, if there is one.
 * @throws EmbeddedPostgresError `account` or `data` when no suitable account exists.
 */
export async function resolveAccount(clusterDir: string | undefined): Promise<Account | undefined> {
  const owner = clusterDir === undefined ? undefined : await stat(clusterDir);
  const currentUid = process.getuid?.();
  if (currentUid !== 0) {
    if (owner !== undefined && owner.uid !== currentUid) {
      throw new EmbeddedPostgresError(
        'data',
        `The database in ${clusterDir} belongs to another user (uid ${owner.uid}). Run as that user or as root, or give the ` +
          'folder to the current user with chown -R.',
      );
    }
    return undefined;
  }
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (
    (await findAccount('postgres')) ?? (await findAccount('fale-conosco')) ?? createAccount('fale-conosco')
  );
}

/** Whether the account can really run a program, found by running it: path permissions, mount options and libraries. */
export function canRun(account: Account | undefined, file: string, args: readonly string[]): boolean {
  return (
    spawnSync(file, args, { ...account, cwd: '/', env: postgresEnvironment, stdio: 'ignore' }).status === 0
  );
}

/** Whether the account can really write into a folder, found by asking as that account. */
export function canWrite(account: Account | undefined, folder: string): boolean {
  return canRun(account, 'test', ['-w', folder, '-a', '-x', folder]);
}

async function findAccount(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function createAccount(name: string): Promise<Account> {
  let cause: unknown;
  try {
    await run('useradd', [
      '--system',
      '--no-create-home',
      '--user-group',
      '--shell',
      '/usr/sbin/nologin',
      name,
    ]);
  } catch (error) {
    cause = error;
  }
  // Another process may have made it at the same time: what counts is that it exists now.
  const account = await findAccount(name);
  if (account !== undefined) return account;
  throw new EmbeddedPostgresError(
    'account',
    'PostgreSQL does not run as root, and no unprivileged user for it exists or could be made. Create one ' +
      `(useradd --system ${name}), start as an ordinary user, or set DATABASE_URL.`,
    { cause },
  );
}
