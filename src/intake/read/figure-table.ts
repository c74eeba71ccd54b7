import type { Figure } from '../found.ts';
import type { ReadText } from '../text/read-text.ts';
import type { Segment } from './segments.ts';

/** Headings of columns that count detainers, the longest first. */
const COLUMNS: readonly (readonly [RegExp, string])[] = [
  [/not (?:held|honou?red)(?: for ICE)?/iy, 'detainers not honored'],
  [/declined|refused|rejected|ignored/iy, 'detainers declined'],
  [/(?:held|honou?red|complied with)(?: for ICE)?/iy, 'people transferred to ICE'],
  [/(?:transferred|turned over|handed over)(?: to ICE)?/iy, 'people transferred to ICE'],
  [/(?:ICE )?(?:detainers |requests )?(?:received|lodged|issued|placed|sent)|(?:ICE )?detainers/iy, 'detainers issued'],
  [/released/iy, 'people released'],
];
const ROW =
  /^(\p{L}[\p{L}.,' -]{1,40}?)[| ,]{1,5}(?:[A-Z]{2}[| ,]{1,5})?((?:\d[\d,]{0,8}[| ]{1,5}){1,9}\d[\d,]{0,8})[| ]{0,5}$/u;

/** The columns of a heading in their order, or none where it is no heading of counts. */
function columnsOf(text: string): string[] {
  if (/\d{3}|[.:;!?]$/.test(text) || text.length > 160) return [];
  const found: string[] = [];
  let at = 0;
  while (at < text.length) {
    const column = COLUMNS.find(([pattern]) => {
      pattern.lastIndex = at;
      return pattern.test(text);
    });
    if (column) found.push(column[1]);
    at = column ? column[0].lastIndex : at + 1;
    while (!column && at < text.length && /\p{L}/u.test(text[at - 1] ?? '') && /\p{L}/u.test(text[at] ?? '')) at += 1;
  }
  return found.length > 1 ? found : [];
}

/** Rows of counts under a heading, as 'Hennepin | MN | 412 | 138' under 'County | State | Lodged | Declined'. */
export function tableFigures(read: ReadText, segment: Segment): { rows: Figure[]; blocks: Set<number> } {
  const rows: Figure[] = [];
  const blocks = new Set<number>();
  let columns: string[] = [];
  for (let number = segment.first; number <= segment.last; number += 1) {
    const block = read.blocks[number];
    if (!block) continue;
    const text = read.text.slice(block.start, block.end);
    const row = ROW.exec(text);
    if (!row) {
      columns = columnsOf(text);
      continue;
    }
    const cells = [...(row[2] ?? '').matchAll(/\d[\d,]{0,8}/g)];
    if (columns.length !== cells.length) continue;
    blocks.add(number);
    const base = block.start + text.length - text.replace(/^.*?(?=\d)/, '').length;
    for (const [at, cell] of cells.entries())
      rows.push({
        value: Number(cell[0].replace(/,/g, '')),
        what: columns[at] ?? '',
        precision: 'exact',
        from: [base + cell.index, base + cell.index + cell[0].length],
        sure: 'inferred',
        why: `the column of the row "${(row[1] ?? '').replace(/[| ]{1,9}$/, '')}"`,
      });
  }
  return { rows, blocks };
}
