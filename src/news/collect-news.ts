import {
  type Change,
  countArrivals,
  countOutcomeChanges,
  findAllChanges,
  findBusiestArrival,
  type RecordedOutcome,
  type Span,
} from '../db/changes.ts';
import type { Db } from '../db/connect.ts';
import { findAllImportsBetween, type Import } from '../db/imports.ts';
import { findCountiesOfCities } from '../db/places.ts';
import { findAllPoliciesOfYears, type Policy } from '../db/policies.ts';
import type { Release } from '../db/releases.ts';
import { nameKey } from '../rules/name-key.ts';
import { isLaw } from '../rules/policy-agencies.ts';
import { allows, type NewsKind, type Scope } from '../rules/scope.ts';

/** A rule that starts or ends on a day within the period of the news. */
export interface Effect {
  row: Policy;
  what: 'takes effect' | 'ends';
  /** At the row's own precision. */
  on: string;
}

export interface OutcomeChange {
  was: RecordedOutcome;
  now: RecordedOutcome;
  n: number;
}

export interface Arrival {
  import: Import;
  added: number;
  changed: number;
  busiest?: { name: string; state: string | null; on: string; rows: number };
}

/** What is new inside a filter, with the imports that it came from. */
export interface News {
  changes: Change[];
  effects: Effect[];
  outcomes: OutcomeChange[];
  arrivals: Arrival[];
  /** Loaded imports of the span, newest first. */
  imports: Map<number, Import>;
  /** For whoever runs the desk: a file that was not loaded is no news, and no source. */
  refused: Import[];
}

export interface NewsFilter {
  kinds: readonly NewsKind[];
  /** Empty means everywhere. */
  scopes: Scope[];
}

/**
 * Collects what the imports of a span changed inside the filter, and the rules that start or end after one day, up to
 * another.
 */
export async function collectNews(
  db: Db,
  span: Span,
  days: { after: string; to: string } | undefined,
  { kinds, scopes }: NewsFilter,
): Promise<News> {
  const imports = await findAllImportsBetween(db, span);
  const wanted = (kind: NewsKind) => kinds.includes(kind);
  const places = scopes.filter((scope) => scope.kind !== 'source');
  const onlySources = scopes.length > 0 && places.length === 0;
  const logged = kinds.filter((kind) => kind !== 'outcomes');
  const changes = imports.length === 0 || onlySources ? [] : await findAllChanges(db, span, logged, places);
  const outcomes =
    imports.length > 0 && wanted('outcomes') && !onlySources ? await countOutcomeChanges(db, span, places) : [];
  return {
    changes: await keepNamed(db, changes, places),
    effects: wanted('policy') && days && !onlySources ? await effectsOf(db, days, places) : [],
    outcomes: outcomes.map(({ was, now, n }) => ({ was: JSON.parse(was ?? '{}'), now: JSON.parse(now ?? '{}'), n })),
    arrivals: wanted('data') && imports.length > 0 ? await arrivalsOf(db, span, scopes, imports) : [],
    imports: new Map(imports.filter(({ outcome }) => outcome === 'loaded').map((each) => [each.import_id, each])),
    refused: wanted('data')
      ? imports.filter((each) => each.outcome === 'refused' && concernsSource(each.source, scopes))
      : [],
  };
}

export const isQuiet = (news: News): boolean =>
  news.changes.length + news.effects.length + news.outcomes.length + news.arrivals.length === 0;

/** Collects each filter and span once, however many channels ask for it. */
export function collectOnce(): typeof collectNews {
  const known = new Map<string, Promise<News>>();
  return (db, ...asked) => {
    const key = JSON.stringify(asked.map((each) => (each && 'scopes' in each ? [each.kinds, each.scopes] : each)));
    const found = known.get(key) ?? collectNews(db, ...asked);
    known.set(key, found);
    return found;
  };
}

