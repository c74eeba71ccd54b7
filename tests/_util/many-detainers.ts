import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { generateDetainers } from '../../bench/generate.ts';
import { connect, type Db } from '../../src/db/connect.ts';
import { writeTotals } from '../../src/db/detainer-releases.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { deskFile } from './operator.ts';

/** A database file with the bundled facts and generated detainer rows: a tenth is imported, the others are copies. */
export async function manyDetainers(rows: number): Promise<string> {
  const { folder, database } = await deskFile();
  const csv = join(folder, 'generated_20260311.csv');
  await generateDetainers(csv, { rows: rows / 10 });
  const db = await connect(database);
  await importFile(db, findSource('ice-detainers'), csv, { now: () => new Date('2026-11-24T12:00:00Z') });
  await multiply(db, 10);
  await db.destroy();
  rmSync(folder, { recursive: true });
  return database;
}

/** Copies have references of their own, which do not begin with D-. */
async function multiply(db: Db, times: number): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_info('detainers')`.execute(db);
  const others = rows.map(({ name }) => name).filter((name) => name !== 'detainer_id' && name !== 'reference');
  for (let copy = 1; copy < times; copy += 1)
    await sql`insert into detainers (reference, ${sql.raw(others.join(', '))})
      select ${`${copy}-`} || reference, ${sql.raw(others.join(', '))} from detainers where reference like 'D-%'`.execute(
      db,
    );
  await writeTotals(db);
}
