import { type Kysely, sql } from 'kysely';

/** Of a receiver of webhooks no more is kept than the class of its status, or that it gave none. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`update deliveries set last_error = case
      when last_error = 'HTTP 410' then 'gone'
      when last_error ~ '^HTTP [1-5][0-9]{2}$' then left(last_error, 6) || 'xx'
      when last_error in ('interrupted', 'webhook is inactive', 'address is not accepted') then last_error
      else 'no response' end
    where kind = 'webhook' and last_error is not null`.execute(db);
};
