import type { Picture } from '../answer.ts';
import { type Key, MARGIN, WIDTH } from './frame.ts';
import { coloursOf, type Theme } from './palette.ts';

const DASHES = [[], [10, 5], [3, 4], [14, 4, 3, 4], [6, 3], [2, 7]];
export interface Form {
  /** The Vega-Lite specification, without what all forms share. */
  spec: object;
  legend: Key[];
}
const COUNT = { format: ',d', tickMinStep: 1 };

const byLegend = ({ points, series }: Picture) =>
  points.map((point) => ({ ...point, order: series.indexOf(point.series) }));
const colour = ({ series }: Picture, theme: Theme) => ({
  field: 'series',
  type: 'nominal',
  sort: series,
  scale: { domain: series, range: coloursOf(series, theme) },
  legend: null,
});
const keys = ({ series }: Picture, theme: Theme): Key[] =>
  series.map((label, at) => ({ label, colour: coloursOf(series, theme)[at] ?? theme.text }));

/** Month names for the axis, with the year. With many months, only Januaries or the first month of each quarter. */
function monthAxis({ points }: Picture) {
  const all = [...new Set(points.map((point) => point.at))].sort();
  const each = all.length > 30 ? 12 : all.length > 10 ? 3 : 1;
  const named = all.filter((month, at) => (each === 1 ? true : at === 0 || (Number(month.slice(5)) - 1) % each === 0));
  // Leave out a first label that would run into the second.
  const near = each > 1 && all.indexOf(named[1] ?? '') < all.length / 10;
  const values = near ? named.slice(1) : named;
  const names = `['Jan','Feb','Mar','Apr','May','Jun','Jul','Aug','Sep','Oct','Nov','Dec']`;
  return {
    title: null,
    labelAngle: 0,
    grid: false,
    values,
    labelExpr: `[${names}[toNumber(slice(datum.value, 5)) - 1], slice(datum.value, 0, 4)]`,
    labelOverlap: false,
    ticks: true,
    labelPadding: 6,
  };
}

const PLOT = WIDTH - 2 * MARGIN - 80; // the axis takes the rest

/** Stacked bars, one per month, with a line at each marked day. */
export const months = (picture: Picture, theme: Theme): Form => {
  const x = { field: 'at', type: 'ordinal', axis: monthAxis(picture), scale: { paddingInner: 0.15 } };
  const bars = {
    mark: { type: 'bar', stroke: theme.background, strokeWidth: 1 },
    encoding: {
      x,
      y: { field: 'value', type: 'quantitative', stack: 'zero', axis: { title: null, ...COUNT } },
      color: colour(picture, theme),
      order: { field: 'order', type: 'quantitative' },
    },
  };
  const shown = new Set(picture.points.map(({ at }) => at));
  const marks = (picture.marks ?? []).filter(({ day }) => shown.has(day.slice(0, 7)));
  const size = { width: PLOT, height: 400, data: { values: byLegend(picture) } };
  return {
    spec:
      marks.length > 0
        ? { ...size, layer: [bars, ...marks.flatMap((mark) => markOf(mark, theme))] }
        : { ...size, ...bars },
    legend: picture.series.length > 1 ? keys(picture, theme) : [],
  };
};

/** A dashed line where a day lies in its month, with its label at the top. */
function markOf({ day, label }: { day: string; label: string }, theme: Theme): object[] {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const bandPosition = (date - 1) / new Date(Date.UTC(year, month, 0)).getUTCDate();
  const data = { values: [{ at: day.slice(0, 7), label }] };
  const x = { field: 'at', type: 'ordinal', bandPosition };
  return [
    { data, mark: { type: 'rule', color: theme.text, strokeWidth: 3, strokeDash: [8, 5] }, encoding: { x } },
    {
      data,
      mark: { type: 'text', align: 'left', baseline: 'top', dx: 8, fontSize: 20, color: theme.text },
      encoding: { x, y: { value: 2 }, text: { field: 'label' } },
    },
  ];
}

/** One line per place, distinguished by dashes as well as colour. */
export const lines = (picture: Picture, theme: Theme): Form => {
  const dashes = picture.series.map((_, at) => DASHES[at % DASHES.length] ?? []);
  return {
    spec: {
      width: PLOT,
      height: 400,
      data: { values: byLegend(picture) },
      mark: { type: 'line', strokeWidth: 4, point: { size: 40 } },
      encoding: {
        x: { field: 'at', type: 'ordinal', axis: monthAxis(picture), scale: { padding: 0.3 } },
        y: { field: 'value', type: 'quantitative', axis: { title: null, ...COUNT }, scale: { zero: true } },
        color: colour(picture, theme),
        strokeDash: {
          field: 'series',
          type: 'nominal',
          sort: picture.series,
          scale: { domain: picture.series, range: dashes },
          legend: null,
        },
      },
    },
    legend: keys(picture, theme).map((key, at) => ({ ...key, dash: dashes[at] ?? [] })),
  };
};

/** Horizontal bars, one per label, with the number next to each. */
export const bars = (picture: Picture, theme: Theme): Form => {
  const y = {
    field: 'at',
    type: 'nominal',
    sort: null,
    axis: { title: null, labelLimit: 420, labelPadding: 8, ticks: false },
  };
  const most = Math.max(1, ...picture.points.map(({ value }) => value));
  const x = { field: 'value', type: 'quantitative', axis: null, scale: { domain: [0, most * 1.2] } };
  return {
    spec: {
      width: WIDTH,
      autosize: { type: 'fit-x', contains: 'padding' },
      height: { step: 46 },
      data: { values: picture.points },
      encoding: { y, x },
      layer: [
        { mark: { type: 'bar', color: coloursOf(['one'], theme)[0], height: { band: 0.7 } } },
        {
          mark: { type: 'text', align: 'left', dx: 8, fontSize: 21, color: theme.text },
          encoding: { text: { field: 'value', type: 'quantitative', format: ',d' } },
        },
      ],
    },
    legend: [],
  };
};
