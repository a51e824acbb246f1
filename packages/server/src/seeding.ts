/**
 * Filling a database directly, without requests: what a program needs to write rows as the server would have written them
 * (the demo catalogue, a migration from another system). Everything else goes through the HTTP contract.
 */
export { LOCKS } from './database/locks.ts';
export { inTransaction } from './database/transaction.ts';
export { clockColumns } from './features/deadlines/columns.ts';
export { readCalendar, recomputeOpenDeadlines } from './features/deadlines/repository.ts';
export type { FileStorage } from './storage/file-storage.ts';
export { openStorage } from './storage/open-storage.ts';
export { newStorageKey } from './storage/storage-key.ts';
