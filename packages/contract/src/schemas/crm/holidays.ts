import * as z from 'zod/mini';
import { id, intBetween, localDate, openEnum, plainText } from '../primitives.ts';

/** A day on which no deadline counts. */
export const holidaySchema = z.object({
  /** Null for a national one: those are known, not registered. */
  id: z.nullable(id),
  /** In the year asked for. */
  date: localDate,
  name: z.string(),
  scope: openEnum(['national', 'local']),
  /** It comes back every year on the same day and month. */
  everyYear: z.boolean(),
});
export type Holiday = z.infer<typeof holidaySchema>;

/** The holidays of a year, in order. */
export const holidayListSchema = z.object({ items: z.array(holidaySchema) });
export type HolidayList = z.infer<typeof holidayListSchema>;

/** Which year; absent: the present one. */
export const holidayListQuerySchema = z.strictObject({ year: z.optional(intBetween(2000, 2100)) });
export type HolidayListQuery = z.infer<typeof holidayListQuerySchema>;

/** A local holiday to register. Deadlines of open protocols move with it. */
export const newHolidaySchema = z.strictObject({
  date: localDate,
  name: plainText(120),
  everyYear: z.boolean(),
});
export type NewHoliday = z.infer<typeof newHolidaySchema>;
