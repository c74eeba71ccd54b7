import { compareDates } from './dates.ts';
import { agencyTerms, isLaw, type PolicySubject, reaches } from './policy-agencies.ts';
import { asItBinds } from './policy-parts.ts';
import { DIMENSIONS, type Dimension, dimensionsIn, type PolicyValue } from './policy-record.ts';

/** The columns of a policy row that the rule reads. */
export interface PolicyRule {
  policy_id: string;
  place_id?: string | null;
  instrument?: string;
  level: 'state' | 'county' | 'city';
  agencies: string;
  kind: string;
  enacted_on: string | null;
  effective_on: string | null;
  ended_on: string | null;
  hold_on_detainer: string;
  notify_release: string;
  jail_access_for_ice: string;
  share_information: string;
  agreement_287g: string;
  as_of: string;
  state_governs: string;
  contested: string;
  status: string;
}

export interface Ruling<R extends PolicyRule> {
  dimension: Dimension;
  /** Absent: nothing in force speaks to it. */
  value?: PolicyValue;
  /** Rows that say it, at the level that decides. */
  governing: R[];
  /** Rows in force that say otherwise, shown side by side. */
  beside: R[];
  /** Why both are shown. */
  conflict?: 'state law governs' | 'local rule is stricter' | 'state allows it' | 'same level';
  /** Rows in force, pending suits among them, that name this dimension as in dispute. */
  contested: R[];
  /** Nothing decides, and: the texts are silent, a cell is blank, or no row is loaded. */
  silence?: 'not addressed' | 'not known' | 'no row';
}

export interface PolicyAtDate<R extends PolicyRule> {
  rulings: Ruling<R>[];
  /** In force, but for other agencies than the subject. */
  otherAgencies: R[];
  /** In force as statements or suits, never law. */
  notLaw: R[];
  /** Over before the date, newest first. */
  before: R[];
  /** Starting after the date, earliest first. */
  after: R[];
  unconfirmed: R[];
}

/**
 * First day that a row can be used for: effective, else enacted, else as_of. Never before it was enacted: of an
 * effective date '2025' and an enacted date '2025-04-18' the longer one counts.
 */
export function startOf({ effective_on: effective, enacted_on: enacted, as_of }: PolicyRule): string {
  if (effective === null || enacted === null) return effective ?? enacted ?? as_of;
  const order = compareDates(effective, enacted);
  if (order !== 0) return order > 0 ? effective : enacted;
  return effective.length >= enacted.length ? effective : enacted;
}

/** In force on the date, compared at the shorter precision: start <= date < end. */
export const inForce = (row: PolicyRule, date: string): boolean =>
  compareDates(startOf(row), date) <= 0 && (row.ended_on === null || compareDates(date, row.ended_on) < 0);

/**
 * What governs an agency of a place on a date, by dimension (policy-coding, decision 8). Rows of one level combine:
 * required beats prohibited, which beats limited, which beats permitted; silence never counts. Between levels the state
 * decides where the local row says so, and where it requires or prohibits; where it limits, a stricter local rule stands
 * beside it; where it only permits, the local rule decides. Unconfirmed rows are never law.
 */
