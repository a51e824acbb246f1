import { type Kysely, sql } from 'kysely';
import { ConfigError } from '../config/config-error.ts';

/** The oldest PostgreSQL that the suites run on. */
const MIN_MAJOR_VERSION = 15;

/**
 * Makes sure that a database of the installation's own can be used, before anything is written to it. Its locale does not
 * matter: search makes its words itself, without accents and case.
 *
 * @throws {ConfigError} for a PostgreSQL that is too old, or an encoding that cannot hold every character
 */
export const checkDatabase = async <Schema>(db: Kysely<Schema>): Promise<void> => {
  const { rows } = await sql<{ encoding: string; version: number }>`select
    current_setting('server_encoding') as encoding, current_setting('server_version_num')::int as version`.execute(
    db,
  );
  const { encoding = '', version = 0 } = rows[0] ?? {};
  const major = Math.floor(version / 10_000);
  const problems = [
    ...(major < MIN_MAJOR_VERSION
      ? [`DATABASE_URL: expected PostgreSQL ${MIN_MAJOR_VERSION} or newer, this is ${major}`]
      : []),
    ...(encoding === 'UTF8'
      ? []
      : [
          `DATABASE_URL: expected a database with encoding UTF8, this one has ${encoding}; make it with encoding 'UTF8'`,
        ]),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
};
