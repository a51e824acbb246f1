/**
 * Ids of the advisory locks of this server. PostgreSQL keeps all of a database's in one space of 64-bit numbers
 * (https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADVISORY-LOCKS), so each purpose has its own.
 */
export const LOCKS = {
  /** One instance at a time runs the maintenance. */
  maintenance: 7_266_001,
  /** Writers of the settings wait for each other. */
  settings: 7_266_003,
  /** Shared by those who compute with the business calendar, exclusive for those who change it. */
  calendar: 7_266_004,
  /** One process at a time fills an empty database. */
  seeding: 7_266_005,
} as const;

/**
 * Seeds of `hashtextextended`, for locks on one thing by its name. Different seeds keep the same name of two purposes apart.
 */
export const LOCK_HASH_SEEDS = {
  /** One request at a time with an idempotency key. */
  idempotencyKey: 0,
  /** One request at a time writes to an upload. */
  upload: 7_266_002,
  /** One record at a time of what a person reads. */
  visit: 7_266_006,
  /** New uploads of an organisation, or of one of the operator's people, are counted one at a time. */
  waitingUploads: 7_266_008,
} as const;