/** A refused file concerns everyone except those who follow only other sources. */
const concernsSource = (source: string, scopes: Scope[]): boolean =>
  scopes.length === 0 || scopes.some((scope) => scope.kind !== 'source' || scope.source === source);

/** An agency's published cases are those that name it. A case that another scope allows is kept too. */
async function keepNamed(db: Db, changes: Change[], scopes: Scope[]): Promise<Change[]> {
  const agencies = scopes.filter((scope) => scope.kind === 'agency');
  const others = scopes.filter((scope) => scope.kind !== 'agency');
  if (agencies.length === 0) return changes;
  const cities = await findCountiesOfCities(
    db,
    changes.flatMap((change) => (change.place_id?.includes('/') ? [change.place_id] : [])),
  );
  return changes.filter((change) => {
    if (change.kind !== 'releases') return true;
    if (others.some((scope) => allows(scope, change, (placeId) => cities.get(placeId) ?? []))) return true;
    const row = JSON.parse(change.now ?? change.was ?? '{}') as Partial<NamedAgencies>;
    return agencies.some((scope) => namesAgency(row, scope));
  });
}

type NamedAgencies = Pick<Release, 'releasing_agency' | 'detainer_sent_to'>;

/** True for a published case that names the agency of a scope. */
export function namesAgency(row: Partial<NamedAgencies>, { agencyKeys }: Scope): boolean {
  const names = ` ${nameKey(`${row.releasing_agency ?? ''} ${row.detainer_sent_to ?? ''}`)} `;
  return agencyKeys.some((key) => names.includes(` ${key} `));
}

async function effectsOf(db: Db, days: { after: string; to: string }, scopes: Scope[]): Promise<Effect[]> {
  const rows = await findAllPoliciesOfYears(db, days.after.slice(0, 4), days.to.slice(0, 4));
  const effects = rows
    .filter((row) => row.status !== 'unconfirmed' && isLaw(row))
    .flatMap((row): Effect[] => [
      ...(falls(row.effective_on, days) ? [{ row, what: 'takes effect' as const, on: row.effective_on ?? '' }] : []),
      ...(falls(row.ended_on, days) ? [{ row, what: 'ends' as const, on: row.ended_on ?? '' }] : []),
    ]);
  if (scopes.length === 0 || effects.length === 0) return effects;
  const cities = await findCountiesOfCities(
    db,
    effects.flatMap(({ row }) => (row.level === 'city' && row.place_id ? [row.place_id] : [])),
  );
  return effects.filter(({ row }) =>
    scopes.some((scope) =>
      allows(
        scope,
        {
          kind: 'policy',
          class: row.level,
          state: row.state,
          place_id: row.place_id,
          county_fips: null,
          facility_id: null,
        },
        (placeId) => cities.get(placeId) ?? [],
      ),
    ),
  );
}

/** A date known by month falls on the month's first day. A date known by year falls on no day. */
function falls(date: string | null, { after, to }: { after: string; to: string }): boolean {
  if (date === null || date.length < 7) return false;
  const day = date.length === 7 ? `${date}-01` : date;
  return day > after && day <= to;
}

async function arrivalsOf(db: Db, span: Span, scopes: Scope[], imports: Import[]): Promise<Arrival[]> {
  const followed = scopes.some((scope) => scope.source === 'ice-detainers');
  const within = followed ? [] : scopes;
  const arrivals: Arrival[] = [];
  for (const row of await countArrivals(db, span, within)) {
    const found = imports.find((each) => each.import_id === row.import_id);
    if (!found) continue;
    const most = await findBusiestArrival(db, row.import_id, within);
    arrivals.push({
      import: found,
      added: row.added,
      changed: row.changed,
      ...(most?.busiest_on && most.busiest_rows > 1
        ? { busiest: { name: most.name, state: most.state, on: most.busiest_on, rows: most.busiest_rows } }
        : {}),
    });
  }
  return arrivals;
}
