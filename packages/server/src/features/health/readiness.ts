import { sql } from 'kysely';
import type { Services } from '../../http/services.ts';

const CHECK_TIMEOUT_MS = 2000;

const withTimeout = async (check: Promise<unknown>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([check.then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
};

/** Which of the parts that a server stands on respond within 2 s. */
export const checkParts = async ({ db, storage }: Pick<Services, 'db' | 'storage'>) => {
  const [database, files] = await Promise.all([
    withTimeout(sql`select 1`.execute(db)),
    withTimeout(storage.check()),
  ]);
  return { database, storage: files };
};
