import type { Block, DataTableBlock, KnownBlock, RawNumberElement, RawTextElement } from '@slack/types';
import type { Chart } from '../answer.ts';
import { formatDate } from '../rules/dates.ts';
import { LIMITS } from './limits.ts';
import { plainText } from './parts.ts';

/**
 * Slack's chart block, which @slack/types 3.2.0 lacks. The shape is that of
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block (bars, lines and areas).
 */
export interface DataVisualizationBlock extends Block {
  type: 'data_visualization';
  title: string;
  chart: {
    type: 'bar' | 'line';
    series: { name: string; data: { label: string; value: number }[] }[];
    axis_config: { categories: string[]; x_label?: string; y_label?: string };
  };
}

/** What the desk sends. */
export type DeskBlock = KnownBlock | DataVisualizationBlock;

/** Shorter tables are shown whole, as a table block. */
const OVER_A_SCREEN = 10;
const NUMBER = /^(-?\d[\d,]*(?:\.\d+)?)%?(?: \(.*\))?$/;

/** A long table that readers sort, filter and page, with at most `rows` of its rows; undefined for one that fits a screen. */
export function dataTable(
  { title, columns, rows }: { title?: string; columns: string[]; rows: string[][] },
  most: number,
): DataTableBlock | undefined {
  const { rows: longest, cells, caption } = LIMITS.dataTable;
  if (rows.length <= OVER_A_SCREEN || columns.length > cells) return undefined;
  const shown = rows.slice(0, Math.min(most, longest));
  const isNumeric = columns.map((_, at) => at > 0 && rows.every((row) => NUMBER.test(row[at] ?? '')));
  const cell = (text: string, at: number): RawTextElement | RawNumberElement =>
    isNumeric[at]
      ? { type: 'raw_number', value: Number(NUMBER.exec(text)?.[1]?.replace(/,/g, '')), text }
      : { type: 'raw_text', text: plainText(text, 300) || ' ' };
  const hidden = rows.length - shown.length;
  return {
    type: 'data_table',
    caption: plainText(`${title ?? columns.join(', ')}${hidden > 0 ? ` (first ${shown.length})` : ''}`, caption),
    page_size: OVER_A_SCREEN,
    rows: [
      columns.map((name) => ({ type: 'raw_text', text: plainText(name, 100) || ' ' })),
      ...shown.map((row) => columns.map((_, at) => cell(row[at] ?? '', at))),
    ],
  };
}

/** A chart inside the message; undefined for maps and for what has more points, series or letters than Slack draws. */
export function dataVisualization({ picture }: Chart): DataVisualizationBlock | undefined {
  const { points, series, label, title: longest } = LIMITS.chart;
  const { form } = picture;
  if (form === 'county map' || form === 'state map') return undefined;
  const places = [...new Set(picture.points.map(({ at }) => at))];
  const categories = places.map((at) => shorten(form === 'bars' ? at : formatDate(at), label));
  const names = picture.series.map((name) => shorten(name, label));
  const fits = (list: string[], most: number) =>
    list.length > 0 && list.length <= most && new Set(list).size === list.length;
  if (!fits(categories, points) || !fits(names, series)) return undefined;
  const part = /in part: .*/i.exec(picture.measure)?.[0];
  const values = new Map(picture.points.map((point) => [`${point.series}\n${point.at}`, point.value]));
  return {
    type: 'data_visualization',
    title: shorten(picture.title.split(', ')[0] ?? '', longest),
    chart: {
      type: form === 'lines' ? 'line' : 'bar',
      series: picture.series.map((name, n) => ({
        name: names[n] ?? '',
        data: places.map((at, n) => ({ label: categories[n] ?? '', value: values.get(`${name}\n${at}`) ?? 0 })),
      })),
      // A month that is not complete looks like a fall.
      axis_config: { categories, ...(part ? { x_label: shorten(part, longest) } : {}) },
    },
  };
}

function shorten(text: string, most: number): string {
  const clean = plainText(text, 200).replace(/\n/g, ' ');
  return clean.length > most ? `${clean.slice(0, most - 1).trimEnd()}…` : clean || ' ';
}

/** True where a message draws its chart itself, so that no picture needs to follow. */
export const drawsChart = ({ blocks }: { blocks: readonly DeskBlock[] }): boolean =>
  blocks.some(({ type }) => type === 'data_visualization');
