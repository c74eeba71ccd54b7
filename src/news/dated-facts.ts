import { type Agreement, findAllAgreements } from '../db/agreements.ts';
import type { Db } from '../db/connect.ts';
import type { LedgerEntry } from '../db/ledger.ts';
import { findCountiesOfCities } from '../db/places.ts';
import { findAllPolicies, type Policy } from '../db/policies.ts';
import { findAllReleases, type Release } from '../db/releases.ts';
import { untilNextImport } from '../db/until-import.ts';
import { compareDates, spanOf } from '../rules/dates.ts';
import { isLaw } from '../rules/policy-agencies.ts';
import { DIMENSIONS, type Dimension, TERMS } from '../rules/policy-record.ts';
import { allows, type ChangePlace, type NewsKind, type Scope } from '../rules/scope.ts';
import { daysInTerms } from '../rules/term-days.ts';
import { type NewsFilter, namesAgency } from './collect-news.ts';

/** Days, both inclusive. */
export interface Days {
  from: string;
  to: string;
}

type RuleEvent = 'takes effect' | 'ends' | 'signed' | 'deadline';

/** A rule with what happens to it on a date, at the record's own precision. */
export interface DatedRule {
  row: Policy;
  what: RuleEvent;
  on: string;
  /** Whose terms set the deadline. */
  dimension?: Dimension;
}

/** Facts by the day on which they happened, whenever they were loaded; each list has the newest first. */
export interface DatedFacts {
  rules: DatedRule[];
  signed: Agreement[];
  left: Agreement[];
  /** By the day of publication. */
  cases: Release[];
  /** What parties said about published cases, by the day on which they said it. */
  entries: LedgerEntry[];
}

/** The facts of these days inside the filter. */
export async function findDatedFacts(db: Db, days: Days, { kinds, scopes }: NewsFilter): Promise<DatedFacts> {
  const wanted = (kind: NewsKind) => kinds.includes(kind);
  const agreements = wanted('agreements') ? await agreementsOf(db, days, scopes) : [];
  const cases = wanted('releases') ? await casesOf(db, scopes) : [];
  const rules = wanted('policy') ? await rulesOf(db, days, scopes) : [];
  return {
    rules: rules.sort((a, b) => -order(a.on, b.on)),
    signed: agreements.filter((row) => falls(row.signed_on, days)).sort(newest((row) => row.signed_on)),
    left: agreements
      .filter((row) => falls(row.left_on, days) || falls(row.ended_on, days))
      .sort(newest((row) => row.left_on ?? row.ended_on)),
    cases: cases.filter((row) => falls(row.published_from, days)).sort(newest((row) => row.published_from)),
    entries: cases
      .flatMap(({ ledger = [] }) => ledger)
      .filter(({ said_on }) => falls(said_on, days))
      .sort(newest(({ said_on }) => said_on)),
  };
}

/** What the policy record dates into these days: rules that start or end, and deadlines in their terms; earliest first. */
export const findComing = async (db: Db, days: Days, scopes: Scope[]): Promise<DatedRule[]> =>
  (await rulesOf(db, days, scopes))
    .filter(({ what }) => what !== 'signed')
    .sort(
      (a, b) =>
        order(a.on, b.on) ||
        order(a.row.level === 'state' ? '' : a.row.name, b.row.level === 'state' ? '' : b.row.name),
    );

/** Rows that only point to a state's law, and agreements, which have their own list, would be told twice. */
const isTold = (row: Policy): boolean =>
  row.status !== 'unconfirmed' && isLaw(row) && row.kind !== 'state law pointer' && row.kind !== '287(g) agreement';

async function rulesOf(db: Db, days: Days, scopes: Scope[]): Promise<DatedRule[]> {
  const rows = (await findAllPolicies(db)).filter(isTold);
  const events = rows.flatMap((row): DatedRule[] => {
    const found: DatedRule[] = [
      ...(falls(row.effective_on, days) ? [{ row, what: 'takes effect' as const, on: row.effective_on ?? '' }] : []),
      ...(falls(row.ended_on, days) ? [{ row, what: 'ends' as const, on: row.ended_on ?? '' }] : []),
      ...deadlinesOf(row, days),
    ];
    // What starts in these days was mostly signed in them, too.
    return found.length === 0 && falls(row.enacted_on, days)
      ? [{ row, what: 'signed', on: row.enacted_on ?? '' }]
      : found;
  });
  return within(db, events, scopes, ({ row }) => ({
    kind: 'policy',
    class: row.level,
    state: row.state,
    place_id: row.place_id,
    county_fips: null,
    facility_id: null,
  }));
}

/** One deadline for each day that the terms of a row set while it is in force. */
function deadlinesOf(row: Policy, days: Days): DatedRule[] {
  const dated = DIMENSIONS.flatMap((dimension) =>
    daysInTerms(row[TERMS[dimension]])
      .filter((on) => falls(on, days) && (row.ended_on === null || compareDates(on, row.ended_on) < 0))
      .map((on) => ({ row, what: 'deadline' as const, on, dimension })),
  );
  return dated.filter(({ on }, at) => dated.findIndex((each) => each.on === on) === at);
}

async function agreementsOf(db: Db, { from }: Days, scopes: Scope[]): Promise<Agreement[]> {
  const wanted = { stage: 'participating', datedSince: from.slice(0, 7) } as const;
  const rows = await untilNextImport(db, ['agreements', wanted], () => findAllAgreements(db, {}, wanted));
  return within(db, rows, scopes, (row) => ({
    kind: 'agreements',
    class: row.stage,
    state: row.state,
    place_id: row.place_id,
    county_fips: row.county_fips,
    facility_id: null,
  }));
}

async function casesOf(db: Db, scopes: Scope[]): Promise<Release[]> {
  const rows = await findAllReleases(db, {});
  // A case may be published for several states: 'WA/OR'.
  const each = rows.flatMap((row) => row.state.split('/').map((state) => ({ row, state })));
  const kept = await within(
    db,
    each,
    scopes,
    ({ row, state }) => ({
      kind: 'releases',
      class: row.outcome_class,
      state,
      place_id: row.place_id,
      county_fips: null,
      facility_id: null,
    }),
    ({ row }, scope) => scope.kind !== 'agency' || namesAgency(row, scope),
  );
  return [...new Set(kept.map(({ row }) => row))];
}

async function within<T>(
  db: Db,
  rows: T[],
  scopes: Scope[],
  placeOf: (row: T) => ChangePlace,
  isOf: (row: T, scope: Scope) => boolean = () => true,
): Promise<T[]> {
  if (scopes.length === 0) return rows;
  const ids = [...new Set(rows.map((row) => placeOf(row).place_id))].filter((id) => id?.includes('/'));
  const cities = await findCountiesOfCities(db, ids as string[]);
  const countiesOf = (placeId: string) => cities.get(placeId) ?? [];
  return rows.filter((row) => scopes.some((scope) => allows(scope, placeOf(row), countiesOf) && isOf(row, scope)));
}

/** A month falls on days that it shares, a year only on days that hold all of it. */
function falls(date: string | null, { from, to }: Days): boolean {
  const span = date === null ? undefined : spanOf(date);
  if (!date || !span) return false;
  return date.length === 7 ? span.from <= to && span.to >= from : span.from >= from && span.to <= to;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const newest =
  <T>(dateOf: (row: T) => string | null) =>
  (a: T, b: T): number =>
    -order(dateOf(a) ?? '', dateOf(b) ?? '');
