import { type Kysely, sql } from 'kysely';

/**
 * What notes, names and addresses decide, as columns that the import derives. Rows that are loaded get what the desk
 * read from them until now: their file is not imported again while it is unchanged.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of [
    "typed_as text not null default '' check (typed_as in ('', 'state slot', 'whole argument'))",
    "county_government text not null default '' check (county_government in ('', 'none'))",
    "name_kind text not null default '' check (name_kind in ('', 'nickname', 'old name', 'old county', 'misspelling', 'region'))",
    "agency_role text not null default '' check (agency_role in ('', 'police', 'jail'))",
  ])
    await sql`alter table aliases add column ${sql.raw(column)}`.execute(db);
  await sql`
    update aliases set
      typed_as = case
        when note like '%only in a state slot%' then 'state slot'
        when note like '%only as the whole place argument%' then 'whole argument'
        else '' end,
      county_government = case when note like '%no county government%' then 'none' else '' end,
      name_kind = case
        when note like '%nickname%' then 'nickname'
        when note like '%old name%' then 'old name'
        when note like '%old county code%' then 'old county'
        when note like '%misspel%' then 'misspelling'
        when note like 'region%' or note like '%; region%' then 'region'
        else '' end,
      agency_role = case
        when kind = 'jurisdiction' or level in ('state', 'federal') then ''
        when canonical like '%police%' then 'police'
        when level <> 'city' then 'jail'
        when canonical like '%correction%' or canonical like '%jail%' or canonical like '%rikers%' then 'jail'
        else 'police' end`.execute(db);
  await sql`alter table releases add column address_class text not null default 'words' check (address_class in ('web', 'internal', 'words'))`.execute(
    db,
  );
  await sql`alter table releases add column precision_class text not null default 'plain' check (precision_class in ('plain', 'remark'))`.execute(
    db,
  );
  await sql`
    update releases set
      address_class = case
        when address like 'seed %' then 'internal'
        when (address like 'http://_%' or address like 'https://_%') and instr(address, ' ') = 0 and instr(address, ';') = 0 then 'web'
        else 'words' end,
      precision_class = case
        when release_date_precision in ('', 'quarter', 'month', 'week') or release_date_precision like 'day%' then 'plain'
        else 'remark' end`.execute(db);
  await sql`alter table figures add column source_class text not null default 'shown' check (source_class in ('internal', 'shown'))`.execute(
    db,
  );
  await sql`update figures set source_class = 'internal' where source like 'seed %'`.execute(db);
}
