import { distance } from 'fastest-levenshtein';
import type { Action, Notice } from '../answer.ts';
import type { Db } from '../db/connect.ts';
import {
  type Alias,
  findAliasesByCanonical,
  findAliasesByKey,
  findAllAgenciesByPlace,
  findCountiesOfCity,
  findKeysOfState,
  findPlaceById,
  findPlacesByKey,
  findSimilarKeys,
  type Place,
} from '../db/places.ts';
import { UserError } from '../errors.ts';
import { nameKey } from '../rules/name-key.ts';
import { decidePlace, distinct, type PlaceMeaning, type PlaceOutcome, samePlace } from '../rules/place-choice.ts';
import { isTypo } from '../rules/place-typo.ts';
import { loneState, type PlaceForm, placeWords } from '../rules/place-words.ts';

interface Reading {
  base: string;
  form: PlaceForm;
  state?: string;
}

/**
 * What typed words mean as a place, an agency or a facility. The most literal reading with a meaning decides; a typo is
 * accepted only when one name is clearly nearest.
 */
export async function findPlace(db: Db, words: string): Promise<PlaceOutcome> {
  const { key, readings } = placeWords(words);
  const rows = await findAliasesByKey(db, key);
  if (!/[a-z]/.test(key) && rows.length === 0) return none;
  const state = loneState(words);
  const stateItself = state ? await findPlaceById(db, state.code) : undefined;
  if (stateItself && rows.length === 0) return decidePlace([await meaningOf(db, stateItself)], '');
  if (key.length === 2 && !state && words.trim() !== words.trim().toUpperCase() && rows.length === 0) return none;
  const whole = await aliasMeanings(db, rows, words);
  if (whole.length > 0) {
    const more = stateItself && isOpen(whole) ? [await meaningOf(db, stateItself)] : [];
    return settle(whole, [...more, ...(await placesOfReadings(db, readings))]);
  }
  for (const reading of readings) {
    const found = await read(db, reading, words);
    if (found) return found;
  }
  for (const name of [key, `${key} jail`]) {
    const named = await aliasMeanings(db, await findAliasesByCanonical(db, name), words);
    if (named.length > 0) return settle(named, [], true);
  }
  return similar(db, readings);
}

const none: PlaceOutcome = { outcome: 'none', closest: [] };
const isOpen = (aliases: AliasMeaning[]) => aliases.some((each) => each.ambiguity === 'different places');

async function placesOfReadings(db: Db, readings: Reading[]): Promise<PlaceMeaning[]> {
  const slotted = readings.filter((reading) => reading.state !== undefined);
  const fit = (slotted.length > 0 ? slotted : readings).filter(
    ({ form }) => form === 'plain' || form === 'county' || form === 'city',
  );
  return (await Promise.all(fit.map((reading) => placesNamed(db, reading, true)))).flat();
}

async function read(db: Db, reading: Reading, words: string): Promise<PlaceOutcome | undefined> {
  const { base, form, state } = reading;
  if (base === '' || (base.length < 2 && form !== 'plain')) return undefined;
  if (form === 'state') {
    const named = loneState(base);
    const place = named ? await findPlaceById(db, named.code) : undefined;
    return place ? decidePlace([await meaningOf(db, place)], '') : undefined;
  }
  if (form === 'city') {
    // 'New York City', 'Oklahoma City': the word belongs to the name where just one place has it.
    const named = (await findPlacesByKey(db, `${base} city`, state)).filter((place) => place.level === 'city');
    const [only] = named;
    if (only && named.length === 1)
      return settle([], await withCounty(db, [await meaningOf(db, only)], only.state), true);
  }
  const places = await placesNamed(db, reading);
  const rows = form === 'plain' && state ? await findAliasesByKey(db, base, state) : [];
  // Within a state the state itself is not what a name after a comma's left means.
  const aliases = (await aliasMeanings(db, rows, words)).filter(
    (each) => each.level !== 'state' || each.kind !== 'jurisdiction' || state === 'DC',
  );
  if (aliases.length > 0) return settle(aliases, places, true);
  if (form === 'plain' && state && places.length === 0) {
    const named = await aliasMeanings(db, await findAliasesByCanonical(db, base, state), words);
    if (named.length > 0) return settle(named, [], true);
  }
  if (form === 'sheriff' || form === 'police') return agency(db, reading, words);
  if (places.length > 0)
    return settle([], form === 'plain' || form === 'city' ? await withCounty(db, places, state) : places, true);
  if (form === 'jail' || form === 'county' || form === 'city') {
    // 'meck jail', 'city of philly': the name itself is an alias.
    const nicknames = await aliasMeanings(db, await findAliasesByKey(db, base, state), words);
    const fit = nicknames.filter(
      (each) => each.kind === 'jurisdiction' && (form !== 'county' || each.level === 'county'),
    );
    const towns = await placesNamed(db, { base, form: 'plain', ...(state ? { state } : {}) }, true);
    if (fit.length > 0) return settle(fit, form === 'city' ? towns : []);
  }
  return undefined;
}

