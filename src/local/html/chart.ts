import { isObject, type JsonObject, objectsIn, textOf } from '../json.ts';
import { type Html, html } from './html.ts';

const WIDTH = 640;
const HEIGHT = 220;
const LEFT = 48;
const BOTTOM = 24;

/** A chart block: grouped bars or lines, with the series named below. The table beside it has the numbers. */
export function renderChart(block: JsonObject): Html {
  const chart = isObject(block['chart']) ? block['chart'] : {};
  const axis = isObject(chart['axis_config']) ? chart['axis_config'] : {};
  const categories = (Array.isArray(axis['categories']) ? axis['categories'] : []).map(textOf);
  const series = objectsIn(chart['series']).map((each) => ({
    name: textOf(each['name']),
    values: objectsIn(each['data']).map((point) => Number(point['value']) || 0),
  }));
  const top = Math.max(1, ...series.flatMap(({ values }) => values));
  const step = (WIDTH - LEFT) / Math.max(1, categories.length);
  const y = (value: number) => round(HEIGHT - (value / top) * (HEIGHT - 10));
  const isLine = chart['type'] === 'line';
  const title = textOf(block['title']);
  return html`<figure class="chart"><figcaption>${title}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT + BOTTOM}" role="img" aria-label="${`${title}: ${series.map(({ name }) => name).join(', ')}; ${categories[0] ?? ''} to ${categories.at(-1) ?? ''}`}">
${[0, 0.5, 1].map((part) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${y(top * part)}" y2="${y(top * part)}"></line><text class="axis" x="${LEFT - 6}" y="${y(top * part) + 4}" text-anchor="end">${Math.round(top * part).toLocaleString('en-US')}</text>`)}
${series.map(({ values }, n) =>
  isLine
    ? html`<polyline class="line s${n}" points="${values.map((value, at) => `${round(LEFT + step * (at + 0.5))},${y(value)}`).join(' ')}"></polyline>`
    : values.map(
        (value, at) =>
          html`<rect class="column s${n}" x="${round(LEFT + step * (at + 0.1 + (0.8 * n) / series.length))}" y="${y(value)}" width="${round((step * 0.8) / series.length)}" height="${round(HEIGHT - y(value))}"></rect>`,
      ),
)}
${labelled(categories).map(([at, label]) => html`<text class="axis" x="${round(LEFT + step * (at + 0.5))}" y="${HEIGHT + 17}" text-anchor="middle">${label}</text>`)}
</svg><ul class="legend">${series.map(({ name }, n) => html`<li><svg class="key" viewBox="0 0 10 10" aria-hidden="true"><rect class="s${n}" width="10" height="10"></rect></svg> ${name}</li>`)}</ul></figure>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** As many labels below the chart as fit beside each other. */
function labelled(categories: string[]): [number, string][] {
  const longest = Math.max(1, ...categories.map((label) => label.length));
  const every = Math.max(1, Math.ceil((categories.length * longest * 7) / (WIDTH - LEFT)));
  return categories.flatMap((label, at): [number, string][] => (at % every === 0 ? [[at, label]] : []));
}
