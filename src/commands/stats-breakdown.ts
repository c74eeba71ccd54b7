import type { Picture } from '../answer.ts';
import type { Context } from '../context.ts';
import { countByColumn, countByFacility, sumTotalsByCounty } from '../db/detainer-stats.ts';
import type { DetainerFilter } from '../db/detainers.ts';
import { showDate } from '../rules/dates.ts';
import { lastDayOf } from '../rules/months.ts';
import { OUTCOME_GROUPS, OUTCOME_LABEL, type OutcomeGroup } from '../rules/outcome.ts';
import { inFives, joinSmall } from '../rules/small-cells.ts';
import { findState } from '../rules/states.ts';
import { facilityKindLabel, percent, type Subject, titleCase } from './detainer-list.ts';
import { type Counts, groupBy, sum } from './stats-counts.ts';

export const BY = ['month', 'outcome', 'facility', 'county', 'citizenship', 'charge'] as const;
export type By = (typeof BY)[number];

/** A table, and the same as a picture without its source. */
export interface Breakdown {
  title: string;
  columns: string[];
  rows: string[][];
  picture: Pick<Picture, 'form' | 'measure' | 'series' | 'points' | 'stateFips'>;
}

export interface Asked {
  subject: Subject;
  counts: Counts;
  filter: DetainerFilter;
  /** Nationality, offence and place cross: small cells are joined and all are in steps of five. */
  crossed: boolean;
}

/** Legends have little room; the table says it in full. */
export const OUTCOME_KEY: Record<OutcomeGroup, string> = {
  custody_transferred: 'Booked into ICE detention',
  declined_recorded: 'Declined, as ICE recorded',
  left_custody: 'Left custody, no transfer',
  withdrawn_by_ice: 'Lifted by ICE',
  superseded_admin: 'Replaced or duplicate',
  died: 'Lifted (death)',
  other_recorded: 'Another reason recorded',
  no_outcome: 'No outcome recorded',
};
const TOP = 20;
const IN_FIVES = 'in steps of five, small counts joined';
export const count = (n: number): string => n.toLocaleString('en-US');

/** The counts of an answer, taken apart by what was asked for. */
export async function breakDown(context: Pick<Context, 'db'>, by: By, asked: Asked): Promise<Breakdown> {
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
    return categories('By outcome', 'Outcome', cells, asked);
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
  const column = by === 'citizenship' ? 'citizenship' : 'conviction_charge';
  const cells = (await countByColumn(context.db, filter, column)).map(({ value, n }) => ({
    label: value === null ? 'Not recorded' : by === 'citizenship' ? titleCase(value) : value,
    n,
  }));
  return by === 'citizenship'
    ? categories('By citizenship, as ICE wrote it', 'Citizenship', cells, asked)
    : categories("By ICE's most serious conviction charge", 'Charge', cells, asked);
}

/** '2026-03' as 'March 2026', or 'March 2026 (to 10 Mar)' where the days end inside it. */
function monthLabel(month: string, { from, to }: Counts): string {
  const part = [
    from.slice(0, 7) === month && !from.endsWith('-01') ? `from ${showDate(from).replace(/ \d{4}$/, '')}` : '',
    to.slice(0, 7) === month && to !== lastDayOf(month) ? `to ${showDate(to).replace(/ \d{4}$/, '')}` : '',
  ].filter(Boolean);
  return `${showDate(month)}${part.length > 0 ? ` (${part.join(' ')})` : ''}`;
}

/** A bar of a month that is not over, or cut, looks like a fall: said in the picture. */
export function partSaid(counts: Counts): string {
  const { months } = counts;
  const ends = [...new Set([months[0] ?? '', months.at(-1) ?? ''])].map((month) => monthLabel(month, counts));
  const cut = ends.filter((label) => label.includes('('));
  return cut.length > 0 ? `; in part: ${cut.join(', ')}` : '';
}

