import { addDays, formatDate } from './dates.ts';

/** When a channel wants its digest: a time of day in its zone, on some days of the week. */
export interface Schedule {
  /** HH:MM */
  at: string;
  zone: string;
  days: readonly Weekday[];
  /** First local date. */
  startsOn: string;
}

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Local date and time of an instant in a zone: {date: 'YYYY-MM-DD', time: 'HH:MM'}. Throws RangeError for an unknown
 * zone.
 */
export function localTime(instant: Date, zone: string): { date: string; time: string } {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute } = parts as Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>;
  return { date: `${year}-${month}-${day}`, time: `${hour}:${minute}` };
}

/** Day of the week of YYYY-MM-DD. */
const weekdayOf = (day: string): Weekday => WEEKDAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] as Weekday;

/**
 * The local date whose digest is due now. Undefined before its hour, on a day outside the schedule, or when a digest of
 * this date or a later one exists. When the clocks jump past the digest's time, it is still due that day; when an hour
 * repeats, it is due once. Late at night, the digest of the day before is due for two hours after its time.
 */
export function dueDate(schedule: Schedule, now: Date, lastDate: string | undefined): string | undefined {
  const { date, time } = localTime(now, schedule.zone);
  const isDue = (day: string) =>
    day >= schedule.startsOn && !(lastDate !== undefined && lastDate >= day) && schedule.days.includes(weekdayOf(day));
  if (time >= schedule.at) return isDue(date) ? date : undefined;
  const dayBefore = addDays(date, -1);
  const minutesSince = minutesOf(time) + 24 * 60 - minutesOf(schedule.at);
  return minutesSince <= DUE_FOR_MINUTES && isDue(dayBefore) ? dayBefore : undefined;
}

const DUE_FOR_MINUTES = 120;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The first date of a schedule made now: today if its hour is still to come, otherwise tomorrow. */
export function firstDate(at: string, zone: string, now: Date): string {
  const { date, time } = localTime(now, zone);
  return time < at ? date : addDays(date, 1);
}

/** The next local date with a digest, given the date of the last one. */
export function nextDate(schedule: Schedule, now: Date, lastDate: string | undefined): string {
  const { date } = localTime(now, schedule.zone);
  let day = [date, schedule.startsOn, lastDate ? addDays(lastDate, 1) : date].sort().at(-1) as string;
  while (!schedule.days.includes(weekdayOf(day))) day = addDays(day, 1);
  return day;
}

/** Scheduled dates after `lastDate` (or from the start) and before `date` that had no digest; at most 60. */
export function missedDates(schedule: Schedule, date: string, lastDate: string | undefined): string[] {
  const missed: string[] = [];
  const first = lastDate && lastDate >= schedule.startsOn ? addDays(lastDate, 1) : schedule.startsOn;
  for (let day = addDays(date, -1); day >= first && missed.length < 60; day = addDays(day, -1))
    if (schedule.days.includes(weekdayOf(day))) missed.unshift(day);
  return missed;
}

/** '8:00', '08:00', '8am', '8:30 pm', 'noon' -> HH:MM; undefined when it is not a time of day. */
export function parseTimeOfDay(text: string): string | undefined {
  const words = text.toLowerCase().replace(/[\s.]/g, '');
  if (words === 'noon') return '12:00';
  if (words === 'midnight') return '00:00';
  const parts = /^(\d{1,2})(?::(\d{2}))?(am|pm)?$/.exec(words) ?? /^(\d{2})(\d{2})()$/.exec(words);
  if (!parts) return undefined;
  const [, hourText = '', minute = '00', half] = parts;
  let hour = Number(hourText);
  if (half && (hour < 1 || hour > 12)) return undefined;
  if (!half && parts[2] === undefined) return undefined; // a bare number is ambiguous
  if (half) hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  if (hour > 23 || Number(minute) > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${minute}`;
}

/** 'mon-fri', 'weekdays', 'mon,wed', 'sat-mon', 'daily' -> days in week order; undefined when a word is not a day. */
export function parseDays(text: string): Weekday[] | undefined {
  const words = text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/\b(every|week|working|business) (?=days?\b)/g, '$1-')
    .replace(/ ?(?:-|–|\bto\b) ?/g, '-');
  const found = new Set<Weekday>();
  for (const word of words.split(/[,\s]+/).filter(Boolean)) {
    const days = daysOf(word);
    if (!days) return undefined;
    for (const day of days) found.add(day);
  }
  return found.size > 0 ? WEEKDAYS.filter((day) => found.has(day)) : undefined;
}

const DAY_NAME = /^(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)$/;

function daysOf(word: string): readonly Weekday[] | undefined {
  if (/^(daily|every-?day|all|everyday)$/.test(word)) return WEEKDAYS;
  if (/^(week|working|business)-?days?$/.test(word)) return WEEKDAYS.slice(0, 5);
  if (/^weekends?$/.test(word)) return WEEKDAYS.slice(5);
  const ends = word.split('-').map((name) => (DAY_NAME.test(name) ? name.slice(0, 3) : ''));
  const [first, last] = [ends[0], ends.at(-1)].map((name) => (WEEKDAYS as readonly string[]).indexOf(name ?? ''));
  if (ends.length > 2 || first === undefined || last === undefined || first < 0 || last < 0) return undefined;
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, at) => WEEKDAYS[(first + at) % 7] as Weekday);
}

/** 'every day', 'weekdays', 'Monday, Wednesday'. */
export function formatWeekdays(days: readonly Weekday[]): string {
  if (days.length === 7) return 'every day';
  const list = days.join(',');
  if (list === 'mon,tue,wed,thu,fri') return 'weekdays';
  if (list === 'sat,sun') return 'weekends';
  const names = { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' };
  return days.map((day) => names[day]).join(', ');
}

/** Formats a day: 'Thu, Jul 2, 2026'. */
export function formatDay(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).toLocaleDateString('en-US', { timeZone: 'UTC', weekday: 'short' });
  return `${weekday}, ${formatDate(day)}`;
}

/** Formats a time of day: '08:00' -> '8:00 AM'. */
export function formatHour(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return `${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** The short name of a zone, which has no summer or winter: 'America/Los_Angeles' -> 'PT', 'UTC' -> 'UTC'. */
export function formatZone(zone: string): string {
  if (zone === 'UTC' || zone === 'Etc/UTC') return 'UTC';
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'shortGeneric' }).formatToParts(0);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
