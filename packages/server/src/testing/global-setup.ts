import { startTestCluster, type TestCluster } from './cluster.ts';

let cluster: TestCluster | undefined;

/**
 * Gives all test files of a run one PostgreSQL, through the environment variable `TEST_DATABASE_URL`; a server named there
 * already is used as it is. For `node --test --test-global-setup=<this file>`.
 */
export async function globalSetup(): Promise<void> {
  if (process.env.TEST_DATABASE_URL) return;
  cluster = await startTestCluster();
  process.env.TEST_DATABASE_URL = cluster.url;
}

/** Stops the PostgreSQL of the run, if `globalSetup` started one. */
export async function globalTeardown(): Promise<void> {
  await cluster?.close();
}
