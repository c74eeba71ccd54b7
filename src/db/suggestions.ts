import { sql } from 'kysely';
import type { Db } from './connect.ts';
import { engineOf } from './engine/engine-of.ts';
import { findSimilarKeys } from './places.ts';

/** A place, agency or facility that matches the typed letters. `code` is ICE's code of a facility. */
export interface Suggested {
  kind: 'state' | 'county' | 'city' | 'agency' | 'facility';
  name: string;
  state: string | null;
  code: string | null;
  /** The key that matched: its own or an alias's. */
  name_key: string;
  /** The alias that matched, as people write it; null when the name itself matched. */
  alias: string | null;
}

/**
 * Names that start with the key (as returned by nameKey), and counties whose base name is the key; only in these states
 * if given, places with facts first. When there are few, adds names that contain the key or share its trigrams. At most
 * `limit`.
 */
export async function findAllSuggested(
  db: Db,
  { key, base, states, limit }: { key: string; base: string; states?: string[]; limit: number },
): Promise<Suggested[]> {
  const end = `${key}\u{10ffff}`;
  const inState = states ? sql`and state in (${sql.join(states.length > 0 ? states : [''])})` : sql``;
  const begun = await sql<Suggested>`
    select * from (
      select 1 as part, 0 as rank, level as kind, name, state, null as code, name_key, null as alias,
        case when level = 'state' then 0
          when exists (select 1 from policies where policies.place_id = places.place_id) then 1
          when level = 'county' then 3 else 4 end as place
        from places where ((name_key >= ${key} and name_key < ${end}) or (name_key = ${base} and level = 'county')) ${inState}
      union all
      select distinct 2, rank, case kind when 'jurisdiction' then level else kind end, canonical, state, null, alias_key, alias, 2
        from aliases where alias_key >= ${key} and alias_key < ${end} and kind <> 'facility' and level <> 'federal' ${inState}
      union all
      select distinct 3, 0, kind, canonical, state, null, canonical_key, null, 2
        from aliases where canonical_key >= ${key} and canonical_key < ${end} and kind = 'agency' ${inState}
      union all
      select 4, 0, 'facility', name, state, code, search_key, null, 3
        from facilities where ${engineOf(db).contains(sql.ref('search_key'), sql`${` ${key}`}`)} ${inState}
    ) as begun
    order by place, name_key not in (${key}, ${base}), name_key, part, state nulls first, rank, kind desc, lower(name),
      alias nulls first, code nulls first limit ${limit * 4}`.execute(db);
  const found = distinct(begun.rows);
  if (found.length >= limit || key.length < 3) return found.slice(0, limit);
  const near = (await findSimilarKeys(db, key, 60)).filter(
    (each) => each.includes(key) || each.startsWith(key.slice(0, 1)),
  );
  if (near.length === 0) return found;
  const keys = sql.join(near);
  const similar = await sql<Suggested>`
    select * from (
      select 1 as part, 0 as rank, level as kind, name, state, null as code, name_key, null as alias
        from places where name_key in (${keys}) and level <> 'city' ${inState}
      union all
      select distinct 2, rank, case kind when 'jurisdiction' then level else kind end, canonical, state, null, alias_key, alias
        from aliases where alias_key in (${keys}) and kind <> 'facility' and level <> 'federal' ${inState}
    ) as alike
    order by part, name_key, state nulls first, rank, kind desc, lower(name), alias nulls first`.execute(db);
  const order = new Map(near.map((each, at) => [each, (each.includes(key) ? 0 : 1000) + at]));
  const sorted = similar.rows.sort((a, b) => (order.get(a.name_key) ?? 0) - (order.get(b.name_key) ?? 0));
  return distinct([...found, ...sorted]).slice(0, limit);
}

/** Keeps the first match of each place or agency. */
function distinct(rows: Suggested[]): Suggested[] {
  const seen = new Set<string>();
  return rows.filter(({ kind, name, state, code }) => {
    const id = [kind === 'agency' || kind === 'facility' ? kind : 'place', name, state, code].join('|');
    return !seen.has(id) && seen.add(id);
  });
}
