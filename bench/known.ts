import { sql } from 'kysely';
import type { Db } from '../src/db/connect.ts';

/** The code of the facility with the most generated rows, and the reference of one of them. */
export async function findReference(db: Db): Promise<{ reference: string; facility: string }> {
  const { rows } = await sql<{ reference: string; facility: string }>`
    select min(reference) as reference, code as facility from detainers join facilities using (facility_id)
    where code is not null and not_counted is null group by facility_id order by count(*) desc limit 1`.execute(db);
  if (!rows[0]) throw new Error('No generated rows are loaded.');
  return rows[0];
}
