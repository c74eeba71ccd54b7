import { readFileSync } from 'node:fs';

/** The rows of a CSV file as plain records by column, quoted cells and all. Written apart from the desk's own reader on purpose. */
export function csvRows(path: string | URL): Array<Record<string, string>> {
  const cells: string[][] = [[]];
  const text = readFileSync(path, 'utf8');
  for (const [, quoted, bare, after] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    cells.at(-1)?.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    if (after !== ',') cells.push([]);
  }
  const [header = [], ...rows] = cells.filter((row) => row.length > 1);
  return rows.map((row) => Object.fromEntries(header.map((column, index) => [column, row[index] ?? ''])));
}
