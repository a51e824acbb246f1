/** Whether a text can be compared with a `uuid` column; anything else is an error of PostgreSQL, not an absent row. */
export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