/**
 * Places of this very name, as the form allows: 'X County' is never a city. Without a state a town counts only beside
 * the county of its name that it stands in: too many towns share a name.
 */
async function placesNamed(db: Db, { base, form, state }: Reading, towns = false): Promise<PlaceMeaning[]> {
  const found = await findPlacesByKey(db, base, state);
  const fit = found.filter((place) => {
    if (form === 'county' || form === 'jail' || form === 'sheriff')
      return place.level === 'county' && !/ city$/.test(place.name);
    if (form === 'city' || form === 'police')
      return place.level === 'city' || (place.level === 'county' && !/ (County|Parish)$/.test(place.name));
    return place.level !== 'state';
  });
  const meanings = await Promise.all(fit.filter((place) => !isBorough(place)).map((place) => meaningOf(db, place)));
  const sorted = meanings.sort((a, b) => leads(a) - leads(b));
  if (state || towns) return sorted;
  return sorted.filter(
    (each) => each.level === 'county' || sorted.some((other) => other.level === 'county' && samePlace(each, other)),
  );
}

// Counties run jails and lead; Connecticut and Rhode Island have no county government.
const leads = (each: PlaceMeaning) => ((each.level === 'county') === !['CT', 'RI'].includes(each.state ?? '') ? 0 : 1);

// The five counties of New York City have no county policy: aliases lead to the city.
const isBorough = (place: Place) => ['36005', '36047', '36061', '36081', '36085'].includes(place.place_id);

/** A city named with its state brings the counties that it stands in. */
async function withCounty(db: Db, places: PlaceMeaning[], state: string | undefined): Promise<PlaceMeaning[]> {
  const [only] = places;
  if (!only || places.length > 1 || only.level !== 'city' || !state) return places;
  const counties = await Promise.all(only.countyFips.map((fips) => findPlaceById(db, fips)));
  const known = counties.filter((county) => county !== undefined).filter((county) => !isBorough(county));
  return [only, ...(await Promise.all(known.map((county) => meaningOf(db, county))))];
}

/**
 * Joins what the aliases say with places of the name. Aliases that the data calls one place take only the city and
 * county that belong to them; where the data says "different places" and no state was given, the desk asks.
 */
function settle(aliases: AliasMeaning[], places: PlaceMeaning[], narrowed = false): PlaceOutcome {
  if (aliases.length === 0) return decidePlace(places, whySame(places));
  const same = places.filter((place) =>
    aliases.some((alias) => samePlace(alias, place) || alias.placeId === place.placeId),
  );
  const open = isOpen(aliases) && !narrowed;
  const all = distinct([...aliases, ...(isOpen(aliases) ? places : same)]);
  const cities = all.filter((each) => each.level === 'city' && each.kind === 'jurisdiction');
  // A county row of rank 2 leaves rank 1 to the city of that name.
  const [city] = cities;
  const lead =
    !isOpen(aliases) && city && aliases.every((alias) => alias.rank > 1 || /no county government/.test(alias.note))
      ? distinct([city, ...all])
      : all;
  if (open && lead.length > 1) return { outcome: 'ask', why: whySame(lead), candidates: lead };
  return decidePlace(lead, whySame(lead));
}

const whySame = (meanings: PlaceMeaning[]) =>
  meanings.filter((each) => each.level === 'county').length > 1
    ? 'Several counties share the name.'
    : 'The words have more than one meaning.';

