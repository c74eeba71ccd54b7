import { type Kysely, sql } from 'kysely';

/**
 * Columns that the release of August 2026 and the historical file added. Rows loaded before get the two that other
 * columns determine. `unread_columns` names the columns of a file that the desk does not read; null where the import
 * did not record them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of [
    'program text',
    'request_type text',
    'conviction text',
    'lifted_on text',
    'duplicate_drop_row text',
  ])
    await sql`alter table detainers add column ${sql.raw(column)}`.execute(db);
  await sql`alter table imports add column unread_columns text`.execute(db);
  // The Deportation Data Project's own rules: by the form, and by the NCIC code of the most serious conviction.
  await sql`
    update detainers set
      request_type = case
        when detainer_type like '%I247A%' or detainer_type like '%I247D%' then 'Detainer request'
        when detainer_type like '%I247G%' or detainer_type like '%I247N%' then 'Request for advance notification of release'
        when detainer_type like '%I247X%' then 'Other'
        when detainer_type like '%I247 %' then 'Detainer request' end,
      conviction = case
        when redacted like '%msc_charge_code%' then null
        when conviction_charge_code is null then 'None'
        when length(conviction_charge_code) <> 4 or conviction_charge_code glob '*[^0-9]*' then 'Nonviolent crime'
        when conviction_charge_code like '09%' and conviction_charge_code not in ('0909', '0910') then 'Violent crime'
        when conviction_charge_code like '11%' and conviction_charge_code <> '1116' then 'Violent crime'
        when conviction_charge_code like '12%' then 'Violent crime'
        when conviction_charge_code between '1301' and '1312' then 'Violent crime'
        when conviction_charge_code in ('1314', '1315') then 'Violent crime'
        else 'Nonviolent crime' end`.execute(db);
}
