import { addDays, addMonths } from '../../rules/dates.ts';
import type { Precision } from '../found.ts';
import { FORMS, startOf } from './date-forms.ts';
import type { SaidDate, Then } from './said-date.ts';

/** The dates of a sentence in their order. Years that are not said count back from `published` (ISO, at any precision). */
export function findDates(text: string, published: string): SaidDate[] {
  const found: SaidDate[] = [];
  for (const [form, read] of FORMS)
    for (const match of text.matchAll(form)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && end > other.start)) continue;
      if (/\b(?:D\.?O\.?B\.?|born(?: on)?|birth)\W{0,3}$/i.test(text.slice(Math.max(0, start - 14), start))) continue;
      const date = read(
        match.slice(1).map((part) => part ?? ''),
        published,
        match[0],
      );
      if (date) found.push({ start, end, ...date });
    }
  const inOrder = found.sort((a, b) => a.start - b.start);
  return inOrder.map((date, at) => carryYear(text, inOrder[at - 1], date, startOf(published)));
}

/** 'arrested Nov. 3, 2021, and released Nov. 8': a year said before in the same sentence holds for the next day. */
function carryYear(text: string, before: SaidDate | undefined, date: SaidDate, published: string): SaidDate {
  if (before?.sure !== 'said' || date.sure === 'said' || date.then || !/^\d{4}/.test(before.value)) return date;
  if (/\d{4}/.test(text.slice(date.start, date.end)) || !/^\d{4}-\d{2}/.test(date.value)) return date;
  if (!/^\d{4}-\d{2}/.test(before.value)) return date;
  const value = `${before.value.slice(0, 4)}${date.value.slice(4)}`;
  if (value < before.value.slice(0, value.length) || value > published || value === date.value) return date;
  if (date.precision === 'range') return date;
  return { ...date, value, why: 'the year is that of the date before it in the sentence' };
}

/** A date that counts from another, worked out. Undefined without a day to count from. */
export function countFrom(then: Then, base: string | undefined): Pick<SaidDate, 'value' | 'precision'> | undefined {
  if (base === undefined || base.includes('..')) return undefined;
  if (then.steps === 0 && then.unit === 'day' && then.about && !/^\d{4}-\d{2}-\d{2}$/.test(base)) return undefined;
  if (then.steps === 0) return then.unit === 'month' ? monthOf(base) : { value: base, precision: precisionOf(base) };
  if (base.length === 10 && then.unit === 'day') {
    const value = addDays(base, then.steps);
    return then.about ? monthOf(value) : { value, precision: 'day' };
  }
  if (base.length === 10 && then.unit === 'week')
    return then.about
      ? monthOf(addDays(base, 7 * then.steps))
      : { value: addDays(base, 7 * then.steps), precision: 'day' };
  if (base.length < 7) return undefined;
  const months = then.unit === 'year' ? 12 * then.steps : then.unit === 'month' ? then.steps : 0;
  if (months === 0) return undefined;
  return monthOf(addMonths(`${base.slice(0, 7)}-${base.slice(8) || '01'}`, months));
}

const monthOf = (day: string): Pick<SaidDate, 'value' | 'precision'> | undefined =>
  day.length >= 7 ? { value: day.slice(0, 7), precision: 'month' } : undefined;
const precisionOf = (value: string): Precision => (value.length === 10 ? 'day' : value.length === 7 ? 'month' : 'year');
