import { isObject, type JsonObject, objectsIn, textOf } from '../json.ts';
import { type Html, html } from './html.ts';
import { renderRichText } from './rich-text.ts';

/** A table block: its first row is the header, as Slack shows it. A wide table scrolls by itself. */
export function renderTable(block: JsonObject): Html {
  const [head = [], ...rows] = Array.isArray(block['rows']) ? block['rows'].map(objectsIn) : [];
  // On a phone each row is a card, where each cell names its column.
  const labels = head.map(plainTextOf);
  return html`<div class="table" tabindex="0" role="region" aria-label="Table: ${labels.filter(Boolean).join(', ')}"><table>
<thead><tr>${head.map((cell) => (plainTextOf(cell) === '' ? html`<td></td>` : html`<th scope="col">${renderCell(cell)}</th>`))}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, at) => renderBodyCell(cell, at, labels[at] ?? ''))}</tr>`)}</tbody></table></div>`;
}

/** A data_table block: ten rows, or all by a button; the header sorts. */
export function renderDataTable(block: JsonObject): Html {
  const [head = [], ...rows] = Array.isArray(block['rows']) ? block['rows'].map(objectsIn) : [];
  const labels = head.map(plainTextOf);
  const caption = textOf(block['caption']);
  const size = Number(block['page_size']) || 5;
  const row = (cells: JsonObject[]) =>
    html`<tr>${cells.map((cell, at) => renderBodyCell(cell, at, labels[at] ?? ''))}</tr>`;
  return html`<div class="table data" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${head.map((cell, at) => html`<th scope="col" aria-sort="none"><button type="button" class="sort" data-sort="${at}">${plainTextOf(cell)}</button></th>`)}</tr></thead>
<tbody data-size="${size}">${rows.map(row)}</tbody></table>${rows.length > size ? html`<button type="button" class="button all" data-all>All ${rows.length} rows</button>` : ''}</div>`;
}

const renderBodyCell = (cell: JsonObject, at: number, label: string): Html =>
  at === 0
    ? html`<th scope="row">${renderCell(cell)}</th>`
    : html`<td data-label="${label}"${typeof cell['value'] === 'number' ? html` data-value="${cell['value']}" class="number"` : ''}>${renderCell(cell)}</td>`;

const plainTextOf = (cell: unknown): string =>
  isObject(cell) && Array.isArray(cell['elements'])
    ? cell['elements'].map(plainTextOf).join('').trim()
    : textOf(cell).trim();

export const cellKinds = ['raw_number', 'raw_text', 'rich_text'];

function renderCell(cell: JsonObject): Html {
  if (cell['type'] === 'rich_text') return renderRichText(cell);
  if (cell['type'] === 'raw_text' || cell['type'] === 'raw_number') return html`${textOf(cell)}`;
  throw new Error(`The page cannot draw a cell of the type "${textOf(cell['type'])}".`);
}
