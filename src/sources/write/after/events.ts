import { WITHHELD, withoutPersonalData } from '../../../rules/private-text.ts';
import { readDay } from '../../files/read-day.ts';
import { cellReader, SHORTENED } from '../../ice-detainers/cells.ts';
import { BadRow, type Seen, type TableRow, type TableRows } from '../../source.ts';
import { dayNumber } from './windows.ts';

/** A row of arrests or stays: whose, the days of its events as numbers, and the file that it came with. */
export interface Event {
  identifier: string | null;
  days: (number | null)[];
  file: string;
}

/** An event of a row: the columns of its day, of which the first that says something counts. */
export interface EventColumns {
  columns: readonly string[];
  isNeeded: boolean;
}

/** Returns a reader for the rows of a table. It throws BadRow for a row without its day, or with one that is none or yet to come. */
export function createEventReader(
  described: readonly EventColumns[],
  { columns, file }: Omit<TableRows, 'rows'>,
  seen: Seen,
  latest: string,
): (row: TableRow) => Event {
  const at = (column: string) => columns.indexOf(column);
  const [person, original] = [at('unique_identifier'), at('file_original')];
  const events = described.map(({ columns: names, isNeeded }) => ({
    name: names.find((name) => at(name) >= 0) ?? names[0] ?? '',
    places: names.map(at).filter((place) => place >= 0),
    isNeeded,
  }));
  const read = cellReader('identifier');
  const dayOf = createDays(latest);
  return ({ cells }) => {
    const identifier = read(cells[person] ?? '');
    if (identifier === SHORTENED) seen.shortened += 1;
    const days = events.map(({ name, places, isNeeded }) => {
      const text = places.map((place) => cells[place] ?? '').find((cell) => cell !== '' && cell !== 'NA') ?? '';
      if (text === '' && !isNeeded) return null;
      return dayOf(text, name);
    });
    const named = cells[original] ?? '';
    return {
      identifier: typeof identifier === 'string' && identifier !== WITHHELD ? identifier : null,
      days,
      file: named === '' || named === 'NA' ? file : named,
    };
  };
}

/** Few days fill a release: each is read once. */
function createDays(latest: string): (text: string, column: string) => number {
  const known = new Map<string, number>();
  return (text, column) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const day = readDay(text.trim());
    if (day === null)
      throw new BadRow(
        text.trim() === ''
          ? `${column} is empty`
          : `${column} "${withoutPersonalData(text).slice(0, 40)}" is not a date (expected like 2026-02-11)`,
      );
    if (day > latest) throw new BadRow(`${column} ${day} is yet to come`);
    const number = dayNumber(day);
    if (known.size > 50_000) known.clear();
    known.set(Buffer.from(text).toString(), number);
    return number;
  };
}
