import { distance } from 'fastest-levenshtein';
import type { Notice } from '../answer.ts';
import type { Db } from '../db/connect.ts';
import {
  type Alias,
  findAliasesByKey,
  findAllAgenciesByPlace,
  findCountiesOfCity,
  findPlaceById,
  findPlacesByKey,
  findSimilarKeys,
  type Place,
} from '../db/places.ts';
import { decidePlace, distinct, type PlaceMeaning, type PlaceOutcome, samePlace } from '../rules/place-choice.ts';
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
  if (!/[a-z]/.test(key) && !(await findAliasesByKey(db, key)).length) return { outcome: 'none', closest: [] };
  const state = loneState(words);
  if (state && (await findAliasesByKey(db, key)).length === 0) {
    const place = await findPlaceById(db, state.code);
    const cities = (await findPlacesByKey(db, key)).filter((each) => each.level === 'city');
    if (place)
      return decidePlace(await Promise.all([...cities, place].map((each) => meaningOf(db, each))), 'city or state');
  }
  if (key.length === 2 && !state && words.trim() !== words.trim().toUpperCase() && key !== 'la')
    return { outcome: 'none', closest: [] };
  const whole = await aliasMeanings(db, await findAliasesByKey(db, key), words);
  if (whole.length > 0) return settle(db, whole, await placesNamed(db, { base: key, form: 'plain' }));
  for (const reading of readings) {
    const found = await read(db, reading, words);
    if (found) return found;
  }
  return similar(db, readings);
}

async function read(db: Db, reading: Reading, words: string): Promise<PlaceOutcome | undefined> {
  const { base, form, state } = reading;
  if (base === '' || (base.length < 2 && form !== 'plain')) return undefined;
  if (form === 'state') {
    const named = loneState(base);
    const place = named ? await findPlaceById(db, named.code) : undefined;
    return place ? decidePlace([await meaningOf(db, place)], '') : undefined;
  }
  const places = await placesNamed(db, reading);
  const aliases =
    form === 'plain' && state ? await aliasMeanings(db, await findAliasesByKey(db, base, state), words) : [];
  if (aliases.length > 0) return settle(db, aliases, places);
  if (form === 'sheriff' || form === 'police') return agency(db, reading, words);
  if (places.length > 0) return settle(db, [], places);
  if (form === 'jail' || form === 'county' || form === 'city') {
    // 'meck jail', 'city of philly': the name itself is an alias.
    const nicknames = await aliasMeanings(db, await findAliasesByKey(db, base, state), words);
    const fit = nicknames.filter(
      (each) => each.kind === 'jurisdiction' && (form !== 'county' || each.level === 'county'),
    );
    if (fit.length > 0) return settle(db, fit, []);
  }
  return undefined;
}

/** Places of this very name, as the form allows: 'X County' is never a city. */
async function placesNamed(db: Db, { base, form, state }: Reading): Promise<PlaceMeaning[]> {
  const found = await findPlacesByKey(db, base, state);
  const fit = found.filter((place) => {
    if (form === 'county' || form === 'jail' || form === 'sheriff')
      return place.level === 'county' && !/ city$/.test(place.name);
    if (form === 'city' || form === 'police')
      return place.level === 'city' || (place.level === 'county' && !/ (County|Parish)$/.test(place.name));
    return place.level !== 'state';
  });
  return Promise.all(fit.filter((place) => !isBorough(place)).map((place) => meaningOf(db, place)));
}

// The five counties of New York City have no county policy: aliases lead to the city.
const isBorough = (place: Place) => ['36005', '36047', '36061', '36081', '36085'].includes(place.place_id);

/** Joins what the aliases say with places of the name; a city brings its counties' names along and the other way round. */
async function settle(db: Db, aliases: AliasMeaning[], places: PlaceMeaning[]): Promise<PlaceOutcome> {
  if (aliases.length === 0) {
    const ordered = [...places].sort((a, b) => rankOf(a) - rankOf(b));
    return decidePlace(await withTheirCity(db, ordered), whySame(ordered));
  }
  const settled = aliases.every((each) => each.ambiguity === 'none' || each.ambiguity === 'same place');
  const same = places.filter((place) =>
    aliases.some((alias) => samePlace(alias, place) || alias.placeId === place.placeId),
  );
  const all = settled ? [...aliases, ...same] : [...aliases, ...places];
  return decidePlace(await withTheirCity(db, distinct(all)), whySame(all));
}

async function withTheirCity(_db: Db, meanings: PlaceMeaning[]): Promise<PlaceMeaning[]> {
  return distinct(meanings);
}

const rankOf = (meaning: PlaceMeaning) => (meaning.level === 'county' ? 0 : 1);
const whySame = (meanings: PlaceMeaning[]) =>
  meanings.filter((each) => each.level === 'county').length > 1
    ? 'Several counties share the name.'
    : 'The words have more than one meaning.';

