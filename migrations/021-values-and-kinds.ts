import { type Kysely, sql } from 'kysely';

/**
 * `value_totals` holds the counted rows of each citizenship and charge, so that a filter's words are matched with ICE's
 * values without reading rows. A redacted lift reason is an outcome group of its own, apart from an empty one. City
 * jails are told from police departments, and hold rooms from ICE's other sites.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table value_totals (
      name text not null,
      value text not null,
      rows integer not null,
      primary key (name, value)
    ) strict, without rowid`.execute(db);
  for (const column of ['citizenship', 'conviction_charge'])
    await sql`
      insert into value_totals (name, value, rows)
      select ${column}, ${sql.ref(column)}, count(*) from detainers
      where not_counted is null and ${sql.ref(column)} is not null group by 2`.execute(db);

  const redacted = await sql`
    update detainers set outcome_group = 'redacted'
    where outcome_group = 'no_outcome' and ',' || redacted || ',' like '%,detainer_lift_reason,%'`.execute(db);

  const jails = await sql`
    update facilities set kind = 'city jail', search_key = replace(search_key, ' police ', ' city jail ')
    where kind = 'police' and (upper(name) like '%CITY JAIL%' or upper(name) like '%MUNICIPAL JAIL%'
      or upper(name) like '%CITY DET%')`.execute(db);
  const rooms = await sql`
    update facilities set kind = 'hold room', search_key = replace(search_key, ' ice site ', ' hold room ')
    where kind = 'ICE site' and (upper(name) like '%HOLD ROOM%' or upper(name) like '%HOLDROOM%'
      or upper(name) like '% HOLD' or upper(name) like '% HOLD RM%')`.execute(db);

  if ([redacted, jails, rooms].every(({ numAffectedRows }) => (numAffectedRows ?? 0n) === 0n)) return;
  await sql`delete from detainer_totals`.execute(db);
  await sql`
    insert into detainer_totals (state, county_fips, place_id, facility_kind, month, outcome_group, rows)
    select f.state, f.county_fips, f.place_id, f.kind, substr(d.prepared_on, 1, 7), d.outcome_group, count(*)
    from detainers as d join facilities as f on f.facility_id = d.facility_id
    where d.not_counted is null
    group by 1, 2, 3, 4, 5, 6`.execute(db);
}
