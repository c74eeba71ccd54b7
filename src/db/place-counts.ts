import { sql } from 'kysely';
import type { Db } from './connect.ts';

/** How much is loaded of places, by their ids: rows of the policy record, and detainers sent there. */
export async function countLoadedByPlaces(
  db: Db,
  placeIds: readonly string[],
): Promise<Map<string, { rules: number; detainers: number }>> {
  const rules = await db
    .selectFrom('policies')
    .select(['place_id', sql<number>`count(*)`.as('n')])
    .where('place_id', 'in', placeIds)
    .groupBy('place_id')
    .execute();
  // A county's are those of its agencies and of the cities in it.
  const ofPlaces = await db
    .selectFrom('detainer_totals')
    .select(['place_id', sql<number>`sum(rows)`.as('n')])
    .where('place_id', 'in', placeIds)
    .groupBy('place_id')
    .execute();
  const ofCounties = await db
    .selectFrom('detainer_totals')
    .select(['county_fips as place_id', sql<number>`sum(rows)`.as('n')])
    .where('county_fips', 'in', placeIds)
    .groupBy('county_fips')
    .execute();
  const of = (rows: readonly { place_id: string | null; n: number }[], id: string) =>
    rows.find(({ place_id }) => place_id === id)?.n ?? 0;
  return new Map(
    placeIds.map((id) => [id, { rules: of(rules, id), detainers: Math.max(of(ofPlaces, id), of(ofCounties, id)) }]),
  );
}
