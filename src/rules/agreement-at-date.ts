import { compareDates } from './dates.ts';

interface Listed {
  stage: 'participating' | 'pending';
  signed_on: string | null;
  listed_on: string;
  left_on: string | null;
}

/**
 * True when an agreement was active on a date, according to the sheets: listed as participating, signed (or, without a
 * signing date, first listed) by then, and not yet missing from a later sheet. Pending is never active. Dates compare
 * at the shorter precision.
 */
export const activeOn = (row: Listed, date: string): boolean =>
  row.stage === 'participating' &&
  compareDates(row.signed_on ?? row.listed_on, date) <= 0 &&
  (row.left_on === null || compareDates(date, row.left_on) < 0);
