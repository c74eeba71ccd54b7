import { type AgencyTerm, type PolicySubject, reaches } from './policy-agencies.ts';
import { type Dimension, TERMS } from './policy-record.ts';

interface Part {
  state: string;
  /** How the instrument's name begins. */
  act: string;
  dimension: Dimension;
  agencies: AgencyTerm;
}

/**
 * Duties in acts that bind fewer agencies than the act as a whole. The record names one set of agencies for an act and says
 * this only in the terms.
 */
const PARTS: readonly Part[] = [
  // O.C.G.A. 42-4-14: the duty to seek an agreement is on the sheriff of each county.
  { state: 'GA', act: 'HB 1105', dimension: 'agreement_287g', agencies: 'sheriff' },
];

/** The row as it binds the agency asked about: a part that does not reach it says nothing to it. */
export function asItBinds<R extends { place_id?: string | null; instrument?: string }>(
  row: R,
  subject: PolicySubject,
): R {
  const out = PARTS.filter(
    ({ state, act, agencies }) =>
      row.place_id === state && row.instrument?.startsWith(act) && !reaches({ agencies }, subject),
  );
  if (out.length === 0) return row;
  const silent = out.flatMap(({ dimension }) => [
    [dimension, 'not addressed'],
    [TERMS[dimension], ''],
  ]);
  return { ...row, ...Object.fromEntries(silent) };
}
