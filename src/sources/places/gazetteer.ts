import { z } from 'zod';
import { nameKey } from '../../rules/name-key.ts';
import { stateByFips, states } from '../../rules/states.ts';
import { type AliasRow, cityId } from './schema.ts';

const Topology = z.object({
  objects: z.object({
    counties: z.object({
      geometries: z.array(z.object({ id: z.string(), properties: z.object({ name: z.string() }) })),
    }),
  }),
});

export interface PlaceRow {
  place_id: string;
  level: 'state' | 'county' | 'city';
  state: string;
  name: string;
  name_key: string;
  fips: string | null;
  counties: string[];
}

const ALASKA: Record<string, string> = {
  '02020': 'Municipality',
  '02110': 'City and Borough',
  '02220': 'City and Borough',
  '02275': 'City and Borough',
  '02282': 'City and Borough',
  '02016': 'Census Area',
  '02050': 'Census Area',
  '02070': 'Census Area',
  '02105': 'Census Area',
  '02158': 'Census Area',
  '02180': 'Census Area',
  '02188': 'Borough',
  '02198': 'Census Area',
  '02240': 'Census Area',
  '02261': 'Census Area',
  '02290': 'Census Area',
};
const CITIES = new Set(['24510', '29510']);
/**
 * County equivalents newer than us-atlas: Connecticut's planning regions replaced its eight counties in Census data of
 * 2022, and Alaska's Valdez-Cordova was split in 2019. Both generations stay, since facts name both.
 */
const NEWER_COUNTIES: [string, string][] = [
  ['09110', 'Capitol Planning Region'],
  ['09120', 'Greater Bridgeport Planning Region'],
  ['09130', 'Lower Connecticut River Valley Planning Region'],
  ['09140', 'Naugatuck Valley Planning Region'],
  ['09150', 'Northeastern Connecticut Planning Region'],
  ['09160', 'Northwest Hills Planning Region'],
  ['09170', 'South Central Connecticut Planning Region'],
  ['09180', 'Southeastern Connecticut Planning Region'],
  ['09190', 'Western Connecticut Planning Region'],
  ['02063', 'Chugach Census Area'],
  ['02066', 'Copper River Census Area'],
];

const Town = z.object({ state: z.string(), name: z.string(), county_fips: z.string() });
type Town = z.infer<typeof Town>;

/** A row of data/cities.csv. Throws ZodError where a column is missing. */
export const readTown = (row: Record<string, string>): Town => Town.parse(row);

/**
 * States, counties and cities. Aliases take precedence over the general table of cities. Counties have their legal
 * name, unless the facts use another.
 */
export function gazetteer(topology: unknown, aliases: AliasRow[], towns: Town[]): PlaceRow[] {
  const rows = new Map<string, PlaceRow>();
  const add = (row: PlaceRow) => rows.has(row.place_id) || rows.set(row.place_id, row);
  for (const state of states) {
    add({
      place_id: state.code,
      level: 'state',
      state: state.code,
      name: state.name,
      name_key: nameKey(state.name),
      fips: state.fips,
      counties: [],
    });
  }
  const written = namesInFacts(aliases);
  for (const { id, properties } of Topology.parse(topology).objects.counties.geometries) {
    const state = stateByFips(id.slice(0, 2));
    if (!state || state.code === 'DC') continue;
    const name = written.get(id) ?? legalName(id, properties.name);
    add({
      place_id: id,
      level: 'county',
      state: state.code,
      name,
      name_key: nameKey(properties.name),
      fips: id,
      counties: [id],
    });
  }
  for (const [fips, name] of NEWER_COUNTIES) {
    const state = stateByFips(fips.slice(0, 2))?.code ?? '';
    const name_key = nameKey(name.replace(/ (Planning Region|Census Area)$/, ''));
    add({ place_id: fips, level: 'county', state, name, name_key, fips, counties: [fips] });
  }
  for (const place of cities(aliases)) add(place);
  const named = new Set(rows.keys());
  for (const town of towns) addTown(rows, town, named);
  return [...rows.values()];
}

/**
 * Adds a town of the general table, unless it is its own county or the aliases (`named`) already have a city of that name in
 * the state. A name that the table has in several counties keeps all of them: it is one town or several, and no county is
 * taken for it.
 */
function addTown(rows: Map<string, PlaceRow>, { state, name, county_fips }: Town, named: ReadonlySet<string>): void {
  const plain = city(state, name, [county_fips]);
  const county = rows.get(county_fips);
  const isCountyItself = county?.name_key === plain.name_key && !/ (County|Parish)$/.test(county.name);
  if (state === 'DC' || isCountyItself || named.has(plain.place_id)) return;
  const known = rows.get(plain.place_id);
  if (!known) rows.set(plain.place_id, plain);
  else if (!known.counties.includes(county_fips)) known.counties.push(county_fips);
}

function legalName(fips: string, name: string): string {
  const state = fips.slice(0, 2);
  if (state === '22') return `${name} Parish`;
  if (state === '02') return `${name} ${ALASKA[fips] ?? 'Borough'}`;
  if (state === '72') return `${name} Municipio`;
  if (CITIES.has(fips) || (state === '51' && fips >= '51500')) return `${name} city`;
  if (fips === '32510') return name;
  return ['60', '66', '69', '78'].includes(state) ? name : `${name} County`;
}

/** The name that most rows of the facts give a county: 'Philadelphia', 'Denver', 'Baltimore city'. */
function namesInFacts(aliases: AliasRow[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const row of aliases) {
    if (row.kind !== 'jurisdiction' || row.level !== 'county' || !row.fips) continue;
    const names = counts.get(row.fips) ?? new Map<string, number>();
    counts.set(row.fips, names.set(row.canonical, (names.get(row.canonical) ?? 0) + 1));
  }
  return new Map([...counts].map(([fips, names]) => [fips, [...names].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '']));
}

function* cities(aliases: AliasRow[]): Generator<PlaceRow> {
  for (const row of aliases) {
    if (row.level !== 'city' || !row.state) continue;
    const name = row.kind === 'jurisdiction' ? row.canonical : row.parent;
    if (name && row.county_fips) yield city(row.state, name, row.county_fips.split(';'));
  }
  for (const row of aliases) {
    // A county row under another name, without a city row for it: the name is a city of that county.
    if (row.kind !== 'jurisdiction' || row.level !== 'county' || row.ambiguity === 'none' || !row.fips || !row.state)
      continue;
    if (row.name_kind !== '' || /^[A-Z]{2,4}$|\d/.test(row.alias)) continue;
    const name = row.alias.replace(/,.*$/, '').trim();
    const county = nameKey(row.canonical).replace(/ (county|parish|city)$/, '');
    const key = nameKey(name);
    const hasCityRow = aliases.some(
      (other) => other.alias === row.alias && other.level === 'city' && other.state === row.state,
    );
    if (hasCityRow || (key === county && row.ambiguity !== 'same place') || / (county|co|parish|cty|cnty)$/.test(key))
      continue;
    if (!/ (County|Parish)$/.test(row.canonical)) continue;
    yield city(row.state, name, [row.fips]);
  }
}

function city(state: string, name: string, counties: string[]): PlaceRow {
  return {
    place_id: cityId(state, name),
    level: 'city',
    state,
    name,
    name_key: nameKey(name),
    fips: counties[0] ?? null,
    counties,
  };
}
