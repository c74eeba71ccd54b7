import type { Chart, Citation, Picture } from '../../answer.ts';
import { formatDate } from '../../rules/dates.ts';
import type { Breakdown } from './shapes.ts';

const CAUTION = '"Declined" is what ICE recorded, not a count of releases.';

/** A table with its chart. The source and as-of date are inside the picture, since pictures are shared without their text. */
export function chartOf({
  table,
  title,
  citations,
  theme,
  name = title,
}: {
  table: Breakdown;
  title: string;
  citations: readonly Citation[];
  theme: Picture['theme'];
  /** The base of the file name, where it is not the title. */
  name?: string;
}): Chart {
  const cited = citations.map(({ title: source, asOf }) => `${source}, as of ${formatDate(asOf)}`).slice(0, 2);
  const form = {
    months: 'Stacked bars',
    lines: 'Lines',
    bars: 'Bars',
    'county map': 'County map',
    'state map': 'Map of the states',
  }[table.picture.form];
  const declined =
    table.picture.series.some((name) => name.startsWith('Declined')) ||
    table.columns.some((name) => name.startsWith('Declined'));
  return {
    kind: 'chart',
    title: table.title,
    alt:
      [`${form}: ${title}`, table.picture.measure, gistOf(table.picture)].filter(Boolean).join('. ').slice(0, 900) +
      '.',
    columns: table.columns,
    rows: table.rows,
    name: fileName(name),
    picture: {
      ...table.picture,
      title,
      source: `Source: ${cited.join('; ')}.${declined ? ` ${CAUTION}` : ''}`,
      theme,
    },
  };
}

/** The chart in words: its first and last value and its extremes. */
function gistOf({ form, measure, points, series }: Breakdown['picture']): string {
  if (/steps of five/.test(measure) || points.length === 0) return '';
  const count = (n: number) => n.toLocaleString('en-US');
  if (form === 'county map' || form === 'state map') {
    const values = points.map(({ value }) => value);
    return `${points.length} ${form === 'state map' ? 'states have' : points.length === 1 ? 'county has' : 'counties have'} records, ${count(Math.min(...values))} to ${count(Math.max(...values))} each`;
  }
  if (form === 'bars')
    return points
      .slice(0, 6)
      .map(({ at, value }) => `${at} ${count(value)}`)
      .join(', ');
  const sumOf = (month: string, name?: string) =>
    points
      .filter((point) => point.at === month && (!name || point.series === name))
      .reduce((sum, { value }) => sum + value, 0);
  const told = (months: string[], name?: string) => {
    const [first = '', last = ''] = [months[0], months.at(-1)];
    if (months.length === 1) return `${count(sumOf(first, name))} in ${formatDate(first)}`;
    const peak = months.reduce((most, month) => (sumOf(month, name) > sumOf(most, name) ? month : most), first);
    return `${count(sumOf(first, name))} in ${formatDate(first)}, ${count(sumOf(last, name))} in ${formatDate(last)}, at most ${count(sumOf(peak, name))} in ${formatDate(peak)}`;
  };
  const months = (name?: string) =>
    [...new Set(points.filter((point) => !name || point.series === name).map(({ at }) => at))].sort();
  return form === 'lines' ? series.map((name) => `${name}: ${told(months(name), name)}`).join('; ') : told(months());
}

const fileName = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
