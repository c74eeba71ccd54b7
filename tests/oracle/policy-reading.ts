// A second reading of the policy rule: plain arrays over data/policies.csv, written from the coding rules alone, before and apart from src/rules.
// It shares no code with the desk, so that a mistake in one of the two shows as a disagreement.

type Column =
  | 'level'
  | 'state'
  | 'name'
  | 'fips'
  | 'agencies'
  | 'instrument'
  | 'kind'
  | 'enacted_date'
  | 'effective_date'
  | 'ended_date'
  | 'as_of'
  | 'status'
  | 'state_governs'
  | 'contested'
  | 'confidence';
export type Row = Record<Column | Dimension | (typeof DIMENSIONS)[Dimension], string>;
export type Place = { state: string; county?: string; city?: string };
type Instrument = { instrument: string; terms: string };
export type Reading = {
  /** What counts that day: none where no text speaks, two where the coding rules do not say which of them wins. */
  values: string[];
  /** The instruments with that value, in force and binding that body, with their conditions and exceptions. */
  rests: Instrument[];
  /** These, the local texts that say what the governing state rule says, and the agreements that meet a duty to have one. */
  agree: Instrument[];
  /** Each of those was read with low confidence. */
  unsure: boolean;
  /** One of them names the dimension as in dispute. */
  contested: boolean;
};

export const DIMENSIONS = {
  hold_on_detainer: 'hold_terms',
  notify_release: 'notify_terms',
  jail_access_for_ice: 'access_terms',
  share_information: 'information_terms',
  agreement_287g: 'agreement_terms',
} as const;
export type Dimension = keyof typeof DIMENSIONS;

/**
 * The words of the column `agencies` that bind each body. Whether `sheriff` and `county agencies except sheriff` bind the
 * jail depends on who runs it, which the record's notes and state law tell.
 */
const BINDING: Record<Body, string[]> = {
  "sheriff's jail": [
    'all agencies',
    'all local agencies',
    'county agencies',
    'sheriff',
    'county jail',
    'agencies that run a jail',
  ],
  "county's jail": [
    'all agencies',
    'all local agencies',
    'county agencies',
    'county agencies except sheriff',
    'county jail',
    'agencies that run a jail',
  ],
  "state's jail": ['all agencies', 'state agencies', 'state-run jails', 'agencies that run a jail'],
  sheriff: ['all agencies', 'all local agencies', 'county agencies', 'sheriff'],
  'county police': [
    'all agencies',
    'all local agencies',
    'county agencies',
    'county agencies except sheriff',
    'county police',
  ],
  'city police': ['all agencies', 'all local agencies', 'cities', 'city agencies', 'city police'],
  'metro police': [
    'all agencies',
    'all local agencies',
    'county agencies',
    'county agencies except sheriff',
    'county police',
    'cities',
    'city agencies',
    'city police',
  ],
  'state police': ['all agencies', 'state agencies', 'state police'],
  'state prisons': ['all agencies', 'state agencies', 'state prisons'],
};
export type Body =
  | "sheriff's jail"
  | "county's jail"
  | "state's jail"
  | 'sheriff'
  | 'county police'
  | 'city police'
  | 'metro police'
  | 'state police'
  | 'state prisons';

/** `a` against `b` at the length of the shorter of the two: "2019-04" against "2019-04-25" is equal. */
function compare(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  const [left, right] = [a.slice(0, length), b.slice(0, length)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether a row is law on that day: confirmed, signed, begun and not ended. */
function inForce(row: Row, day: string): boolean {
  const start = row.effective_date || row.enacted_date || row.as_of;
  if (row.status === 'unconfirmed' || !start || compare(start, day) > 0) return false;
  if (row.enacted_date && compare(row.enacted_date, day) > 0) return false;
  return !row.ended_date || compare(day, row.ended_date) < 0;
}

const NYC = ['Bronx County', 'Kings County', 'New York County', 'Queens County', 'Richmond County'];

export function ofPlace(row: Row, place: Place): boolean {
  if (row.state !== place.state) return false;
  if (row.level === 'state') return true;
  if (row.level === 'county') return row.name === place.county;
  return (
    row.name === place.city ||
    (row.name === 'New York City' && place.state === 'NY' && NYC.includes(place.county ?? ''))
  );
}

function binds(row: Row, body: Body, agreement: boolean): boolean {
  const words = row.agencies.split('; ');
  return words.some(
    (word) => BINDING[body].includes(word) || (agreement && word === 'sheriffs with a 287(g) agreement'),
  );
}

const speaks = (row: Row, dimension: Dimension) => !['', 'not addressed'].includes(row[dimension]);

/** Georgia's HB 1105 binds all agencies, but "the duty is on county sheriffs" to seek an agreement, as its terms say. */
const isOthersDuty = (row: Row, dimension: Dimension, body: Body) =>
  row[DIMENSIONS[dimension]].includes('the duty is on county sheriffs') && !BINDING[body].includes('sheriff');

/** Which of several values wins: a command over a leave, a ban over a leave and a limit, a limit over a leave. The rest stands side by side. */
function strongest(values: string[]): string[] {
  const beaten = (value: string) =>
    (value === 'permitted' && values.some((other) => other !== 'permitted')) ||
    (value === 'limited' && values.includes('prohibited'));
  return [...new Set(values.filter((value) => !beaten(value)))].sort();
}

/** What one body of a place must, may or may not do on a day (YYYY-MM-DD), dimension by dimension. */
export function readPolicy(rows: Row[], place: Place, body: Body, day: string): Record<Dimension, Reading> {
  const today = rows.filter((row) => ofPlace(row, place) && inForce(row, day));
  const signed = (row: Row) =>
    row.kind === '287(g) agreement' && row.level === 'county' && row.agreement_287g === 'permitted';
  const agreement =
    BINDING[body].includes('sheriff') && today.some((row) => signed(row) && binds(row, 'sheriff', false));
  const binding = today.filter((row) => binds(row, body, agreement));
  const read = (dimension: Dimension): Reading => {
    const speaking = binding.filter((row) => speaks(row, dimension) && !isOthersDuty(row, dimension, body));
    const state = speaking.filter((row) => row.level === 'state');
    const local = speaking.filter((row) => row.level !== 'state');
    const own = local.filter((row) => !(state.length > 0 && row.state_governs.split('; ').includes(dimension)));
    const above = strongest(state.map((row) => row[dimension]));
    const both = strongest([...above, ...strongest(own.map((row) => row[dimension]))]);
    // Where the rule of combining does not say which of two levels wins, the state is over the county or city.
    const values = both.length > 1 && above.length === 1 ? above : both;
    const saying = (those: Row[]) => those.filter((row) => values.includes(row[dimension]));
    const rests = saying([...state, ...own]);
    const contested = binding.some(
      (row) => row.contested.split('; ').includes(dimension) && (values.length > 0 || row.kind === 'pending lawsuit'),
    );
    const told = (row: Row) => ({ instrument: row.instrument, terms: row[DIMENSIONS[dimension]] });
    const agree = [...new Set([...rests, ...saying(local), ...(dimension === 'agreement_287g' ? local : [])])];
    const unsure = agree.length > 0 && agree.every((row) => row.confidence === 'low');
    return { values, rests: rests.map(told), agree: agree.map(told), unsure, contested };
  };
  return Object.fromEntries(
    (Object.keys(DIMENSIONS) as Dimension[]).map((dimension) => [dimension, read(dimension)]),
  ) as Record<Dimension, Reading>;
}
