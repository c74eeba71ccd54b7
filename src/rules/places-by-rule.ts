import { jailRunBy, type PolicySubject, runsItsJails } from './policy-agencies.ts';
import { hasSheriffAgreement, type PolicyRule, policyAtDate, type Ruling } from './policy-at-date.ts';
import type { Dimension, PolicyValue } from './policy-record.ts';

export type AskedValue = PolicyValue | 'not addressed';

/** A rule of the record with the place whose rule it is. */
export interface PlacedRule extends PolicyRule {
  name: string;
  state: string;
  place_id: string | null;
}

/** A place with rules of its own, and what governs it on the day. */
export interface RuledPlace<R extends PlacedRule> {
  level: R['level'];
  name: string;
  state: string;
  placeId: string;
  rulings: Ruling<R>[];
}

/** What the record does not say of a place: the counties of a city, and who signed with ICE. */
export interface PlaceFacts {
  countiesOf(placeId: string): readonly string[];
  /** FIPS codes of counties whose sheriff has a 287(g) agreement on ICE's lists on the day. */
  withSheriffAgreement: ReadonlySet<string>;
}

/**
 * What governs each place that has rules of its own in the record on a day, read together with its state and county.
 * A state and a county are asked about the agency that runs the jail, a city about its police. States first.
 */
export function rulesOfPlaces<R extends PlacedRule>(
  rows: readonly R[],
  day: string,
  facts: PlaceFacts,
): RuledPlace<R>[] {
  const byPlace = new Map<string, R[]>();
  for (const row of rows) {
    const id = row.place_id;
    if (id !== null) byPlace.set(id, [...(byPlace.get(id) ?? []), row]);
  }
  const places = [...byPlace].flatMap(([placeId, own]): RuledPlace<R>[] => {
    const [first] = own;
    if (!first) return [];
    const { level, name, state } = first;
    const counties = level === 'city' ? facts.countiesOf(placeId) : [];
    const around = [
      ...(level === 'state' ? [] : (byPlace.get(state) ?? [])),
      ...(counties.length === 1 ? (byPlace.get(counties[0] ?? '') ?? []) : []),
    ];
    const read = [...around, ...own];
    const fips = level === 'county' ? placeId : undefined;
    const subject: PolicySubject = {
      kind: level === 'city' && !runsItsJails(placeId) ? 'city police' : 'jail',
      jailRunBy: jailRunBy(state, fips),
      hasAgreement: hasSheriffAgreement(read, day) || (fips !== undefined && facts.withSheriffAgreement.has(fips)),
    };
    return [{ level, name, state, placeId, rulings: policyAtDate(read, day, subject).rulings }];
  });
  const key = ({ level, state, name }: RuledPlace<R>) =>
    level === 'state' ? `0 ${name}` : `${LEVELS.indexOf(level)} ${state} ${name}`;
  return places.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

export const LEVELS = ['state', 'county', 'city'] as const;

/** True where what governs the dimension is one of the values. */
export const saysOneOf = (
  { rulings }: { rulings: Ruling<PolicyRule>[] },
  dimension: Dimension,
  values: readonly AskedValue[],
): boolean =>
  rulings.some(
    (ruling) =>
      ruling.dimension === dimension &&
      (ruling.value
        ? values.includes(ruling.value)
        : ruling.silence === 'not addressed' && values.includes('not addressed')),
  );
