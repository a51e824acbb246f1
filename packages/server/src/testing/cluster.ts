import { chmod, mkdtemp, readdir, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  EmbeddedPostgresError,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../database/embedded-postgres.ts';
import { ownerFileName } from '../database/embedded-postgres-lock.ts';

/** A PostgreSQL server for tests: throw-away and, unless asked to be durable, fast and unsafe against crashes. */
export interface TestCluster {
  /** The address of a database of its superuser. */
  url: string;
  /** The folder of its data. */
  dataDir: string;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

const folderPrefix = 'fale-conosco-test-';

/**
 * Starts a PostgreSQL for tests in a folder of its own under the system's temporary folder, after removing those that
 * killed runs left there.
 *
 * @param options `durable` for tests that kill it: what was committed must survive. `parent` holds the folder of its data
 */
export async function startTestCluster({ durable = false, parent = os.tmpdir() } = {}): Promise<TestCluster> {
  await removeAbandonedClusters();
  const dataDir = await mkdtemp(path.join(parent, folderPrefix));
  // As root, PostgreSQL's own user must be able to enter it.
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({
    dataDir,
    durable,
    // Test files run in parallel, each with pools of its own.
    maxConnections: 200,
    onLog: () => undefined,
  });
  return {
    url: server.url,
    dataDir: server.dataDir,
    close: async () => {
      await server.stop();
      // Another run may be removing it at this very moment, as an abandoned one.
      await removeEmbeddedPostgres(dataDir).catch(ignoreOccupied);
    },
  };
}

async function removeAbandonedClusters(): Promise<void> {
  const folders = (await readdir(os.tmpdir()))
    .filter((name) => name.startsWith(folderPrefix))
    .map((name) => path.join(os.tmpdir(), name));
  for (const folder of folders) {
    // One without this mark is being made right now by another run.
    const owned = await stat(path.join(folder, ownerFileName)).catch(() => undefined);
    if (owned !== undefined && (process.getuid === undefined || owned.uid === process.getuid())) {
      await removeEmbeddedPostgres(folder).catch(ignoreOccupied);
    }
  }
}

function ignoreOccupied(error: unknown): void {
  if (!(error instanceof EmbeddedPostgresError)) throw error;
}
