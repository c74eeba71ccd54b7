import { compareDates } from './dates.ts';
import { isLaw, type PolicySubject, reaches } from './policy-scope.ts';

export const DIMENSIONS = [
  'hold_on_detainer',
  'notify_release',
  'jail_access_for_ice',
  'share_information',
  'agreement_287g',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];
type PolicyValue = 'required' | 'prohibited' | 'limited' | 'permitted';

/** The columns of a policy row that the rules read. */
export interface PolicyRule {
  policy_id: string;
  level: 'state' | 'county' | 'city';
  scope: string;
  instrument: string;
  kind: string;
  enacted_on: string | null;
  effective_on: string | null;
  ended_on: string | null;
  hold_on_detainer: string;
  notify_release: string;
  jail_access_for_ice: string;
  share_information: string;
  agreement_287g: string;
  exceptions: string;
  as_of: string;
  notes: string;
  status: string;
}

export interface Ruling<R extends PolicyRule> {
  dimension: Dimension;
  /** Absent: nothing in force addresses the question. */
  value?: PolicyValue;
  /** The rows with this value, at the level that decides. */
  governing: R[];
  /** Rows in force with another value, shown side by side. */
  beside: R[];
  /** Why both are shown. */
  conflict?: 'state law governs' | 'local rule is stricter' | 'state allows it' | 'contested' | 'same level';
  /** Why nothing decides: the texts are silent, a cell is blank, or no row is loaded. */
  silence?: 'not addressed' | 'not known' | 'no row';
}

export interface PolicyAtDate<R extends PolicyRule> {
  rulings: Ruling<R>[];
  /** In force, but for other agencies than the subject. */
  otherAgencies: R[];
  /** In force as statements or suits, never as law. */
  notLaw: R[];
  /** Ended before the date, newest first. */
  before: R[];
  /** Starting after the date, earliest first. */
  after: R[];
  unconfirmed: R[];
}

/** The first day on which a row applies: effective, else enacted, else as_of. */
export const startOf = (row: PolicyRule): string => row.effective_on ?? row.enacted_on ?? row.as_of;

/** In force on the date, compared at the shorter precision: start <= date < end. */
export const inForce = (row: PolicyRule, date: string): boolean =>
  compareDates(startOf(row), date) <= 0 && (row.ended_on === null || compareDates(date, row.ended_on) < 0);

/**
 * What governs a place on a date, by dimension. Rows of one level combine: required and prohibited beat limited, and
 * limited beats permitted. Silence never counts. Between levels, the state's required or prohibited governs. Where the
 * state limits, a stricter local rule is shown beside it. Where the state only permits, the local rule decides.
 * Required against prohibited, and rows marked as contested, are shown side by side. Unconfirmed rows are never law.
 */
export function policyAtDate<R extends PolicyRule>(rows: R[], date: string, subject: PolicySubject): PolicyAtDate<R> {
  const confirmed = rows.filter((row) => row.status !== 'unconfirmed');
  const current = confirmed.filter((row) => inForce(row, date));
  const law = current.filter((row) => isLaw(row));
  const reaching = law.filter((row) => reaches(row, subject));
  return {
    rulings: DIMENSIONS.map((dimension) => decide(dimension, reaching, law, subject)),
    otherAgencies: law.filter((row) => !reaching.includes(row)),
    notLaw: current.filter((row) => !isLaw(row)),
    before: confirmed
      .filter((row) => row.ended_on !== null && compareDates(row.ended_on, date) <= 0 && !inForce(row, date))
      .sort((a, b) => ((a.ended_on ?? '') < (b.ended_on ?? '') ? 1 : -1)),
    after: confirmed
      .filter((row) => compareDates(startOf(row), date) > 0)
      .sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1)),
    unconfirmed: rows.filter((row) => row.status === 'unconfirmed'),
  };
}

function decide<R extends PolicyRule>(dimension: Dimension, rows: R[], law: R[], subject: PolicySubject): Ruling<R> {
  const state = combine(
    dimension,
    rows.filter((row) => row.level === 'state'),
  );
  const local = combine(
    dimension,
    rows.filter((row) => row.level !== 'state'),
  );
  const ruling = join(dimension, state, local);
  if (!ruling.value) return { ...ruling, silence: silenceOf(dimension, rows) };
  return withContested(ruling, dimension, rows, law, subject);
}

interface Level<R extends PolicyRule> {
  value?: PolicyValue;
  rows: R[];
  opposed: R[];
}

const ORDER: PolicyValue[] = ['required', 'prohibited', 'limited', 'permitted'];

function combine<R extends PolicyRule>(dimension: Dimension, rows: R[]): Level<R> {
  const saying = (value: PolicyValue) => rows.filter((row) => row[dimension] === value);
  const value = ORDER.find((each) => saying(each).length > 0);
  if (!value) return { rows: [], opposed: [] };
  return { value, rows: saying(value), opposed: value === 'required' ? saying('prohibited') : [] };
}

function join<R extends PolicyRule>(dimension: Dimension, state: Level<R>, local: Level<R>): Ruling<R> {
  const by = (level: Level<R>, beside: R[] = [], conflict?: Ruling<R>['conflict']): Ruling<R> => ({
    dimension,
    ...(level.value ? { value: level.value } : {}),
    governing: level.rows,
    beside: [...beside, ...level.opposed],
    ...(conflict ? { conflict } : level.opposed.length > 0 ? { conflict: 'same level' as const } : {}),
  });
  if (!state.value) return by(local);
  if (!local.value) return by(state);
  if (state.value === 'required' || state.value === 'prohibited') {
    return state.value === local.value
      ? by({ ...state, rows: [...state.rows, ...local.rows] })
      : by(state, local.rows, 'state law governs');
  }
  if (state.value === 'limited') {
    if (local.value === 'prohibited') return by(local, state.rows, 'local rule is stricter');
    if (local.value === 'limited') return by({ ...local, rows: [...local.rows, ...state.rows] });
    return by(state, local.rows, 'state law governs');
  }
  if (local.value === 'prohibited' || local.value === 'limited') return by(local, state.rows, 'state allows it');
  return by(local);
}

/** Adds rows whose notes mark them as contested or "show both", even when another agency of the place issued them. */
function withContested<R extends PolicyRule>(
  ruling: Ruling<R>,
  dimension: Dimension,
  rows: R[],
  law: R[],
  subject: PolicySubject,
): Ruling<R> {
  if (subject === 'state') return ruling;
  const shown = [...ruling.governing, ...ruling.beside];
  const contested = law.filter(
    (row) =>
      row.level !== 'state' &&
      /contested|show both rows/i.test(row.notes) &&
      !shown.includes(row) &&
      (rows.includes(row) || /show both rows/i.test(row.notes)) &&
      speaks(row, dimension) &&
      row[dimension] !== ruling.value,
  );
  const inside = shown.some(
    (row) => row.level !== 'state' && /\bcontested\b/i.test(row.notes) && speaks(row, dimension),
  );
  if (contested.length === 0 && !inside) return ruling;
  return { ...ruling, beside: [...ruling.beside, ...contested], conflict: ruling.conflict ?? 'contested' };
}

const speaks = (row: PolicyRule, dimension: Dimension) => row[dimension] !== '' && row[dimension] !== 'not addressed';

function silenceOf(dimension: Dimension, rows: PolicyRule[]): 'not addressed' | 'not known' | 'no row' {
  if (rows.length === 0) return 'no row';
  return rows.some((row) => row[dimension] === 'not addressed') ? 'not addressed' : 'not known';
}