export function policyAtDate<R extends PolicyRule>(rows: R[], date: string, subject: PolicySubject): PolicyAtDate<R> {
  const confirmed = rows.filter((row) => row.status !== 'unconfirmed');
  const current = confirmed.filter((row) => inForce(row, date)).map((row) => asItBinds(row, subject));
  const law = current.filter((row) => isLaw(row));
  const reaching = law.filter((row) => reaches(row, subject));
  return {
    rulings: DIMENSIONS.map((dimension) =>
      withDispute(
        decide(dimension, reaching),
        current.filter((row) => reaches(row, subject) && dimensionsIn(row.contested).includes(dimension)),
      ),
    ),
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

type Decision<R extends PolicyRule> = Omit<Ruling<R>, 'contested'>;

function decide<R extends PolicyRule>(dimension: Dimension, rows: R[]): Decision<R> {
  const local = combine(
    dimension,
    rows.filter((row) => row.level !== 'state'),
  );
  const state = combine(
    dimension,
    rows.filter((row) => row.level === 'state'),
  );
  const ruling = join(dimension, state, local);
  return ruling.value ? ruling : { ...ruling, silence: silenceOf(dimension, rows) };
}

/**
 * Puts the rows of a dispute that say otherwise beside those that govern. Where no rule speaks, none is in dispute: only a
 * suit disputes what no text says.
 */
function withDispute<R extends PolicyRule>(ruling: Decision<R>, contested: R[]): Ruling<R> {
  if (ruling.value === undefined) return { ...ruling, contested: contested.filter((row) => !isLaw(row)) };
  const shown = [...ruling.governing, ...ruling.beside];
  const others = contested.filter((row) => isLaw(row) && !shown.includes(row) && speaks(row, ruling.dimension));
  return { ...ruling, beside: [...ruling.beside, ...others], contested };
}

const speaks = (row: PolicyRule, dimension: Dimension) => row[dimension] !== '' && row[dimension] !== 'not addressed';

interface Level<R extends PolicyRule> {
  value?: PolicyValue;
  rows: R[];
  opposed: R[];
}

const ORDER: PolicyValue[] = ['required', 'prohibited', 'limited', 'permitted'];

/** A row that only points to state law comes after those that say the same themselves. */
const pointersLast = <R extends PolicyRule>(rows: R[]): R[] =>
  rows.toSorted((a, b) => Number(a.kind === 'state law pointer') - Number(b.kind === 'state law pointer'));

/** The value of one level. */
function combine<R extends PolicyRule>(dimension: Dimension, rows: R[]): Level<R> {
  const saying = (value: PolicyValue) => pointersLast(rows.filter((row) => row[dimension] === value));
  const value = ORDER.find((each) => saying(each).length > 0);
  if (!value) return { rows: [], opposed: [] };
  return { value, rows: saying(value), opposed: value === 'required' ? saying('prohibited') : [] };
}

function join<R extends PolicyRule>(dimension: Dimension, state: Level<R>, local: Level<R>): Decision<R> {
  const by = (level: Level<R>, beside: R[] = [], conflict?: Decision<R>['conflict']): Decision<R> => {
    const why = conflict ?? (level.opposed.length > 0 ? 'same level' : undefined);
    return {
      dimension,
      ...(level.value ? { value: level.value } : {}),
      governing: level.rows,
      beside: [...beside, ...level.opposed],
      ...(why ? { conflict: why } : {}),
    };
  };
  const together = (first: Level<R>, second: Level<R>) =>
    by({ ...first, rows: pointersLast([...first.rows, ...second.rows]) });
  if (!state.value) return by(local);
  if (!local.value) return by(state);
  if (state.value === local.value)
    return state.value === 'required' || state.value === 'prohibited' ? together(state, local) : together(local, state);
  // An agreement in force is how a duty to have one is met.
  if (dimension === 'agreement_287g' && state.value === 'required' && local.value === 'permitted')
    return together(state, local);
  const stateDecides = local.rows.some((row) => dimensionsIn(row.state_governs).includes(dimension));
  if (stateDecides || state.value === 'required' || state.value === 'prohibited')
    return by(state, local.rows, 'state law governs');
  if (state.value === 'limited')
    return local.value === 'prohibited'
      ? by(local, state.rows, 'local rule is stricter')
      : by(state, local.rows, 'state law governs');
  return local.value === 'required' ? by(local) : by(local, state.rows, 'state allows it');
}

function silenceOf(dimension: Dimension, rows: PolicyRule[]): 'not addressed' | 'not known' | 'no row' {
  if (rows.length === 0) return 'no row';
  return rows.some((row) => row[dimension] === 'not addressed') ? 'not addressed' : 'not known';
}

/** True when a 287(g) agreement of the sheriff or the jail is in force on the day, by the rows of the place. */
export const hasSheriffAgreement = (rows: readonly PolicyRule[], day: string): boolean =>
  rows.some(
    (row) =>
      row.kind === '287(g) agreement' &&
      row.agreement_287g === 'permitted' &&
      row.status !== 'unconfirmed' &&
      agencyTerms(row).some((term) => term === 'sheriff' || term === 'county jail') &&
      inForce(row, day),
  );
