import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Account, postgresEnvironment } from './embedded-postgres-account.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { type Binaries, clusterOf, prepareNewCluster, unreachable } from './embedded-postgres-place.ts';

/** The role that owns an embedded database. */
export const superuser = 'fale_conosco';

/** The file that keeps the superuser's password, readable by the owner of the place only. */
export function passwordFile(place: string): string {
  return path.join(place, 'password');
}

/**
 * Makes an empty cluster in a place, with a random password. It is made beside its final name and renamed, so that an
 * interrupted start leaves no half-made database.
 *
 * @throws EmbeddedPostgresError `init` with what PostgreSQL says, or `unreachable`.
 */
export async function initialise(
  place: string,
  account: Account | undefined,
  binaries: Binaries,
  durable: boolean,
) {
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile(place), `${password}\n`, { mode: 0o600 });
  // initdb reads the password as the unprivileged user, who must not be able to read ours: it gets a copy of its own.
  const handover = path.join(place, 'password.initdb');
  await rm(handover, { force: true });
  await writeFile(handover, `${password}\n`, { mode: 0o600 });
  try {
    if (account !== undefined) await chown(handover, account.uid, account.gid);
    let result = '';
    // LC_CTYPE decides how full-text search cuts text into words: under plain C, quotes and dashes outside ASCII stick to
    // the Portuguese words beside them. Sorting and letter case come from PostgreSQL itself, the same on every machine.
    for (const ctype of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
      if (!(await prepareNewCluster(place, account))) throw unreachable(place, account);
      const args = [
        ...[
          '-D',
          path.join(place, 'cluster.new'),
          '-U',
          superuser,
          `--pwfile=${handover}`,
          '--auth=scram-sha-256',
        ],
        ...[
          '--encoding=UTF8',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          '--locale=C',
          `--lc-ctype=${ctype}`,
        ],
        ...(durable ? [] : ['--no-sync']),
      ];
      const { code, output } = await runToEnd(
        path.join(binaries.folder, 'bin', 'initdb'),
        args,
        place,
        account,
      );
      if (code === 0) {
        await rename(path.join(place, 'cluster.new'), clusterOf(place));
        return;
      }
      result = output;
      if (!output.includes('invalid locale name')) break;
    }
    throw new EmbeddedPostgresError(
      'init',
      `Making the database in ${place} failed. Check free disk space and rights there. initdb says:\n${result.trim()}`,
    );
  } finally {
    await rm(handover, { force: true });
    await rm(path.join(place, 'cluster.new'), { recursive: true, force: true });
  }
}

async function runToEnd(file: string, args: string[], cwd: string, account: Account | undefined) {
  const child = spawn(file, args, {
    ...account,
    cwd,
    env: postgresEnvironment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(null);
    });
    child.once('close', resolve);
  });
  return { code, output };
}
