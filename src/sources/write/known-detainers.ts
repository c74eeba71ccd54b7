import type { Db } from '../../db/connect.ts';
import { findAllKnownDetainers, findAllLoadedImports, type KnownDetainer } from '../../db/detainer-loading.ts';
import type { ComparedImports } from '../../db/detainer-releases.ts';
import { readReference } from '../../rules/reference.ts';
import type { CellValue } from '../ice-detainers/cells.ts';
import { comparedColumns, contentOver } from '../ice-detainers/content.ts';
import { ADDED, AT, COLUMNS, FIELDS, STORED_COLUMNS } from '../ice-detainers/fields.ts';
import { createNumberTable, type NumberTable } from './number-table.ts';

/** A loaded row that a row of the file repeats. `columns` are those that its own file had. */
interface Match {
  detainerId: number;
  columns: readonly string[];
}

/** What is loaded, as numbers: references in use, uncounted rows, and contents to find rows by. */
export interface KnownDetainers {
  references: NumberTable;
  uncounted: Set<number>;
  /** The compared columns of each earlier file. */
  loaded: string[][];
  /** Run before `take` for the rows of a file with these columns. */
  prepare(columns: readonly string[]): Promise<void>;
  /** The loaded row with the content of this one, each only once. */
  take(row: CellValue[]): Match | undefined;
  /** For the pairing of the rest: the columns that loaded rows and the files have in common. */
  compared(columns: readonly string[]): ComparedImports[];
}

/** Looks up the imports of what is loaded. Files with other columns than theirs are compared over those of both. */
export async function createKnownDetainers(db: Db, count: number, lastId: number): Promise<KnownDetainers> {
  const groups = lastId === 0 ? [] : await findGroups(db);
  const references = createNumberTable(count);
  const uncounted = new Set<number>();
  const tables = new Map<string, NumberTable[]>();
  const taken = new Set<number>();
  let now: { tables: NumberTable[]; isSame: boolean } = { tables: [], isSame: true };
  let isFirst = true;

  const isSameAs = (own: string) => groups.every(({ columns }) => columns.join() === own);
  const note = ({ reference, not_counted, detainer_id }: KnownDetainer) => {
    references.add(readReference(reference));
    if (not_counted !== null) uncounted.add(detainer_id);
  };
  const read = async (own: string[]): Promise<NumberTable[]> => {
    const isSame = isSameAs(own.join());
    const read = isSame ? [createNumberTable(count)] : groups.map(() => createNumberTable(count));
    const over = groups.map(({ columns }) => contentOver(columns.filter((column) => own.includes(column))));
    const groupOf = new Map(groups.flatMap(({ importIds }, at) => importIds.map((id) => [id, at])));
    for await (const rows of findAllKnownDetainers(db, lastId, isSame ? [] : COMPARED)) {
      for (const row of rows) {
        const at = isSame ? 0 : (groupOf.get(row.import_id) ?? 0);
        const content = isSame ? Number.parseInt(row.content.slice(0, 13), 16) : over[at]?.(saidBy(row));
        read[at]?.add(content as number, row.detainer_id);
        if (isFirst) note(row);
      }
    }
    isFirst = false;
    return read;
  };

  return {
    references,
    uncounted,
    loaded: groups.map(({ columns }) => columns),
    async prepare(columns) {
      if (groups.length === 0) return;
      const own = comparedColumns(columns);
      const key = own.join();
      if (!tables.has(key)) tables.set(key, await read(own));
      now = { tables: tables.get(key) ?? [], isSame: isSameAs(key) };
    },
    take(row) {
      for (let at = 0; at < now.tables.length; at += 1) {
        const content = now.isSame ? row[AT.content] : row[AT.facility + 4 + at];
        let detainerId = now.tables[at]?.take(content as number);
        while (detainerId !== undefined && taken.has(detainerId)) detainerId = now.tables[at]?.take(content as number);
        if (detainerId === undefined) continue;
        // Only a folder of files with different columns has more than one set of tables.
        if (tables.size > 1) taken.add(detainerId);
        return { detainerId, columns: (now.isSame ? groups[0] : groups[at])?.columns ?? [] };
      }
      return undefined;
    },
    compared(columns) {
      const own = comparedColumns(columns);
      return groups.map(({ importIds, columns: theirs }) => ({
        importIds,
        columns: new Set(
          FIELDS.filter(([, column]) => own.includes(column) && theirs.includes(column)).map(([name]) => name),
        ),
      }));
    },
  };
}

const COMPARED = STORED_COLUMNS.filter((_, at) => at < AT.identifier || (at >= AT.facilityId && at <= AT.redacted));

const saidBy = (row: KnownDetainer) => ({
  values: STORED_COLUMNS.slice(0, AT.identifier).map((column) => row[column] as CellValue),
  facilityId: row['facility_id'] as string,
  flags: row['flags'] as string,
  redacted: row['redacted'] as string,
});

/** The columns that imports before August 2026 did not read. */
const NEW = COLUMNS.slice(ADDED, AT.identifier);

/** Loaded imports whose files had the same columns. */
async function findGroups(db: Db): Promise<{ importIds: number[]; columns: string[] }[]> {
  const groups = new Map<string, { importIds: number[]; columns: string[] }>();
  for (const { import_id, absent_columns, unread_columns } of await findAllLoadedImports(db)) {
    const absent = new Set([...absent_columns.split(','), ...(unread_columns === null ? NEW : [])]);
    const columns = comparedColumns(COLUMNS.filter((column) => !absent.has(column)));
    const group = groups.get(columns.join()) ?? { importIds: [], columns };
    groups.set(columns.join(), group);
    group.importIds.push(import_id);
  }
  return [...groups.values()];
}