async function agency(db: Db, reading: Reading, words: string): Promise<PlaceOutcome | undefined> {
  const { base, form, state } = reading;
  let places = await placesNamed(db, reading);
  if (places.length === 0) {
    const nicknames = await aliasMeanings(db, await findAliasesByKey(db, base, state), words);
    places = nicknames.filter(
      (each) =>
        each.kind === 'jurisdiction' &&
        (form === 'police' ? each.level === 'city' || each.level === 'county' : each.level === 'county'),
    );
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
}

/** Alias rows as meanings; an English word counts only in a state slot or with a full stop. */
async function aliasMeanings(db: Db, rows: Alias[], words: string): Promise<(AliasMeaning & PlaceMeaning)[]> {
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
      };
    }),
  );
}

async function meaningOf(db: Db, place: Place): Promise<PlaceMeaning & { ambiguity: 'none' }> {
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
    ambiguity: 'none',
  };
}

/** A typo: trigrams give candidates, edit distance accepts one that is clearly nearest, in the same state and form. */
async function similar(db: Db, readings: Reading[]): Promise<PlaceOutcome> {
  const scored: { reading: Reading; key: string; far: number }[] = [];
  for (const reading of readings) {
    if (reading.base.length < 4) continue;
    for (const key of await findSimilarKeys(db, reading.base, 30)) {
      scored.push({ reading, key, far: distance(reading.base, key) });
    }
  }
  scored.sort((a, b) => a.far - b.far);
  const closest: PlaceMeaning[] = [];
  for (const { reading, key, far } of scored.slice(0, 40)) {
    const outcome = (await read(db, { ...reading, base: key }, key)) ?? (await aliasOutcome(db, key, reading));
    if (!outcome || outcome.outcome === 'none') continue;
    if (far <= tolerance(reading)) {
      const rivals = scored.filter(
        (other) => other.far === far && other.key !== key && sameReading(other.reading, reading),
      );
      const others: PlaceMeaning[] = [];
      for (const rival of rivals) {
        const meant =
          (await read(db, { ...rival.reading, base: rival.key }, rival.key)) ??
          (await aliasOutcome(db, rival.key, rival.reading));
        if (meant) others.push(...meaningsOf(meant));
      }
      const mine = meaningsOf(outcome);
      const rivalsElsewhere = others.filter(
        (other) => !mine.some((each) => each.placeId === other.placeId && each.canonical === other.canonical),
      );
      return rivalsElsewhere.length === 0
        ? outcome
        : decidePlace([...mine, ...rivalsElsewhere], 'Several names are as near to what was typed.');
    }
    if (closest.length < 3 && far <= Math.max(3, reading.base.length / 2))
      closest.push(...meaningsOf(outcome).slice(0, 1));
  }
  return { outcome: 'none', closest: distinct(closest).slice(0, 3) };
}

async function aliasOutcome(db: Db, key: string, reading: Reading): Promise<PlaceOutcome | undefined> {
  const rows = await aliasMeanings(db, await findAliasesByKey(db, key, reading.state), key);
  const fit = rows.filter(
    (row) => reading.form === 'plain' || (row.kind === 'jurisdiction' && reading.form !== 'state'),
  );
  return fit.length > 0 ? settle(db, fit, await placesNamed(db, { ...reading, base: key })) : undefined;
}

const sameReading = (a: Reading, b: Reading) => a.form === b.form && a.state === b.state;
const meaningsOf = (outcome: PlaceOutcome): PlaceMeaning[] =>
  outcome.outcome === 'answer'
    ? [outcome.meaning, ...outcome.also]
    : outcome.outcome === 'ask'
      ? outcome.candidates
      : outcome.closest;

/** Letters that may differ: none under five, one for each four to five; more where state or form narrow the field. */
function tolerance({ base, form, state }: Reading): number {
  if (base.length < 5) return state && form !== 'plain' && base.length === 4 ? 1 : 0;
  const narrowed = state !== undefined || form === 'county';
  return Math.max(1, Math.floor(base.length * (narrowed ? 0.34 : 0.2)));
}

/** Asks which place was meant, or says that none is known; every choice is a command line. */
export function placeQuestion(
  outcome: PlaceOutcome,
  words: string,
  commandLine: (placeWords: string) => string,
): Notice {
  const typed = words.slice(0, 80);
  const candidates = meaningsOf(outcome);
  const choices = candidates.slice(0, 8).map((candidate) => ({
    label: labelOf(candidate).slice(0, 70),
    words: commandLine(`"${unambiguous(candidate)}"`),
  }));
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
    };
  }
  return {
    kind: 'notice',
    title: `I don't know a place called "${typed}"`,
    summary:
      choices.length > 0
        ? `Closest: ${candidates.slice(0, 3).map(labelOf).join('; ')}.`
        : 'Nothing near it is known here.',
    parts: [
      ...(choices.length > 0 ? [{ kind: 'choices' as const, question: 'Closest names', choices }] : []),
      {
        kind: 'note',
        text: 'Add a state, for example "Franklin County, PA", or name the county that the place is in.',
      },
    ],
    followUps: [{ label: 'What is loaded', words: 'sources' }],
    words: commandLine(`"${typed}"`),
  };
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
