/** Programs of Debian for tests, unpacked instead of installed: no root, no services, nothing left on the machine. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, run } from './run.ts';

/** Where packages were unpacked, and how to run what is in them. */
export interface Unpacked {
  /** Stands for `/` of a machine on which they are installed. */
  root: string;
  /** What their programs need to find their libraries and modules. */
  env: Record<string, string>;
}

const simulate = (packages: readonly string[]) =>
  run('apt-get', ['install', '-s', '-qq', '--no-install-recommends', ...packages], { capture: true });

const downloads = path.join(cacheFolder, 'debian');

/** Downloads what is missing for packages. @returns its names, or what apt-get has against it */
async function download(packages: readonly string[]): Promise<string[] | { problem: string }> {
  const plan = await simulate(packages);
  if (plan.code !== 0) return { problem: plan.output.trim() };
  const names = [...plan.output.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '');
  if (names.length === 0) return names;
  mkdirSync(downloads, { recursive: true });
  // What was downloaded before and is still current is not downloaded again.
  const options = ['-o', 'APT::Sandbox::User=root'];
  const { code, output } = await run('apt-get', ['download', '-qq', ...options, ...names], {
    capture: true,
    cwd: downloads,
  });
  return code === 0 ? names : { problem: output.trim() };
}

async function unpack(packages: readonly string[], folder: string): Promise<Unpacked> {
  let names = await download(packages);
  if ('problem' in names && process.getuid?.() === 0) {
    // No lists, as on a new machine, or old ones, whose packages the mirror has not any more.
    await run('apt-get', ['update', '-qq'], { capture: true });
    names = await download(packages);
  }
  if ('problem' in names) {
    throw new Error(
      `apt-get cannot provide ${packages.join(', ')}: ${names.problem}\n` +
        'This needs Debian 12 or newer, or Ubuntu, with fresh package lists (`sudo apt-get update`).',
    );
  }
  const root = mkdtempSync(path.join(folder, 'debian-'));
  // Newer versions lie beside older ones: dpkg takes the last, which is the newest of its name.
  const wanted = new Set(names);
  for (const file of names.length > 0 ? readdirSync(downloads).sort() : []) {
    if (!wanted.has(file.split('_')[0] ?? '')) continue;
    const { code, output } = await run('dpkg-deb', ['-x', path.join(downloads, file), root], {
      capture: true,
    });
    if (code !== 0) throw new Error(`dpkg-deb cannot unpack ${file}: ${output.trim()}`);
  }
  const libraries = ['usr/lib', 'lib']
    .map((name) => path.join(root, name))
    .filter((name) => existsSync(name))
    .flatMap((name) =>
      readdirSync(name)
        .filter((entry) => entry.includes('-linux-'))
        .map((entry) => path.join(name, entry)),
    );
  // OpenSSL looks for its modules where it was built to, and fails without them.
  const [opensslModules] = libraries
    .map((name) => path.join(name, 'ossl-modules'))
    .filter((name) => existsSync(name));
  return {
    root,
    env: {
      LD_LIBRARY_PATH: libraries.join(path.delimiter),
      ...(opensslModules && { OPENSSL_MODULES: opensslModules }),
      PYTHONPATH: path.join(root, 'usr/lib/python3/dist-packages'),
    },
  };
}

let lastTurn: Promise<unknown> = Promise.resolve();

/**
 * Downloads packages with everything they need and this machine has not, and unpacks them into a folder. Callers take turns:
 * they share apt's lists and the folder of what was downloaded.
 *
 * @throws Error where there is no apt-get, or it does not know the packages.
 */
export function unpackPackages(packages: readonly string[], folder: string): Promise<Unpacked> {
  const turn = lastTurn.then(() => unpack(packages, folder));
  lastTurn = turn.catch(() => undefined);
  return turn;
}
