import { facilityKindLabel } from '../../cards/detainer-words.ts';
import type { Context } from '../../context.ts';
import { countByDay, countByFacility } from '../../db/detainer-stats.ts';
import { countByTrait, type Trait } from '../../db/detainer-traits.ts';
import { AGE_BANDS, ageBand } from '../../rules/age-band.ts';
import { formatDate } from '../../rules/dates.ts';
import { mondayOf } from '../../rules/months.ts';
import { findState } from '../../rules/states.ts';
import { type Category, categories } from './categories.ts';
import { groupBy, sum } from './counts.ts';
import type { Breakdown, BreakdownName, StatsQuestion } from './shapes.ts';

type More = Exclude<BreakdownName, 'month' | 'outcome' | 'facility' | 'county' | 'citizenship' | 'charge'>;

const TRAITS: Partial<Record<More, { trait: Trait; title: string; what: string }>> = {
  reason: { trait: 'lift_reason', title: "By ICE's lift reason, in its words", what: 'Lift reason' },
  aor: { trait: 'facility_aor', title: "By ICE's area of responsibility (field office)", what: 'Field office' },
  criminality: { trait: 'criminality', title: "By ICE's category when it prepared the detainer", what: 'Category' },
  gender: { trait: 'gender', title: 'By gender, as ICE recorded it', what: 'Gender' },
  program: { trait: 'program', title: 'By the ICE program that had the case', what: 'Program' },
  form: { trait: 'detainer_type', title: 'By type of form', what: 'Form' },
};

/** The counts by kind of facility, state, year, week, or a trait of the row. */
export async function byMore({ db }: Pick<Context, 'db'>, by: More, asked: StatsQuestion): Promise<Breakdown> {
  const { counts, filter } = asked;
  const known = TRAITS[by];
  if (known) {
    const rows = await countByTrait(db, filter, known.trait);
    const cells = rows.map(({ value, n }) => ({
      label: value ?? (by === 'reason' ? 'Not recorded' : 'Not recorded or redacted'),
      n,
    }));
    return categories(known.title, known.what, by === 'reason' ? redactedApart(cells, counts.cells) : cells, asked);
  }
  if (by === 'kind') {
    const cells = groupBy(counts.cells, (cell) => cell.facility_kind);
    return categories(
      'By kind of facility',
      'Kind',
      cells.map(({ key, n }) => ({ label: facilityKindLabel(key), n })),
      asked,
    );
  }
  if (by === 'year') {
    const cells = groupBy(counts.cells, (cell) => cell.month.slice(0, 4));
    return categories(
      'By year in which ICE prepared the detainer, newest first',
      'Year',
      newestFirst(cells, (key) => key),
      asked,
    );
  }
  if (by === 'week') {
    const cells = groupBy(await countByDay(db, filter), ({ day }) => mondayOf(day));
    return categories(
      'By week (from Monday) in which ICE prepared the detainer, newest first',
      'Week from',
      newestFirst(cells, formatDate),
      asked,
    );
  }
  if (by === 'age') return byAge(db, asked);
  const states = groupBy(await countByFacility(db, filter), ({ state }) => state ?? '');
  const named = states.map(({ key, n }) => ({ label: findState(key)?.name ?? (key || 'State not recorded'), n }));
  const table = categories('By state of the facility', 'State', named, asked, states.length);
  const drawn = states.flatMap(({ key, n }) => ({ fips: findState(key)?.fips, n }));
  const placed = drawn.filter(({ fips }) => fips !== undefined);
  // Of one state there is no map to draw
  if (placed.length < 2 || asked.crossed) return table;
  const elsewhere = sum(states) - sum(placed);
  return {
    ...table,
    picture: {
      form: 'state map',
      measure: `Detainers sent to facilities in each state${elsewhere > 0 ? `; ${elsewhere.toLocaleString('en-US')} more whose state is not known` : ''}`,
      series: ['Detainers'],
      points: placed.map(({ fips = '', n }) => ({ at: fips, series: 'Detainers', value: n })),
    },
  };
}

async function byAge(db: Context['db'], asked: StatsQuestion): Promise<Breakdown> {
  const ages = groupBy(await countByTrait(db, asked.filter, 'age'), ({ value }) => ageBand(value));
  const cells = AGE_BANDS.flatMap((band) => ages.filter(({ key }) => key === band)).map(({ key, n }) => ({
    label: key,
    n,
  }));
  return categories('By age in the year of the detainer, from the year of birth', 'Age', cells, asked);
}

const newestFirst = (cells: { key: string; n: number }[], label: (key: string) => string): Category[] =>
  cells.sort((a, b) => (a.key < b.key ? 1 : -1)).map(({ key, n }) => ({ label: label(key), n }));

/** An empty lift reason and a redacted one are counted apart. */
function redactedApart(cells: { label: string; n: number }[], counted: StatsQuestion['counts']['cells']): Category[] {
  const redacted = sum(counted.filter((cell) => cell.outcome_group === 'redacted'));
  if (redacted === 0) return cells;
  const others = cells.map(({ label, n }) => ({ label, n: label === 'Not recorded' ? n - redacted : n }));
  return [...others, { label: 'Redacted by ICE', n: redacted }].sort((a, b) => b.n - a.n);
}
