import type { Selectable } from 'kysely';
import type { Db } from './connect.ts';
import type { SiteTable } from './schema.ts';

export type Site = Selectable<SiteTable>;

const BATCH = 500;

/** Replaces the table with exactly these sites and the keys of their names. */
export async function replaceSites(
  db: Db,
  sites: (Omit<Site, 'import_id'> & { keys: string[] })[],
  importId: number,
): Promise<void> {
  await db.deleteFrom('site_names').execute();
  await db.deleteFrom('sites').execute();
  for (let at = 0; at < sites.length; at += BATCH) {
    const batch = sites.slice(at, at + BATCH);
    await db
      .insertInto('sites')
      .values(batch.map(({ keys: _, ...site }) => ({ ...site, import_id: importId })))
      .execute();
    await db
      .insertInto('site_names')
      .values(batch.flatMap(({ keys, site_id }) => keys.map((name_key) => ({ name_key, site_id }))))
      .execute();
  }
}

/** Sites with exactly this name ('san quentin', 'fci dublin'), in one state if it is given. */
export function findSitesByKey(db: Db, key: string, state?: string): Promise<Site[]> {
  let query = db
    .selectFrom('site_names')
    .innerJoin('sites', 'sites.site_id', 'site_names.site_id')
    .selectAll('sites')
    .where('site_names.name_key', '=', key);
  if (state) query = query.where('sites.state', '=', state);
  return query.orderBy('sites.site_id').execute();
}

/** The comparison keys of all names of sites. */
export async function findAllSiteKeys(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('site_names').select('name_key').distinct().execute();
  return rows.map(({ name_key }) => name_key);
}
