/**
 * Dates keep their precision: '2020', '2020-08' or '2020-08-31'. Ranges are two days. Fiscal quarters are not dates.
 * Everything here is pure: the caller passes `today` as an ISO day.
 */

/** In order, in small letters. */
export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const DAY_MS = 86_400_000;

/** -1, 0 or 1, compared at the shorter of the two precisions (policy-coding rule 9). */
export function compareDates(a: string, b: string): -1 | 0 | 1 {
  const length = Math.min(a.length, b.length);
  const [x, y] = [a.slice(0, length), b.slice(0, length)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/**
 * '2020-08' -> 'August 2020', '2020-08-03' -> 'Aug 3, 2020', '2018-01..2018-03' -> 'January 2018 to March 2018'; other
 * text is returned unchanged.
 */
export function formatDate(date: string): string {
  const range = date.split('..');
  if (range.length === 2 && range[0] && range[1]) return `${formatDate(range[0])} to ${formatDate(range[1])}`;
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (!parts) return date;
  const month = MONTHS[Number(parts[2]) - 1];
  if (!parts[2] || !month) return parts[1] ?? date;
  const name = month[0]?.toUpperCase() + month.slice(1);
  return parts[3] ? `${name.slice(0, 3)} ${Number(parts[3])}, ${parts[1]}` : `${name} ${parts[1]}`;
}

/** Days inside a coder's phrase, as Americans write them: 'signed 17 Feb 2025' -> 'signed Feb 17, 2025'. */
export const americanDays = (text: string): string =>
  text
    .replace(/\b(\d{1,2}) ((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*) (\d{4})\b/g, '$2 $1, $3')
    .replace(
      /\b(\d{1,2}) (Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b/g,
      '$2 $1',
    );

/**
 * Days and months inside a phrase that a coder wrote as ISO, as readers write them: 'charged 2019-11-05' -> 'charged Nov 5,
 * 2019', 'week 2017-01-28..02-03' -> 'week Jan 28, 2017 to Feb 3, 2017'.
 */
export const spelledDates = (text: string): string =>
  text
    .replace(/\b(\d{4})(-\d{2}-\d{2})\.\.(\d{2}-\d{2})\b/g, '$1$2..$1-$3')
    .replace(/\b\d{4}-\d{2}(?:-\d{2})?\.\.\d{4}-\d{2}(?:-\d{2})?\b/g, formatDate)
    .replace(/\b(?:19|20)\d{2}-(?:0[1-9]|1[0-2])(?:-\d{2})?\b(?!-)/g, formatDate);

/** The first and last day that a partial date or a range may mean; undefined for anything else. */
export function spanOf(date: string): { from: string; to: string } | undefined {
  const range = date.split('..');
  if (range.length === 2) {
    const [first, last] = [spanOf(range[0] ?? ''), spanOf(range[1] ?? '')];
    return first && last && first.from <= last.to ? { from: first.from, to: last.to } : undefined;
  }
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (!parts) return undefined;
  const [, year = '', month, day] = parts;
  if (Number(year) < 1900 || Number(year) > 2199) return undefined;
  if (day) return isDay(date) ? { from: date, to: date } : undefined;
  if (month) {
    if (Number(month) < 1 || Number(month) > 12) return undefined;
    return { from: `${year}-${month}-01`, to: lastDayOfMonth(Number(year), Number(month)) };
  }
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** True for a real calendar day YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** Adds days to YYYY-MM-DD. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The same day of another month, or that month's last day if it is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
  const last = Number(lastDayOfMonth(y, m).slice(8));
  return `${y}-${String(m).padStart(2, '0')}-${String(Math.min(date, last)).padStart(2, '0')}`;
}

/** Whole months from a date to a day. A partial date counts from its last possible day. */
export function monthsSince(date: string, today: string): number {
  const last = spanOf(date)?.to ?? today;
  const [y1 = 0, m1 = 0, d1 = 0] = last.split('-').map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = today.split('-').map(Number);
  return (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0);
}

/**
 * Parses a period as people type it, always in the past: ISO, 'March 2020', 'Mar 3 2020', '3 March 2020', '3/5/2020',
 * 'FY2023', 'Q2 2025', 'FY2024 Q1', '30d', 'last 3 months', 'last month', 'yesterday', 'march', '2020..2021'. Federal
 * fiscal years run from October to September. Returns undefined for anything else.
 */
export function parsePeriod(text: string, today: string): { from: string; to: string } | undefined {
  const words = text
    .toLowerCase()
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/[,]/g, ' ')
    .replace(/\b(since|from|until|till|to|on|in|of|the)\s+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (words === '') return undefined;
  return (
    spanOf(words.replace(/^(\d{4})-(\d)(?=-|$)/, '$1-0$2').replace(/-(\d)$/, '-0$1')) ??
    slashed(words) ??
    fiscalYear(words) ??
    quarter(words) ??
    relative(words, today) ??
    namedMonth(words, today)
  );
}

function slashed(words: string) {
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(words);
  return parts ? spanOf(`${parts[3]}-${pad(parts[1])}-${pad(parts[2])}`) : undefined;
}

function fiscalYear(words: string) {
  const parts = /^(?:fy|fiscal year) ?'?(\d{4}|\d{2})(?: ?q([1-4]))?$/.exec(words);
  if (!parts) return undefined;
  const year = fullYear(parts[1] ?? '');
  if (!spanOf(String(year - 1)) || !spanOf(String(year))) return undefined;
  if (!parts[2]) return within({ from: `${year - 1}-10-01`, to: `${year}-09-30` });
  const first = addMonths(`${year - 1}-10-01`, (Number(parts[2]) - 1) * 3);
  return within({ from: first, to: addDays(addMonths(first, 3), -1) });
}

function quarter(words: string) {
  const parts = /^q([1-4]) ?(\d{4})$/.exec(words) ?? /^(\d{4})[ -]?q([1-4])$/.exec(words);
  if (!parts) return undefined;
  const [q, year] = (parts[1] ?? '').length === 1 ? [parts[1], parts[2]] : [parts[2], parts[1]];
  if (!spanOf(year ?? '')) return undefined;
  const first = addMonths(`${year}-01-01`, (Number(q) - 1) * 3);
  return within({ from: first, to: addDays(addMonths(first, 3), -1) });
}

function relative(words: string, today: string) {
  if (words === 'today' || words === 'now') return { from: today, to: today };
  if (words === 'yesterday') return { from: addDays(today, -1), to: addDays(today, -1) };
  const bare = /^(?:last|past|previous) (day|week|month|quarter|year|fiscal year)$/.exec(words);
  if (bare) return lastCalendar(bare[1] ?? '', today);
  const current = /^this (week|month|year|fiscal year)$/.exec(words);
  if (current) return thisCalendar(current[1] ?? '', today);
  const parts = /^(?:(?:last|past) )?(\d{1,4}) ?(d|days?|w|wks?|weeks?|m|mos?|months?|y|yrs?|years?)(?: ago)?$/.exec(
    words,
  );
  if (!parts) return undefined;
  const [count, unit] = [Number(parts[1]), (parts[2] ?? '')[0]];
  if (count === 0 || count > 1200) return undefined;
  const from =
    unit === 'd'
      ? addDays(today, -count)
      : unit === 'w'
        ? addDays(today, -7 * count)
        : addMonths(today, unit === 'm' ? -count : -12 * count);
  return within({ from, to: words.endsWith('ago') ? from : today });
}

function lastCalendar(unit: string, today: string) {
  const month = `${today.slice(0, 7)}-01`;
  if (unit === 'day') return { from: addDays(today, -1), to: addDays(today, -1) };
  if (unit === 'week') return { from: addDays(today, -7), to: today };
  if (unit === 'month') return { from: addMonths(month, -1), to: addDays(month, -1) };
  if (unit === 'quarter') {
    const start = addMonths(month, -((Number(today.slice(5, 7)) - 1) % 3));
    return { from: addMonths(start, -3), to: addDays(start, -1) };
  }
  if (unit === 'fiscal year') return fiscalYear(`fy${fiscalYearOf(today) - 1}`);
  const year = Number(today.slice(0, 4)) - 1;
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

function thisCalendar(unit: string, today: string) {
  if (unit === 'week') {
    const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7; // Monday first
    return { from: addDays(today, -weekday), to: today };
  }
  if (unit === 'month') return { from: `${today.slice(0, 7)}-01`, to: today };
  if (unit === 'fiscal year') return { from: `${fiscalYearOf(today) - 1}-10-01`, to: today };
  return { from: `${today.slice(0, 4)}-01-01`, to: today };
}

function namedMonth(words: string, today: string) {
  const parts =
    /^([a-z]+)\.? (\d{4})$/.exec(words) ??
    /^([a-z]+)\.?()$/.exec(words) ??
    /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(words);
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)\.?(?: (\d{4}))?$/.exec(words);
  const named = dayFirst?.[2] ?? parts?.[1];
  const month = monthNumber(named ?? '');
  if (!month) return undefined;
  const dayText = dayFirst?.[1] ?? (parts?.[2] && parts[2].length <= 2 ? parts[2] : undefined);
  const yearText = dayFirst ? dayFirst[3] : dayText ? parts?.[3] : parts?.[2];
  const tail = `${pad(String(month))}${dayText ? `-${pad(dayText)}` : ''}`;
  if (yearText) return spanOf(`${yearText}-${tail}`);
  const year = Number(today.slice(0, 4));
  // Without a year, take the latest one that has begun: the past, never the future.
  return compareDates(`${year}-${tail}`, today) > 0 ? spanOf(`${year - 1}-${tail}`) : spanOf(`${year}-${tail}`);
}

function monthNumber(name: string): number | undefined {
  if (name.length < 3) return undefined;
  const at = MONTHS.findIndex(
    (month) => month === name || month.slice(0, 3) === name || (name === 'sept' && month === 'september'),
  );
  return at < 0 ? undefined : at + 1;
}

const pad = (text: string | undefined) => (text ?? '').padStart(2, '0');
const fullYear = (text: string) => (text.length === 2 ? 2000 + Number(text) : Number(text));
const fiscalYearOf = (day: string) => Number(day.slice(0, 4)) + (day.slice(5, 7) >= '10' ? 1 : 0);
const lastDayOfMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
/** The span, where both of its days are real ones of the years that the desk reads. */
const within = (span: { from: string; to: string }) => (spanOf(span.from) && spanOf(span.to) ? span : undefined);
