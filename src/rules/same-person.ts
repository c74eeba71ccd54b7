import { releaseSpans } from './release-dates.ts';

/** What a published case says of a person; '' where it says nothing. */
export interface Described {
  case_id: string;
  row_kind: string;
  address: string;
  state: string;
  citizenship: string;
  age: string;
  sex: string;
  release_date: string;
  detainer_date: string;
}

/**
 * True for two cases of different publications that may be one person: of one citizenship, in one state, their ages at
 * most a year apart, with a day or month of release or of the detainer in common. Never more than a hint.
 */
export function mayBeSamePerson(one: Described, other: Described): boolean {
  if (one.case_id === other.case_id || one.address === other.address) return false;
  if (one.row_kind === 'aggregate' || other.row_kind === 'aggregate') return false;
  if (one.citizenship === '' || one.citizenship !== other.citizenship || one.state === '' || one.state !== other.state)
    return false;
  if (one.sex !== '' && other.sex !== '' && one.sex !== other.sex) return false;
  if (one.age === '' || other.age === '' || Math.abs(Number(one.age) - Number(other.age)) > 1) return false;
  return touches(one.release_date, other.release_date) || touches(one.detainer_date, other.detainer_date);
}

const touches = (one: string, other: string): boolean =>
  releaseSpans(one).some((a) => releaseSpans(other).some((b) => a.from <= b.to && b.from <= a.to));
