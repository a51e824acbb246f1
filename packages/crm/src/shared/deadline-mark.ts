import type { Deadline, Holiday } from '@fale-conosco/contract';
import { type BusinessCalendar, countBusinessDays, isWeekend, shiftDay } from '@fale-conosco/domain';
import type { Formats } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { CrmMessages } from '../messages/index.ts';
import { iconClock } from './icons.ts';

/** What the text of a deadline depends on. */
export interface DeadlineContext {
  texts: CrmMessages;
  formats: Formats;
  now: Date;
  /** Of the years in question; undefined while they are not known. */
  holidays: readonly Holiday[] | undefined;
}

/** The business days as the server counts them; its holidays include the national ones. */
const calendarOf = (holidays: readonly Holiday[]): BusinessCalendar => {
  const free = new Set(holidays.map(({ date }) => date));
  return { isBusinessDay: (day) => !isWeekend(day) && !free.has(day) };
};

/** The state of a deadline as text. */
export const deadlineWords = (
  { state, dueAt }: Deadline,
  { texts, formats, now, holidays }: DeadlineContext,
): string | undefined => {
  const words = texts.inbox.due;
  if (state === 'paused') return words.paused;
  if (state === 'met') return words.met;
  if (state === 'missed') return words.missed;
  if (dueAt === null) return undefined;
  const [day, today] = [formats.dayKey(dueAt), formats.dayKey(now)];
  if (state === 'overdue') {
    const days = holidays ? countBusinessDays(calendarOf(holidays), day, today) : 0;
    return days > 0 ? words.overdueDays(days) : words.overdueSince(formats.date(dueAt));
  }
  if (day === today) return words.today;
  if (day === shiftDay(today, 1)) return words.tomorrow;
  return words.on(formats.date(dueAt));
};

/** A deadline as text with its icon and colour, and the date where the text does not contain it. */
export const deadlineMark = (deadline: Deadline | null, context: DeadlineContext): TemplateResult => {
  const { texts, formats } = context;
  if (!deadline)
    return html`<span class="muted" title=${texts.inbox.due.none}>—<span class="visually-hidden">${texts.inbox.due.none}</span></span>`;
  const { state, dueAt } = deadline;
  const words = deadlineWords(deadline, context) ?? '';
  const date = dueAt && !words.includes(formats.date(dueAt)) ? formats.date(dueAt) : undefined;
  return html`<span class="deadline" data-state=${state} title=${ifDefined(state === 'paused' ? texts.inbox.due.pausedHint : undefined)}
    >${state === 'overdue' || state === 'due_soon' ? iconClock() : nothing}<span
      ><span class="deadline-words">${words}</span>${date ? html`<span class="deadline-date">${date}</span>` : nothing}</span
    ></span
  >`;
};