async function agency(db: Db, reading: Reading, words: string): Promise<PlaceOutcome | undefined> {
  const { base, form, state } = reading;
  let places = await placesNamed(db, reading);
  if (places.length === 0) {
    const nicknames = await aliasMeanings(db, await findAliasesByKey(db, base, state), words);
    const counties = nicknames.filter((each) => each.kind === 'jurisdiction' && each.level === 'county');
    const named = await placesNamed(db, { ...reading, form: 'plain' }, true);
    const towns = [...nicknames, ...named].filter(
      (each) =>
        each.level === 'city' && each.kind === 'jurisdiction' && counties.some((county) => samePlace(county, each)),
    );
    places = form === 'police' && towns.length > 0 ? distinct(towns) : counties;
  }
  if (places.length === 0) return undefined;
  const word = form === 'sheriff' ? 'Sheriff' : 'Police';
  const meanings: PlaceMeaning[] = [];
  for (const place of places) {
    const [known] = place.placeId ? await findAllAgenciesByPlace(db, place.placeId, word) : [];
    const name = known?.name ?? (form === 'sheriff' ? `${place.canonical} Sheriff` : `${place.canonical} Police`);
    meanings.push({ ...place, kind: 'agency', canonical: name });
  }
  return decidePlace(meanings, whySame(places));
}

interface AliasMeaning extends PlaceMeaning {
  ambiguity: Alias['ambiguity'];
  rank: number;
}

/** Alias rows as meanings; an English word counts only in a state slot or with a full stop. */
async function aliasMeanings(db: Db, rows: Alias[], words: string): Promise<AliasMeaning[]> {
  const usable = rows.filter(
    (row) =>
      !/only in a state slot/.test(row.note) || words.includes('.') || words.trim() === words.trim().toUpperCase(),
  );
  return Promise.all(
    usable.map(async (row) => {
      const place = row.place_id ? await findPlaceById(db, row.place_id) : undefined;
      const listed = row.county_fips.split(';').filter(Boolean);
      const counties = listed.length > 0 ? listed : row.level === 'county' && row.fips ? [row.fips] : [];
      return {
        kind: row.kind,
        canonical: row.canonical,
        level: row.level,
        ...(row.state ? { state: row.state } : {}),
        ...(row.fips ? { fips: row.fips } : {}),
        ...(place ? { placeId: place.place_id } : {}),
        countyFips: counties,
        note: row.note,
        ambiguity: row.ambiguity,
        rank: row.rank,
      };
    }),
  );
}

async function meaningOf(db: Db, place: Place): Promise<PlaceMeaning> {
  const counties =
    place.level === 'city'
      ? await findCountiesOfCity(db, place.place_id)
      : place.level === 'county' && place.fips
        ? [place.fips]
        : [];
  return {
    kind: 'jurisdiction',
    canonical: place.name,
    level: place.level,
    state: place.state,
    ...(place.fips ? { fips: place.fips } : {}),
    placeId: place.place_id,
    countyFips: counties,
    note: '',
  };
}

/** A typo: trigrams (and, in a state, its names) give candidates, edit distance accepts one that is clearly nearest. */
async function similar(db: Db, readings: Reading[]): Promise<PlaceOutcome> {
  const near: { reading: Reading; key: string; far: number }[] = [];
  for (const reading of readings) {
    if (reading.base.length < 4) continue;
    const keys = new Set(await findSimilarKeys(db, reading.base, 30));
    if (reading.state) for (const key of await findKeysOfState(db, reading.state, reading.base[0] ?? '')) keys.add(key);
    for (const key of keys) near.push({ reading, key, far: distance(reading.base, key) });
  }
  near.sort((a, b) => a.far - b.far);
  const accepted = near.filter(({ reading, key }) => isTypo(reading, key));
  const [best] = accepted;
  if (best) {
    const meant: PlaceMeaning[] = [];
    let found: PlaceOutcome | undefined;
    for (const { reading, key } of accepted.filter(({ far }) => far === best.far)) {
      const outcome = await readSimilar(db, reading, key);
      if (!outcome) continue;
      found ??= outcome;
      meant.push(...meaningsOf(outcome));
    }
    if (found) {
      const first = meaningsOf(found);
      const elsewhere = meant.filter((each) => !first.some((other) => other.placeId === each.placeId));
      return elsewhere.length === 0
        ? found
        : { outcome: 'ask', why: 'Several names are as near to what was typed.', candidates: distinct(meant) };
    }
  }
  const closest: PlaceMeaning[] = [];
  for (const { reading, key, far } of near.slice(0, 12)) {
    if (closest.length >= 3 || far > reading.base.length / 3) break;
    const outcome = await readSimilar(db, reading, key);
    const like = (each: PlaceMeaning) => distance(each.canonical.toLowerCase(), key);
    if (outcome)
      closest.push(
        ...meaningsOf(outcome)
          .sort((x, y) => like(x) - like(y))
          .slice(0, 1),
      );
  }
  return { outcome: 'none', closest: distinct(closest).slice(0, 3) };
}

