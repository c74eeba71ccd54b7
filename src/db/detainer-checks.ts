import { sql } from 'kysely';
import type { Db } from './connect.ts';

/** Rows of a state, sex and outcome group on the days of a release: those loaded before, and those of the release. */
export interface GroupCount {
  state: string;
  gender: string;
  outcome_group: string;
  loaded: number;
  found: number;
}

/** Counts groups on the days of a release, before its rows replace the loaded ones. */
export async function countGroups(
  db: Db,
  { importId, lastId, first, last }: { importId: number; lastId: number; first: string; last: string },
): Promise<GroupCount[]> {
  const { rows } = await sql<GroupCount>`
    select coalesce(f.state, '') as state, coalesce(d.gender, '') as gender, d.outcome_group,
      sum(case when d.detainer_id <= ${lastId}
        and (d.not_counted is distinct from 'gone' or d.gone_import_id = ${importId}) then 1 else 0 end) as loaded,
      sum(case when d.import_id = ${importId} then 1 else 0 end) as found
    from detainers as d join facilities as f on f.facility_id = d.facility_id
    where d.prepared_on between ${first} and ${last}
    group by 1, 2, 3`.execute(db);
  return rows;
}

const CONDITIONS = {
  'detainer_lift_reason is empty': 'd.lift_reason is null',
  'facility_state is empty': 'f.state is null',
  'detention_facility_code is empty': 'f.code is null',
  'gender is empty': 'd.gender is null',
  'citizenship_country is empty': 'd.citizenship is null',
  'birth_year is empty': 'd.birth_year is null',
  'detainer_prepared_criminality is empty': 'd.criminality is null',
  'detainer_type is empty': 'd.detainer_type is null',
  'unique_identifier is empty': 'd.identifier is null',
  'gender is none of Male, Female, Unknown': "d.gender not in ('Male', 'Female', 'Unknown')",
  'detainer_prepared_criminality is none of the three that ICE uses':
    "substr(d.criminality, 1, 1) not in ('1', '2', '3')",
  'detainer_lift_reason is a word that the desk does not know': "d.outcome_group = 'other_recorded'",
  'detainer_prepare_date is before October 2007': "d.prepared_on < '2007-10-01'",
  'departed_date is before detainer_prepare_date': 'd.departed_on < d.prepared_on',
  'birth_year is before 1900, or after the detainer':
    'd.birth_year < 1900 or d.birth_year > cast(substr(d.prepared_on, 1, 4) as integer)',
} as const;
export type RowCondition = keyof typeof CONDITIONS;

/** How many rows of an import there are, and how many meet each condition. */
export async function countConditions(
  db: Db,
  importId: number,
): Promise<{ rows: number } & Record<RowCondition, number>> {
  const sums = Object.values(CONDITIONS).map(
    (condition, at) => `coalesce(sum(case when ${condition} then 1 else 0 end), 0) as c${at}`,
  );
  const { rows } = await sql<Record<string, number>>`
    select count(*) as rows, ${sql.raw(sums.join(', '))}
    from detainers as d join facilities as f on f.facility_id = d.facility_id
    where d.import_id = ${importId}`.execute(db);
  const [counts = {}] = rows;
  const named = Object.keys(CONDITIONS).map((name, at) => [name, counts[`c${at}`] ?? 0]);
  return { rows: counts['rows'] ?? 0, ...Object.fromEntries(named) };
}