function byMonth({ counts }: Asked): Breakdown {
  const groups = OUTCOME_GROUPS.filter((group) => counts.cells.some((cell) => cell.outcome_group === group));
  const of = (month: string, group?: OutcomeGroup) =>
    sum(counts.cells.filter((cell) => cell.month === month && (!group || cell.outcome_group === group)));
  const share = (part: number, whole: number) => (whole === 0 ? '0' : `${count(part)} (${percent(part, whole)})`);
  return {
    title: 'By month in which ICE prepared the detainer, newest first',
    columns: ['Month', 'Detainers', 'Declined, as ICE recorded', 'Booked into ICE detention', 'No outcome recorded'],
    rows: counts.months.toReversed().map((month) => {
      const all = of(month);
      return [
        monthLabel(month, counts),
        count(all),
        ...(['declined_recorded', 'custody_transferred', 'no_outcome'] as const).map((group) =>
          share(of(month, group), all),
        ),
      ];
    }),
    picture: {
      form: 'months',
      measure: `Detainers by the month in which ICE prepared them, and by recorded outcome${partSaid(counts)}`,
      series: groups.map((group) => OUTCOME_KEY[group]),
      points: counts.months.flatMap((at) =>
        groups.map((group) => ({ at, series: OUTCOME_KEY[group], value: of(at, group) })),
      ),
    },
  };
}

function monthsJoined({ counts }: Asked): Breakdown {
  const cells = counts.months.map((month) => ({ month, n: sum(counts.cells.filter((cell) => cell.month === month)) }));
  const { shown, joined } = joinSmall(cells);
  return {
    title: 'By month in which ICE prepared the detainer, newest first',
    columns: ['Month', 'Detainers'],
    rows: [
      ...shown.toReversed().map(({ month, n }) => [monthLabel(month, counts), inFives(n)]),
      ...(joined > 0 ? [['All other months together', inFives(joined)]] : []),
    ],
    picture: {
      form: 'months',
      measure: `Detainers by month, ${IN_FIVES}; months that are not drawn may have a few${partSaid(counts)}`,
      series: ['Detainers'],
      points: counts.months.map((at) => ({
        at,
        series: 'Detainers',
        value: Math.floor((shown.find(({ month }) => month === at)?.n ?? 0) / 5) * 5,
      })),
    },
  };
}

interface Category {
  label: string;
  /** Shorter, for a picture. */
  key?: string;
  n: number;
  /** Said even when it is 0. */
  always?: boolean;
}

function categories(title: string, what: string, cells: Category[], { crossed }: Asked): Breakdown {
  const total = sum(cells);
  const { shown, joined } = crossed ? joinSmall(cells) : { shown: cells, joined: 0 };
  const said = shown.filter(({ n, always }) => n > 0 || always);
  const listed = said.slice(0, said.length === TOP + 1 ? TOP + 1 : TOP);
  const rest = sum(shown) - sum(listed) + joined;
  const others = said.length - listed.length;
  const line = (label: string, n: number) => (crossed ? [label, inFives(n)] : [label, count(n), percent(n, total)]);
  return {
    title,
    columns: [what, 'Detainers', ...(crossed ? [] : ['Share of all'])],
    rows: [
      ...listed.map(({ label, n }) => line(label, n)),
      ...(rest > 0 ? [line(crossed ? 'All others together' : `${count(others)} others together`, rest)] : []),
    ],
    picture: {
      form: 'bars',
      measure: crossed ? `Detainers, ${IN_FIVES}` : `Detainers, ${count(total)} in all`,
      series: ['Detainers'],
      points: [
        ...listed.slice(0, 12).map(({ label, key, n }) => ({
          at: shorten(key ?? label),
          series: 'Detainers',
          value: n,
        })),
        ...(sum(listed.slice(12)) + rest > 0
          ? [{ at: 'All others together', series: 'Detainers', value: sum(listed.slice(12)) + rest }]
          : []),
      ].map((point, at, all) => ({
        ...point,
        // Two names that are alike once shortened are two bars all the same.
        at: all.slice(0, at).some((other) => other.at === point.at) ? `${point.at} (${at + 1})` : point.at,
        value: crossed ? Math.floor(point.value / 5) * 5 : point.value,
      })),
    },
  };
}

const shorten = (text: string) => (text.length > 28 ? `${text.slice(0, 27).trimEnd()}…` : text);

async function byCounty({ db }: Pick<Context, 'db'>, { subject, counts, filter }: Asked): Promise<Breakdown> {
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
      ...placed.map(({ name, county_fips, n }) => [name ?? county_fips ?? '', count(n), percent(n, sum(cells))]),
      ...(unplaced > 0
        ? [
            [
              'County not known (state and federal sites, names that fit no county)',
              count(unplaced),
              percent(unplaced, sum(cells)),
            ],
          ]
        : []),
    ],
    picture: {
      form: 'county map',
      measure: `Detainers sent to facilities in each county${unplaced > 0 ? `; ${count(unplaced)} more at facilities whose county is not known` : ''}`,
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
