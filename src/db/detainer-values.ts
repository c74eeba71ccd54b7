import { sql } from 'kysely';
import type { Db } from './connect.ts';
import { keeping } from './until-import.ts';

/** The columns whose values people filter by. */
const VALUE_COLUMNS = [
  'citizenship',
  'conviction_charge',
  'gender',
  'criminality',
  'facility_aor',
  'lift_reason',
  'program',
] as const;
export type ValueColumn = (typeof VALUE_COLUMNS)[number];

/** Every value of a column in the counted rows, as ICE wrote it, most frequent first. Reads totals, not rows. */
export const findAllValues = keeping(
  (db, column: ValueColumn): Promise<{ value: string; rows: number }[]> =>
    db
      .selectFrom('value_totals')
      .select(['value', 'rows'])
      .where('name', '=', column)
      .orderBy('rows', 'desc')
      .orderBy('value')
      .execute(),
);

/** Rewrites the counts of each value. */
export async function writeValueTotals(db: Db): Promise<void> {
  await sql`delete from value_totals`.execute(db);
  for (const column of VALUE_COLUMNS)
    await sql`
      insert into value_totals (name, value, rows)
      select ${column}, ${sql.ref(column)}, count(*) from detainers
      where not_counted is null and ${sql.ref(column)} is not null group by 2`.execute(db);
}
