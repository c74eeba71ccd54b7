import type { Picture } from '../answer.ts';
import type { Theme } from './palette.ts';
import { wrapped } from './wrap.ts';

/**
 * Width of a picture in units. Slack shows it at about 360 to 720 pixels, so the text is two to three times as large.
 */
export const WIDTH = 880;
export const MARGIN = 28;
export const FONT = 'DejaVu Sans';

interface Style {
  size: number;
  step: number;
  /** The number of characters that fit in a line. */
  room: number;
  fill: string;
  bold?: true;
}

export interface Key {
  label: string;
  colour: string;
  /** A line's dashes. Absent: the mark is a square. */
  dash?: readonly number[];
}

/**
 * Frames a drawing: title and measure above; legend, source and as-of date below. Vega cannot measure text here, so
 * this text is placed by hand.
 */
export function framed(svg: string, { title, measure, source }: Picture, legend: readonly Key[], theme: Theme): string {
  const size = /<svg[^>]*? viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>/.exec(svg);
  if (!size) throw new Error('a drawing without a size');
  const width = Math.max(WIDTH, Number(size[1]));
  const head = lines(title, MARGIN, { size: 29, step: 36, room: 45, fill: theme.text, bold: true });
  const under = lines(measure, head.end + 2, { size: 21, step: 28, room: 68, fill: theme.quiet });
  const drawn = under.end + 14;
  const keys = drawLegend(legend, drawn + Number(size[2]) + 12, theme);
  const foot = lines(source, keys.end + 14, { size: 17.5, step: 24, room: 86, fill: theme.quiet });
  const height = foot.end + MARGIN - 8;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${theme.background}"/>`,
    ...[head, under, keys, foot].map((block) => block.svg),
    svg.replace('<svg ', `<svg y="${drawn}" `),
    '</svg>',
  ].join('');
}

/** A legend in two or three columns, read line by line. */
function drawLegend(legend: readonly Key[], top: number, theme: Theme): { svg: string; end: number } {
  const columns = legend.every(({ label }) => label.length <= 17) ? 3 : 2;
  const [step, column] = [36, (WIDTH - 2 * MARGIN) / columns];
  const marks = legend.map(({ label, colour, dash }, at) => {
    const [x, y] = [MARGIN + (at % columns) * column, top + Math.floor(at / columns) * step];
    const mark = dash
      ? `<line x1="${x}" x2="${x + 44}" y1="${y + 12}" y2="${y + 12}" stroke="${colour}" stroke-width="5" stroke-dasharray="${dash.join(' ') || 'none'}"/>`
      : `<rect x="${x}" y="${y + 1}" width="22" height="22" fill="${colour}" stroke="${theme.quiet}"/>`;
    return `${mark}<text x="${x + (dash ? 54 : 32)}" y="${y + 19}" font-family="${FONT}" font-size="20" fill="${theme.text}">${escaped(label)}</text>`;
  });
  return { svg: marks.join(''), end: top + Math.ceil(legend.length / columns) * step };
}

function lines(text: string, top: number, { size, step, room, fill, bold }: Style): { svg: string; end: number } {
  const all = wrapped(text, room);
  const texts = all.map(
    (line, at) =>
      `<text x="${MARGIN}" y="${top + at * step + size * 0.9}" font-family="${FONT}" font-size="${size}"${bold ? ' font-weight="bold"' : ''} fill="${fill}">${escaped(line)}</text>`,
  );
  return { svg: texts.join(''), end: top + all.length * step };
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
