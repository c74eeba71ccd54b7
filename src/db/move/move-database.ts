import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { UserError } from '../../errors.ts';
import { type Db, inTransaction } from '../connect.ts';
import type { Value } from '../engine/engine.ts';
import { engineOf } from '../engine/engine-of.ts';
import { findAllTables, type MovedTable } from './tables.ts';

/** Rows read and written at a time. */
const BATCH = 2000;

/** What was moved of a table. */
export interface Moved {
  table: string;
  rows: number;
}

/**
 * Copies every row of one database into another, which must be new, in one transaction; then reads all of it back and
 * compares. Throws UserError when the other is in use, Error when what was read back differs; then nothing is changed.
 */
export async function moveDatabase(from: Db, to: Db): Promise<Moved[]> {
  const tables = await findAllTables([from, to]);
  return await from
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((source) => inTransaction(to, (target) => moveAll(source, target, tables)));
}

async function moveAll(source: Db, target: Db, tables: MovedTable[]): Promise<Moved[]> {
  const moved: Moved[] = [];
  for (const table of tables) await refuseFilled(target, table);
  for (const table of tables) {
    const read = createSum();
    for await (const rows of pagesOf(source, table)) {
      for (const row of rows) read.add(row);
      await engineOf(target).insertMany(target, table.name, table.columns, rows);
    }
    const written = createSum();
    for await (const rows of pagesOf(target, table)) for (const row of rows) written.add(row);
    if (read.said() !== written.said())
      throw new Error(
        `${table.name} came back different (${read.said()} read, ${written.said()} written), so nothing was moved. A text with the character 0, which PostgreSQL cannot hold, is one reason`,
      );
    moved.push({ table: table.name, rows: read.rows() });
  }
  await engineOf(target).countOn(target, tables);
  return moved;
}

async function refuseFilled(target: Db, { name }: MovedTable): Promise<void> {
  const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(target);
  if (rows.length > 0)
    throw new UserError(
      `The other database is in use: it has rows in ${name}. Name a new one, for example createdb --encoding=UTF8 --template=template0 desk2. Nothing was changed.`,
    );
}

/** All rows of a table in batches, their values in the order of its columns; parents before the rows that name them. */
async function* pagesOf(db: Db, table: MovedTable): AsyncGenerator<Value[][]> {
  let batch: Value[][] = [];
  for await (const row of engineOf(db).readAll(db, table, BATCH)) {
    batch.push(table.columns.map((column) => row[column] ?? null));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** A sum of hashes of rows, whatever their order. */
function createSum() {
  let count = 0;
  let sum = 0n;
  return {
    add(row: Value[]): void {
      count += 1;
      sum += createHash('sha256').update(JSON.stringify(row)).digest().readBigUInt64BE();
    },
    rows: () => count,
    said: () => `${count} rows, sum ${BigInt.asUintN(64, sum).toString(16)}`,
  };
}
