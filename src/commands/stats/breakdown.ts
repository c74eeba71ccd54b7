import { facilityKindLabel } from '../../cards/detainer-words.ts';
import { outcomeTable } from '../../cards/outcome-table.ts';
import type { Context } from '../../context.ts';
import { countByColumn, countByFacility, sumTotalsByCounty } from '../../db/detainer-stats.ts';
import type { DetainerFilter } from '../../db/detainers.ts';
import { OUTCOME_GROUPS, OUTCOME_LABEL } from '../../rules/outcome.ts';
import { findState } from '../../rules/states.ts';
import { percent, titleCase } from '../../rules/wording.ts';
import { byMore } from './breakdown-more.ts';
import { categories } from './categories.ts';
import { groupBy, sum } from './counts.ts';
import { byMonth, monthsJoined } from './months.ts';
import { type Breakdown, type BreakdownName, formatCount, OUTCOME_KEY, type StatsQuestion } from './shapes.ts';

/** The counts of an answer, broken down as asked. */
export async function breakDown(
  context: Pick<Context, 'db'>,
  by: BreakdownName,
  asked: StatsQuestion,
): Promise<Breakdown> {
  const { counts, filter, crossed } = asked;
  if (by === 'month') return crossed ? monthsJoined(asked) : byMonth(asked);
  if (by === 'county' && !crossed) return byCounty(context, asked);
  if (by === 'county') {
    const cells = (await countByCounty(context.db, filter)).map(({ name, n }) => ({
      label: name ?? 'County not known',
      n,
    }));
    return categories('By county of the facility', 'County', cells, asked);
  }
  if (by === 'outcome') {
    const cells = OUTCOME_GROUPS.map((group) => ({
      label: OUTCOME_LABEL[group],
      key: OUTCOME_KEY[group],
      n: sum(counts.cells.filter((cell) => cell.outcome_group === group)),
      always: group === 'no_outcome' || group === 'declined_recorded',
    }));
    const table = categories('By outcome', 'Outcome', cells, asked);
    return crossed ? table : { ...table, ...outcomeTable(asked.all, filter.outcomes) };
  }
  if (by === 'facility') {
    const cells = (await countByFacility(context.db, filter)).map(({ name, city, state, kind, n }) => ({
      label: [name, city ? titleCase(city) : '', state ?? ''].filter(Boolean).join(', '),
      key: name,
      kind,
      n,
    }));
    const table = categories('By facility that the detainer was sent to', 'Facility', cells, asked);
    const kinds = new Map(cells.map(({ label, kind }) => [label, facilityKindLabel(kind)]));
    return {
      ...table,
      columns: ['Facility', 'Kind', ...table.columns.slice(1)],
      rows: table.rows.map(([label = '', ...rest]) => [label, kinds.get(label) ?? '', ...rest]),
    };
  }
  if (by !== 'citizenship' && by !== 'charge') return byMore(context, by, asked);
  const column = by === 'citizenship' ? 'citizenship' : 'conviction_charge';
  const cells = (await countByColumn(context.db, filter, column)).map(({ value, n }) => ({
    label: value === null ? 'Not recorded' : by === 'citizenship' ? titleCase(value) : value,
    n,
  }));
  return by === 'citizenship'
    ? categories('By citizenship, as ICE wrote it', 'Citizenship', cells, asked)
    : categories("By ICE's most serious conviction charge", 'Charge', cells, asked);
}

async function byCounty({ db }: Pick<Context, 'db'>, { subject, counts, filter }: StatsQuestion): Promise<Breakdown> {
  const state = subject.meaning?.placeId ?? '';
  const cells = counts.whole
    ? await sumTotalsByCounty(db, {
        state,
        ...(filter.outcomes ? { outcomes: filter.outcomes } : {}),
        months: counts.whole,
      })
    : await countByCounty(db, filter);
  const placed = cells.filter((cell) => cell.county_fips !== null);
  const unplaced = sum(cells) - sum(placed);
  return {
    title: 'By county of the facility',
    columns: ['County', 'Detainers', 'Share of all'],
    rows: [
      ...placed.map(({ name, county_fips, n }) => [name ?? county_fips ?? '', formatCount(n), percent(n, sum(cells))]),
      ...(unplaced > 0
        ? [
            [
              'County not known (state and federal sites, names that fit no county)',
              formatCount(unplaced),
              percent(unplaced, sum(cells)),
            ],
          ]
        : []),
    ],
    picture: {
      form: 'county map',
      measure: `Detainers sent to facilities in each county${unplaced > 0 ? `; ${formatCount(unplaced)} more at facilities whose county is not known` : ''}`,
      series: ['Detainers'],
      points: placed.map(({ county_fips, n }) => ({ at: county_fips ?? '', series: 'Detainers', value: n })),
      stateFips: findState(state)?.fips ?? '',
    },
  };
}

async function countByCounty(db: Context['db'], filter: DetainerFilter) {
  const facilities = await countByFacility(db, filter);
  const groups = groupBy(facilities, ({ county_fips }) => county_fips ?? '');
  const names = new Map(facilities.map(({ county_fips, county }) => [county_fips ?? '', county]));
  return groups.map(({ key, n }) => ({ county_fips: key || null, name: names.get(key) ?? null, n }));
}
