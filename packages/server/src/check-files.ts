import { parseConfig } from './config.ts';
import { createDatabase } from './database/connection.ts';
import { startEmbeddedPostgres } from './database/embedded-postgres.ts';
import type { Database } from './database/schema.ts';
import { checkFiles, type FileCheck } from './features/attachments/check-files.ts';
import { openStorage } from './storage/open-storage.ts';

/**
 * Compares every attachment of a message with its file (`node packages/server/dist/check-files.js`, with the settings of the
 * server). Changes nothing. Exit code 1 when one is missing or damaged, each named on a line; 2 when it could not be found out.
 */
const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const check = async (): Promise<FileCheck> => {
  await using cleanup = new AsyncDisposableStack();
  const config = parseConfig(process.env);
  let databaseUrl: string;
  if (config.database.kind === 'embedded') {
    const embedded = await startEmbeddedPostgres({ dataDir: config.database.dataDir, onLog: write });
    cleanup.defer(() => embedded.stop());
    databaseUrl = embedded.url;
  } else {
    databaseUrl = config.database.url;
  }
  const db = createDatabase<Database>(databaseUrl, {
    applicationName: 'fale-conosco check-files',
    maxConnections: 2,
    onError: () => undefined,
  });
  cleanup.defer(() => db.destroy());
  const storage = await openStorage(config.storage);
  cleanup.defer(() => storage.close());
  return await checkFiles(db, storage);
};

try {
  const { checked, defects } = await check();
  for (const { defect, protocolNumber, attachmentId, storageKey } of defects)
    write(`${defect}: attachment ${attachmentId} of protocol ${protocolNumber}, stored as ${storageKey}`);
  write(`${checked} files checked, ${defects.length} missing or damaged`);
  if (defects.length > 0) process.exitCode = 1;
} catch (error) {
  process.stderr.write(
    `The files were not checked: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 2;
}
