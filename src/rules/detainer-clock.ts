import { addDays } from './dates.ts';

/** Local wall time at the jail, 'YYYY-MM-DDTHH:mm'. */
type WallTime = string;

/**
 * Both 48-hour clocks, counted from the time a person would otherwise be released. `form`: 48 hours, as box 1 of Form
 * I-247A states. `regulation`: 8 CFR 287.7(d), which skips Saturdays, Sundays and federal holidays, from midnight to
 * midnight.
 */
export function detainerClocks(release: WallTime): { form: WallTime; regulation: WallTime } {
  return { form: addMinutes(release, 48 * 60), regulation: excludingDaysOff(release) };
}

function excludingDaysOff(release: WallTime): WallTime {
  let day = release.slice(0, 10);
  let minute = minutesOf(release);
  let left = 48 * 60;
  for (;;) {
    if (isNonBusinessDay(day)) {
      day = addDays(day, 1);
      minute = 0;
      continue;
    }
    const rest = 24 * 60 - minute;
    if (left < rest) return wallTime(day, minute + left);
    left -= rest;
    day = addDays(day, 1);
    minute = 0;
    // Time that runs out at midnight ends there, before any following day off.
    if (left === 0) return wallTime(day, 0);
  }
}

/** True for Saturdays, Sundays and observed federal holidays (5 USC 6103). */
export function isNonBusinessDay(day: string): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6 || federalHolidays(Number(day.slice(0, 4))).includes(day);
}

/** Federal holidays whose observed day falls in the year, in order. */
export function federalHolidays(year: number): string[] {
  return [year, year + 1]
    .flatMap((y) => [
      observed(`${y}-01-01`),
      ...(y >= 1986 ? [nthWeekday(y, 1, 1, 3)] : []),
      nthWeekday(y, 2, 1, 3),
      lastMonday(y, 5),
      ...(y >= 2021 ? [observed(`${y}-06-19`)] : []),
      observed(`${y}-07-04`),
      nthWeekday(y, 9, 1, 1),
      nthWeekday(y, 10, 1, 2),
      observed(`${y}-11-11`),
      nthWeekday(y, 11, 4, 4),
      observed(`${y}-12-25`),
    ])
    .filter((day) => day.startsWith(String(year)))
    .sort();
}

/** Where clocks are not changed (15 USC 260a); in Arizona they are on Navajo land alone. */
const CLOCKS_STAY = new Set(['HI', 'AS', 'GU', 'MP', 'PR', 'VI']);

export interface ClockChange {
  /** The Sunday on which clocks change, at 2:00. */
  day: string;
  way: 'forward' | 'back';
  /** When 48 elapsed hours end where clocks change: an hour after or before the form's wall-clock time. */
  elapsed: WallTime;
}

/**
 * The change of U.S. clocks (since 2007 on the second Sunday of March and the first of November) inside the form's 48
 * hours; undefined where there is none. The regulation's clock leaves Sundays out, so no change falls inside it.
 * A release between 1:00 and 2:00 of the Sunday in November is taken as the first of the two hours of that name.
 */
export function clockChange(release: WallTime, state: string | undefined): ClockChange | undefined {
  if (state !== undefined && CLOCKS_STAY.has(state)) return undefined;
  const { form } = detainerClocks(release);
  const year = Number(form.slice(0, 4));
  if (year < 2007) return undefined;
  const changes = [
    { day: nthWeekday(year, 3, 0, 2), way: 'forward' as const, elapsed: addMinutes(form, 60) },
    { day: nthWeekday(year, 11, 0, 1), way: 'back' as const, elapsed: addMinutes(form, -60) },
  ];
  return changes.find(({ day }) => release < `${day}T02:00` && form >= `${day}T02:00`);
}

/** A state's own clock in force on the day, in words with its source; undefined when the desk knows none. */
export function stateClock(state: string, day: string): string | undefined {
  if (state === 'NC' && day >= '2025-10-01') {
    return 'HB 318 (2025): up to 48 hours from the would-be release; ICE is told within two hours of that time';
  }
  if (state === 'NC' && day >= '2024-12-01') return 'HB 10 (2024): 48 hours from receipt of the detainer and warrant';
  if (state === 'NH' && day >= '2026-01-01') return '2025 laws: 48 hours, without weekends and holidays';
  return undefined;
}

const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
const minutesOf = (time: WallTime) => Number(time.slice(11, 13)) * 60 + Number(time.slice(14, 16));

function wallTime(day: string, minutes: number): WallTime {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function addMinutes(time: WallTime, minutes: number): WallTime {
  const total = minutesOf(time) + minutes;
  return wallTime(addDays(time.slice(0, 10), Math.floor(total / 1440)), (total + 1440) % 1440);
}

function observed(day: string): string {
  const weekday = weekdayOf(day);
  return weekday === 6 ? addDays(day, -1) : weekday === 0 ? addDays(day, 1) : day;
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): string {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1));
}

function lastMonday(year: number, month: number): string {
  const next = `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return addDays(next, -((weekdayOf(next) + 6) % 7 || 7));
}
