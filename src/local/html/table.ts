import { isObject } from '../block-ids.ts';
import type { JsonObject } from '../json.ts';
import { type Html, html } from './html.ts';
import { renderRichText } from './rich-text.ts';

const rowsOf = (value: unknown): unknown[][] => (Array.isArray(value) ? value.filter(Array.isArray) : []);

/** A table or data_table block: its first row is the header, as Slack shows it. Scrolls by itself when it is wide. */
export function renderTable(block: JsonObject, label: string): Html {
  const [head, ...rows] = rowsOf(block['rows']);
  const settings = Array.isArray(block['column_settings']) ? block['column_settings'] : [];
  const align = (at: number) => {
    const setting: unknown = settings[at];
    const said = isObject(setting) ? setting['align'] : undefined;
    return said === 'right' || said === 'center' ? `align-${said}` : '';
  };
  // On a phone each row stands as a card, where a cell says its column itself.
  const labels = (head ?? []).map((cell) => plainOf(cell));
  const caption = typeof block['caption'] === 'string' ? html`<caption>${block['caption']}</caption>` : undefined;
  return html`<div class="table" tabindex="0" role="region" aria-label="${label}"><table>${caption}
<thead><tr>${(head ?? []).map((cell, at) => headCell(cell, align(at)))}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, at) => bodyCell(cell, at, align(at), labels[at] ?? ''))}</tr>`)}</tbody></table></div>`;
}

function headCell(cell: unknown, align: string): Html {
  return plainOf(cell) === ''
    ? html`<td class="${align}"></td>`
    : html`<th scope="col" class="${align}">${renderCell(cell)}</th>`;
}

function plainOf(cell: unknown): string {
  if (!isObject(cell)) return '';
  if (Array.isArray(cell['elements'])) return cell['elements'].map(plainOf).join('').trim();
  return typeof cell['text'] === 'string' ? cell['text'].trim() : '';
}

const bodyCell = (cell: unknown, at: number, align: string, label: string): Html =>
  at === 0
    ? html`<th scope="row" class="${align}">${renderCell(cell)}</th>`
    : html`<td class="${align}" data-label="${label}">${renderCell(cell)}</td>`;

function renderCell(cell: unknown): Html {
  if (!isObject(cell)) return html``;
  if (cell['type'] === 'rich_text') return renderRichText(cell);
  const text = cell['text'] ?? cell['value'] ?? cell['number'];
  // A number of its own form is shown as the app wrote it.
  return html`${typeof text === 'string' || typeof text === 'number' ? text : ''}`;
}

/** A data_visualization block as the numbers that it draws. */
export function renderSeries(block: JsonObject): Html {
  const chart = isObject(block['chart']) ? block['chart'] : block;
  const points = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
  const series = [...points(chart['series']), ...(chart['segments'] ? [{ name: '', data: chart['segments'] }] : [])];
  return html`<figure class="series"><figcaption>${String(block['title'] ?? chart['title'] ?? 'Chart')}</figcaption>
${series.map((each) => html`<p><strong>${String(each['name'] ?? '')}</strong> ${points(each['data']).map((point, at) => `${at > 0 ? ' · ' : ''}${String(point['label'] ?? point['x'] ?? '')} ${String(point['value'] ?? point['y'] ?? '')}`)}</p>`)}</figure>`;
}