async function readSimilar(db: Db, reading: Reading, key: string): Promise<PlaceOutcome | undefined> {
  const found = await read(db, { ...reading, base: key }, key);
  if (found) return found;
  const rows = await aliasMeanings(db, await findAliasesByKey(db, key, reading.state), key);
  const fit = rows.filter(
    (row) => reading.form === 'plain' || (row.kind === 'jurisdiction' && reading.form !== 'state'),
  );
  return fit.length > 0 ? settle(fit, await placesNamed(db, { ...reading, base: key })) : undefined;
}

const meaningsOf = (outcome: PlaceOutcome): PlaceMeaning[] =>
  outcome.outcome === 'answer'
    ? [outcome.meaning, ...outcome.also]
    : outcome.outcome === 'ask'
      ? outcome.candidates
      : outcome.closest;

/** Asks which place was meant; every choice is a command line. Throws UserError, with what is closest, when none is known. */
export function placeQuestion(
  outcome: PlaceOutcome,
  words: string,
  commandLine: (placeWords: string) => string,
): Notice {
  const typed = words.slice(0, 80);
  const candidates = meaningsOf(outcome);
  const actions = candidates.map((candidate) => ({
    label: labelOf(candidate).slice(0, 70),
    words: commandLine(`"${unambiguous(candidate)}"`),
  }));
  const choices = actions.slice(0, 8);
  if (outcome.outcome === 'ask') {
    const counties = candidates.filter((each) => each.level === 'county' && each.kind === 'jurisdiction').length > 1;
    return {
      kind: 'notice',
      title: `Which ${typed}?`,
      summary: `"${typed}" may mean ${candidates.length} places: ${candidates.slice(0, 4).map(labelOf).join('; ')}${candidates.length > 4 ? '; and others' : ''}.`,
      parts: [
        { kind: 'choices', question: outcome.why || 'Choose one.', choices },
        ...(candidates.length > 8
          ? [
              {
                kind: 'note' as const,
                text: `${candidates.length - 8} more: add the state, for example "${unambiguous(candidates[8] as PlaceMeaning)}".`,
              },
            ]
          : []),
        ...(counties
          ? [
              {
                kind: 'note' as const,
                text: 'Counties that share a name have been mixed up before: ICE corrected its report of early 2017 for that (AILA Doc. 17032002).',
              },
            ]
          : []),
      ],
      followUps: [],
      words: commandLine(`"${typed}"`),
      places: candidates.map(({ canonical, state }, at) => ({
        name: nameKey(canonical).replace(/ (county|parish|borough)$/, ''),
        ...(state ? { state } : {}),
        action: actions[at] as Action,
      })),
    };
  }
  const closest = choices.length > 0 ? ` Closest: ${candidates.slice(0, 3).map(labelOf).join(' · ')}.` : '';
  throw new UserError(
    `I don't know a place called "${typed}".${closest} Add a state, for example "Franklin County, PA", or name the county that the place is in.`,
    { choices },
  );
}

/** 'Orange County, CA', 'Los Angeles Police Department (CA)'. */
export function labelOf(meaning: PlaceMeaning): string {
  if (meaning.level === 'state' && meaning.kind === 'jurisdiction') return `${meaning.canonical} (state)`;
  if (meaning.level === 'federal') return meaning.canonical;
  return `${meaning.canonical}, ${meaning.state ?? ''}${meaning.level === 'city' && meaning.kind === 'jurisdiction' ? ' (city)' : ''}`;
}

function unambiguous(meaning: PlaceMeaning): string {
  if (meaning.level === 'federal') return meaning.canonical;
  if (meaning.level === 'state' && meaning.kind === 'jurisdiction') return `State of ${meaning.canonical}`;
  const city =
    meaning.level === 'city' && meaning.kind === 'jurisdiction' ? `City of ${meaning.canonical}` : meaning.canonical;
  return `${city}, ${meaning.state ?? ''}`;
}
