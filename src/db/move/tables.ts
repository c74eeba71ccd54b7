import { sql } from 'kysely';
import type { Db } from '../connect.ts';
import type { WholeTable } from '../engine/engine.ts';
import { engineOf } from '../engine/engine-of.ts';
import { sqlite } from '../engine/sqlite.ts';

/** A table with its columns. */
export interface MovedTable extends WholeTable {
  /** The column that the database numbers. */
  numbered?: string | undefined;
}

/** Every table of the desk, each after those that it refers to. One of the databases is SQLite's, which is asked. */
export async function findAllTables(databases: readonly Db[]): Promise<MovedTable[]> {
  const db = databases.find((each) => engineOf(each) === sqlite);
  if (!db) throw new Error('neither database is a file of SQLite');
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'kysely%' and name not like 'sqlite%'
      and name not like 'name\\_search\\_%' escape '\\' order by name`.execute(db);
  const todo = await Promise.all(rows.map(({ name }) => describeTable(db, name)));
  const tables: MovedTable[] = [];
  while (todo.length > 0) {
    const at = todo.findIndex(({ refersTo }) => refersTo.every((name) => tables.some((table) => table.name === name)));
    if (at < 0) throw new Error(`tables refer to each other: ${todo.map(({ table }) => table.name).join(', ')}`);
    tables.push(...todo.splice(at, 1).map(({ table }) => table));
  }
  return tables;
}

async function describeTable(db: Db, name: string): Promise<{ table: MovedTable; refersTo: string[] }> {
  const { rows: columns } = await sql<{ name: string; type: string; pk: number }>`
    select name, type, pk from pragma_table_info(${name})`.execute(db);
  const { rows: references } = await sql<{ table: string; from: string }>`
    select "table", "from" from pragma_foreign_key_list(${name})`.execute(db);
  const keys = columns.filter(({ pk }) => pk > 0);
  return {
    table: {
      name,
      columns: columns.map((column) => column.name),
      parent: references.find((each) => each.table === name)?.from,
      numbered: keys.length === 1 && keys[0]?.type === 'INTEGER' ? keys[0].name : undefined,
    },
    refersTo: references.map((each) => each.table).filter((table) => table !== name),
  };
}
