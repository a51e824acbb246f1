import type { Deadline, Holiday, ProtocolStatus } from '@fale-conosco/contract';
import {
  type BusinessCalendar,
  clockDates,
  createCalendar,
  holidaysOfYear,
  type LocalHoliday,
  pausesAfter,
  toDeadline,
} from '@fale-conosco/domain';
import { isOpen } from './access.ts';
import type { StoredProtocol } from './state.ts';
import type { Store } from './store.ts';

const calendars = new WeakMap<Store, { holidays: string; calendar: BusinessCalendar }>();

/** The calendar as it reads now: national holidays and those of the settings. */
export const calendarOf = (store: Store): BusinessCalendar => {
  const local = store.settings.holidays.map(({ date, everyYear }) => ({ day: date, everyYear }));
  const holidays = JSON.stringify(local);
  const known = calendars.get(store);
  if (known?.holidays === holidays) return known.calendar;
  const calendar = createCalendar(local);
  calendars.set(store, { holidays, calendar });
  return calendar;
};

const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null;
const date = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Counts the dates of a protocol from its registration, its deadlines and its pauses. */
export const recomputeDeadline = (store: Store, protocol: StoredProtocol): void => {
  const dates = clockDates(calendarOf(store), {
    status: protocol.status,
    registeredAt: new Date(protocol.registeredAt),
    pauses: protocol.pauses.map((pause) => new Date(pause)),
    businessDays: protocol.deadlineBusinessDays,
    providerBusinessDays: protocol.providerDeadlineBusinessDays,
  });
  protocol.dueAt = iso(dates.dueAt);
  protocol.dueSoonAt = iso(dates.dueSoonAt);
  protocol.providerDueAt = iso(dates.providerDueAt);
};

/** Takes the deadlines of a classification, as they are now. */
export const takeDeadlineOf = (store: Store, protocol: StoredProtocol, classificationId: string): void => {
  const node = store.classification(classificationId);
  protocol.deadlineBusinessDays = node?.deadlineBusinessDays ?? null;
  protocol.providerDeadlineBusinessDays = node?.providerDeadlineBusinessDays ?? null;
  recomputeDeadline(store, protocol);
};

/** Stops the clock, or lets it go on, with a change of status that was just written. */
export const updateClock = (
  store: Store,
  protocol: StoredProtocol,
  status: ProtocolStatus,
  now: Date,
): void => {
  const pauses = pausesAfter(
    protocol.pauses.map((pause) => new Date(pause)),
    status,
    now,
  );
  protocol.pauses = pauses.map((pause) => pause.toISOString());
  recomputeDeadline(store, protocol);
};

/** Counts the deadlines of all open protocols again, after the calendar changed. */
export const recomputeDeadlines = (store: Store): void => {
  for (const protocol of store.protocols) if (isOpen(protocol)) recomputeDeadline(store, protocol);
};

/** `Prazo de resposta` as both sides see it now; null without one. */
export const deadlineOf = (store: Store, protocol: StoredProtocol): Deadline | null => {
  if (protocol.deadlineOverride !== undefined) return protocol.deadlineOverride;
  const { pauses } = protocol;
  const paused = pauses.length % 2 === 1 ? (pauses.at(-1) ?? null) : null;
  return toDeadline(
    {
      status: protocol.status,
      businessDays: protocol.deadlineBusinessDays,
      dueAt: date(protocol.dueAt),
      dueSoonAt: date(protocol.dueSoonAt),
      pausedAt: date(paused),
    },
    store.now,
  );
};

/** The holidays of the settings. */
export const localHolidays = ({ settings }: Store): LocalHoliday[] =>
  settings.holidays.map(({ id, date: day, name, everyYear }) => ({
    id: id ?? '',
    date: day,
    name,
    everyYear,
  }));

/** The holidays of a year in order: national ones, and those of the settings. */
export const listHolidays = (store: Store, year: number): Holiday[] =>
  holidaysOfYear(year, localHolidays(store));
