import type { Db } from '../../db/connect.ts';
import { type EnrichedDetainer, enrichDetainers } from '../../db/detainer-loading.ts';
import type { CellValue } from '../ice-detainers/cells.ts';
import { comparedColumns } from '../ice-detainers/content.ts';
import { AT, FIELDS, FLAGS, STORED_COLUMNS } from '../ice-detainers/fields.ts';

/** Columns that follow from others, and the mark of copies: they come with the file, whatever the earlier one had. */
const ALWAYS = [AT.dropped, AT.requestType, AT.conviction];

/** Which columns of a row are new to it, by position. `redacted` is of ICE's names. */
interface Gain {
  positions: number[];
  columns: string[];
  names: Set<string>;
  flags: boolean[];
  rows: EnrichedDetainer[];
}

/**
 * Gathers loaded rows that a file with other columns repeats. They take the columns that their own file did not have,
 * and keep those that the new file lacks.
 */
export function createEnrichedRows() {
  const gains = new Map<string, Gain>();
  // Rows come file by file, so that the last one mostly decides.
  let last: { columns: readonly string[]; theirs: readonly string[]; gain: Gain } | undefined;
  const find = (columns: readonly string[], theirs: readonly string[]): Gain => {
    if (last?.columns === columns && last.theirs === theirs) return last.gain;
    const key = `${columns.join()}|${theirs.join()}`;
    const gain = gains.get(key) ?? gainOf(comparedColumns(columns), theirs);
    gains.set(key, gain);
    last = { columns, theirs, gain };
    return gain;
  };
  return {
    add(
      row: CellValue[],
      columns: readonly string[],
      { detainerId, columns: theirs }: { detainerId: number; columns: readonly string[] },
    ): void {
      const gain = find(columns, theirs);
      if (gain.columns.length === 0) return;
      const redacted = (row[AT.redacted] as string).split(',').filter((column) => gain.names.has(column));
      gain.rows.push({
        detainerId,
        values: [...gain.positions.map((at) => row[at] as CellValue), (row[AT.content] as number).toString(16)],
        flags: row[AT.flags] as string,
        redacted: redacted.join(),
      });
    },
    async flush(db: Db): Promise<void> {
      for (const { columns, flags, rows } of gains.values()) {
        await enrichDetainers(db, columns, flags, rows);
        rows.length = 0;
      }
    },
  };
}

function gainOf(own: string[], theirs: readonly string[]): Gain {
  const names = new Set(own.filter((column) => !theirs.includes(column)));
  const isSame = names.size === 0 && own.length === theirs.length;
  const gained = FIELDS.slice(0, AT.identifier).flatMap(([, column], at) => (names.has(column) ? [at] : []));
  const positions = isSame ? [] : [...gained, ...ALWAYS];
  const columns = isSame ? [] : [...positions.map((at) => STORED_COLUMNS[at] as string), 'content'];
  return { positions, columns, names, flags: FLAGS.map((flag) => own.includes(flag)), rows: [] };
}
