import { sql } from 'kysely';
import type { Db } from './connect.ts';
import { updateDetainers, whileUnindexed } from './detainer-loading.ts';
import type { Assignment } from './engine/engine.ts';

/** A counted row with an identifier, which only an import reads. */
export interface IdentifiedDetainer {
  detainer_id: number;
  import_id: number;
  file: string;
  identifier: string;
  prepared_on: string;
}

/** The sources that are matched with detainers: the column that says by which import, and those of the days. */
export const AFTER_COLUMNS = {
  'ice-arrests': { by: 'arrests_import_id', days: ['arrested_after_days'] },
  'ice-stays': { by: 'stays_import_id', days: ['stay_after_days', 'departed_after_days'] },
} as const;
export type AfterSource = keyof typeof AFTER_COLUMNS;

const PAGE = 10_000;

/** The releases that loaded rows come from: imports and the file that a row came with, newest publication first. */
export async function findLoadedReleases(db: Db): Promise<{ import_id: number; file: string }[]> {
  const { rows } = await sql<{ import_id: number; file: string }>`
    select d.import_id, d.file from (select distinct import_id, file from detainers where not_counted is null) as d
    join imports as i on i.import_id = d.import_id
    order by coalesce(i.published_on, '') desc, d.import_id desc, d.file`.execute(db);
  return rows;
}

/** The counted rows of some imports that have an identifier, in batches. */
export async function* findIdentifiedDetainers(db: Db, importIds: number[]): AsyncGenerator<IdentifiedDetainer[]> {
  let after = 0;
  for (;;) {
    const rows = await db
      .selectFrom('detainers')
      .select(['detainer_id', 'import_id', 'file', 'prepared_on'])
      .select(sql<string>`identifier`.as('identifier'))
      .where('detainer_id', '>', after)
      .where('import_id', 'in', importIds)
      .where('not_counted', 'is', null)
      .where('identifier', 'is not', null)
      .orderBy('detainer_id')
      .limit(PAGE)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.detainer_id;
  }
}

/** How many counted rows some imports have, and how many of them were found to be followed by a row of the source. */
export async function countFollowed(db: Db, source: AfterSource, importIds: number[]) {
  const { rows } = await sql<{ all: number; followed: number }>`
    select count(*) as "all", coalesce(sum(case when ${isFollowed(source)} then 1 else 0 end), 0) as followed
    from detainers where import_id in (${sql.join(importIds)}) and not_counted is null`.execute(db);
  return rows[0] ?? { all: 0, followed: 0 };
}

/** All counted rows that were found to be followed by a row of the source. */
export async function countFollowedDetainers(db: Db, source: AfterSource): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from detainers where not_counted is null and ${isFollowed(source)}`.execute(db);
  return rows[0]?.n ?? 0;
}

const isFollowed = (source: AfterSource) => {
  const { by, days } = AFTER_COLUMNS[source];
  return sql.raw(`(${by} is not null and (${days.map((column) => `${column} is not null`).join(' or ')}))`);
};

/** Writes the days of detainers, [...days, row id] each, as found by an import; replaces what was there. */
export async function writeAfterDays(
  db: Db,
  source: AfterSource,
  { importId, importIds }: { importId: number; importIds: number[] },
  batches: Iterable<(number | null)[][]>,
): Promise<void> {
  const { by, days } = AFTER_COLUMNS[source];
  const set: Assignment[] = [[by, String(importId)], ...days.map((column) => [column, '?'] as const)];
  await whileUnindexed(
    db,
    async () => {
      await forget(db, source, sql`import_id in (${sql.join(importIds)})`);
      for (const batch of batches) await updateDetainers(db, set, batch);
    },
    'detainers_traits',
  );
}

/** Takes back what was found for rows that a later import has: identifiers differ between releases. True if there was any. */
export async function forgetAfterDays(db: Db, importId: number): Promise<boolean> {
  const loaded = await db
    .selectFrom('imports')
    .select('source')
    .distinct()
    .where('source', 'in', Object.keys(AFTER_COLUMNS))
    .where('outcome', '=', 'loaded')
    .execute();
  let any = false;
  for (const { source } of loaded)
    if (await forget(db, source as AfterSource, sql`import_id = ${importId}`)) any = true;
  return any;
}

async function forget(db: Db, source: AfterSource, where: ReturnType<typeof sql>): Promise<boolean> {
  const { by, days } = AFTER_COLUMNS[source];
  const none = sql.raw([by, ...days].map((column) => `${column} = null`).join(', '));
  const { numAffectedRows } = await sql`
    update detainers set ${none} where ${sql.ref(by)} is not null and ${where}`.execute(db);
  return Number(numAffectedRows ?? 0) > 0;
}
