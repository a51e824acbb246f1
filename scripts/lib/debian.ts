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

/**
 * Downloads packages with everything they need and this machine has not, and unpacks them into a folder.
 *
 * @throws Error where there is no apt-get, or it does not know the packages.
 */
export async function unpackPackages(packages: readonly string[], folder: string): Promise<Unpacked> {
  let plan = await simulate(packages);
  if (plan.code !== 0 && process.getuid?.() === 0) {
    await run('apt-get', ['update', '-qq'], { capture: true });
    plan = await simulate(packages);
  }
  if (plan.code !== 0) {
    throw new Error(
      `apt-get cannot provide ${packages.join(', ')}: ${plan.output.trim()}\n` +
        'This needs Debian 12 or newer, or Ubuntu, with fresh package lists (`sudo apt-get update`).',
    );
  }
  const names = [...plan.output.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '');
  const downloads = path.join(cacheFolder, 'debian');
  mkdirSync(downloads, { recursive: true });
  const root = mkdtempSync(path.join(folder, 'debian-'));
  if (names.length > 0) {
    // What was downloaded before and is still current is not downloaded again.
    const options = ['-o', 'APT::Sandbox::User=root'];
    const download = await run('apt-get', ['download', '-qq', ...options, ...names], {
      capture: true,
      cwd: downloads,
    });
    if (download.code !== 0) throw new Error(`apt-get cannot download: ${download.output.trim()}`);
    // Newer versions lie beside older ones: dpkg takes the last, which is the newest of its name.
    const wanted = new Set(names);
    for (const file of readdirSync(downloads).sort()) {
      if (!wanted.has(file.split('_')[0] ?? '')) continue;
      const { code, output } = await run('dpkg-deb', ['-x', path.join(downloads, file), root], {
        capture: true,
      });
      if (code !== 0) throw new Error(`dpkg-deb cannot unpack ${file}: ${output.trim()}`);
    }
  }
  const libraries = ['usr/lib', 'lib']
    .map((name) => path.join(root, name))
    .filter((name) => existsSync(name))
    .flatMap((name) =>
      readdirSync(name)
        .filter((entry) => entry.includes('-linux-'))
        .map((entry) => path.join(name, entry)),
    );
  return {
    root,
    env: {
      LD_LIBRARY_PATH: libraries.join(path.delimiter),
      PYTHONPATH: path.join(root, 'usr/lib/python3/dist-packages'),
    },
  };
}
