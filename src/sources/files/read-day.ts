import { isDay, MONTHS } from '../../rules/dates.ts';
import { serialDate } from './serial-date.ts';

/** ICE's files hold the years 0002 and 0019: nothing that they record is older than a person. */
const EARLIEST = '1900-01-01';
/** A time of day behind a date, as Excel and databases write it. */
const TIME = /(?:T|,? )\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)? ?(?:[ap]\.?m\.?)? ?(?:Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * A day as files of U.S. publishers write it, with or without a time of day -> ISO day; null for anything else:
 * 2025-03-04, 2025/03/04, 20250304, 3/4/2025 and 3/4/25 (month first), 04-Mar-25, Mar 4, 2025, or Excel's day number.
 */
export function readDay(text: string): string | null {
  const date = text.replace(TIME, '').trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(date) ?? /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(date);
  if (iso) return dayOf(iso[1], iso[2], iso[3]);
  const us = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(date);
  if (us) return dayOf(yearOf(us[3]), us[1], us[2]);
  const named = /^(\d{1,2})[- ]([a-z]{3,9})[- ,]+(\d{4}|\d{2})$/i.exec(date);
  if (named) return dayOf(yearOf(named[3]), monthOf(named[2]), named[1]);
  const american = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i.exec(date);
  if (american) return dayOf(american[3], monthOf(american[1]), american[2]);
  if (!/^\d{5}(?:\.\d+)?$/.test(date)) return null;
  const day = serialDate(Number(date))?.slice(0, 10);
  return day !== undefined && isDay(day) ? day : null;
}

function dayOf(year = '', month = '', day = ''): string | null {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) && iso >= EARLIEST ? iso : null;
}

/** Two digits as Excel reads them: 00 to 29 are of this century. */
const yearOf = (year = ''): string => (year.length === 4 ? year : `${Number(year) < 30 ? '20' : '19'}${year}`);

/** '0' for what is no month: three letters, or the whole name. */
const monthOf = (name = ''): string =>
  String(MONTHS.findIndex((month) => month.startsWith(name.toLowerCase()) && name.length >= 3) + 1);
