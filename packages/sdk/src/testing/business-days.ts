import { type Deadline, type Holiday, isClosedStatus, OPERATOR_TIME_ZONE } from '@fale-conosco/contract';

const DAY_MS = 86_400_000;

const NATIONAL: readonly (readonly [monthDay: string, name: string])[] = [
  ['01-01', 'Confraternização Universal'],
  ['04-21', 'Tiradentes'],
  ['05-01', 'Dia do Trabalho'],
  ['09-07', 'Independência do Brasil'],
  ['10-12', 'Nossa Senhora Aparecida'],
  ['11-02', 'Finados'],
  ['11-15', 'Proclamação da República'],
  ['11-20', 'Dia da Consciência Negra'],
  ['12-25', 'Natal'],
];

/** The day of an instant in the operator's time zone. */
export const localDate = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: OPERATOR_TIME_ZONE }).format(new Date(instant));

const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The last instant of a day; São Paulo has had no summer time since 2019. */
export const endOfDay = (day: string): string => new Date(`${day}T23:59:59.999-03:00`).toISOString();

/** Easter Sunday by the rule of Gauss in the form of Meeus, Jones and Butcher. */
const easter = (year: number): string => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return `${year}-${String(Math.floor(f / 31)).padStart(2, '0')}-${String((f % 31) + 1).padStart(2, '0')}`;
};

/** All holidays of a year, in order: the national ones and those of the register. */
export const holidaysOf = (year: number, local: readonly Holiday[]): Holiday[] => {
  const national = (date: string, name: string, everyYear: boolean): Holiday => ({
    id: null,
    date,
    name,
    scope: 'national',
    everyYear,
  });
  return [
    ...NATIONAL.map(([monthDay, name]) => national(`${year}-${monthDay}`, name, true)),
    national(shift(easter(year), -2), 'Sexta-feira Santa', false),
    ...local.flatMap((holiday) => {
      const date = holiday.everyYear ? `${year}${holiday.date.slice(4)}` : holiday.date;
      return date.startsWith(String(year)) && date >= holiday.date ? [{ ...holiday, date }] : [];
    }),
  ].sort((a, b) => a.date.localeCompare(b.date));
};

const isBusinessDay = (day: string, local: readonly Holiday[]): boolean =>
  new Date(`${day}T00:00:00Z`).getUTCDay() % 6 !== 0 &&
  !holidaysOf(Number(day.slice(0, 4)), local).some(({ date }) => date === day);

/** The nth business day after a day. */
export const addBusinessDays = (after: string, count: number, local: readonly Holiday[]): string => {
  let day = after;
  for (let left = count; left > 0; ) {
    day = shift(day, 1);
    if (isBusinessDay(day, local)) left -= 1;
  }
  return day;
};

/** How many business days come after a day, up to and with another. */
export const countBusinessDays = (after: string, upTo: string, local: readonly Holiday[]): number => {
  let count = 0;
  for (let day = shift(after, 1); day <= upTo; day = shift(day, 1)) {
    if (isBusinessDay(day, local)) count += 1;
  }
  return count;
};

/** Where the deadline of a protocol stands. */
export const deadlineAt = (
  now: string,
  clock: { status: string; registeredAt: string; closedAt: string | null; pausedDays: number },
  businessDays: number | null,
  local: readonly Holiday[],
): Deadline | null => {
  if (businessDays === null) return null;
  const last = addBusinessDays(localDate(clock.registeredAt), businessDays + clock.pausedDays, local);
  const dueAt = endOfDay(last);
  if (isClosedStatus(clock.status)) {
    return { businessDays, dueAt, state: (clock.closedAt ?? now) <= dueAt ? 'met' : 'missed' };
  }
  if (clock.status === 'awaiting_provider') return { businessDays, dueAt: null, state: 'paused' };
  const soon = last <= addBusinessDays(localDate(now), 1, local);
  return { businessDays, dueAt, state: now > dueAt ? 'overdue' : soon ? 'due_soon' : 'running' };
};
