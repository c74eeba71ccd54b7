import type { Chart, Citation, Picture } from '../answer.ts';
import { showDate } from '../rules/dates.ts';
import type { Breakdown } from './stats-breakdown.ts';

const CAUTION = '"Declined" is what ICE recorded, not a count of releases.';

/** A table with its picture; source and as-of date stand inside the picture, since pictures travel alone. */
export function chartOf({
  table,
  title,
  summary,
  citations,
  theme,
}: {
  table: Breakdown;
  title: string;
  summary: string;
  citations: readonly Citation[];
  theme: Picture['theme'];
}): Chart {
  const cited = citations.map(({ title: said, asOf }) => `${said}, as of ${showDate(asOf)}`).slice(0, 2);
  const form = { months: 'Stacked bars', lines: 'Lines', bars: 'Bars', 'county map': 'County map' }[table.picture.form];
  const declined =
    table.picture.series.some((name) => name.startsWith('Declined')) ||
    table.columns.some((name) => name.startsWith('Declined'));
  return {
    kind: 'chart',
    title: table.title,
    alt: `${form}: ${title}. ${table.picture.measure}. ${summary}`.slice(0, 900),
    columns: table.columns,
    rows: table.rows,
    name: fileName(title),
    picture: {
      ...table.picture,
      title,
      source: `Source: ${cited.join('; ')}.${declined ? ` ${CAUTION}` : ''}`,
      theme,
    },
  };
}

const fileName = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
