import type { PlaceMeaning, PlaceOutcome } from '../../rules/place-choice.ts';
import { loneState, placeWords } from '../../rules/place-words.ts';
import { findState } from '../../rules/states.ts';
import type { Names } from '../names.ts';
import { type Span, WHOLE_COUNTRY } from '../span.ts';
import type { Word } from '../words.ts';
import { FREE } from './common.ts';
import { OFFICE_NAMES } from './field-offices.ts';

const MOST_WORDS = 7;
/** Letters of states that are words of sentences: in lower case they name a state only after a comma. */
const WORDS_TOO = new Set(['in', 'or', 'me', 'hi', 'as', 'de', 'la', 'al', 'id', 'so', 'us', 'is']);
const NATION =
  /^(?:(?:the )?(?:whole |entire |rest of the )?(?:us|usa|united states|united states of america|country|nation|estados unidos|america)|nationwide|nationally|nation wide|national|countrywide|across america|everywhere|all states|todo el pais)$/;

const NATION_BEGINS =
  /^(?:the|whole|entire|rest|us|usa|united|country|nation|nationwide|nationally|national|countrywide|across|everywhere|all|todo|estados|america)$/;

const KNOWN_SHORT = new Set([
  'cook',
  'nyc',
  'lasd',
  'lapd',
  'nypd',
  'sfpd',
  'dfw',
  'philly',
  'nola',
  'phx',
  'colo',
  'meck',
  'mcso',
  'bcso',
  'hpd',
  'cpd',
  'dpd',
  'lvmpd',
  'king',
  'reno',
  'mesa',
  'erie',
  'ddc',
  'sfo',
  'pdx',
  'atl',
  'chi',
  'hou',
]);

/**
 * Places, agencies and facilities: for each word the longest run of words from it on that is exactly a name. Words of
 * the reader's own vocabulary (`isTaken`) are no names by themselves.
 */
export async function findPlaces(
  text: string,
  words: readonly Word[],
  names: Names,
  isTaken: (key: string) => boolean,
): Promise<Span[]> {
  const spans: Span[] = [...findNation(words), ...findOffices(words)];
  for (const [from, word] of words.entries()) {
    if (isShortCity(words, from)) spans.push(...(await shortCity(from, names)));
    if (!mayBegin(word, words[from + 1])) continue;
    for (let to = Math.min(words.length, from + MOST_WORDS); to > from; to -= 1) {
      const raw = rawOf(text, words, from, to);
      if (raw === undefined) continue;
      const named = formsOf(raw, words[to]).find((form) =>
        isName(form, words.slice(from, to), names, isTaken, standsAlone(words, from, to)),
      );
      const span = named === undefined ? undefined : await spanOf(named, from, to, names);
      if (!span) continue;
      spans.push(span);
      break;
    }
  }
  return spans;
}

/** 'in la': two small letters after a preposition are Los Angeles or Louisiana, and no article. */
const isShortCity = (words: readonly Word[], at: number): boolean =>
  words[at]?.key === 'la' &&
  /^(?:in|of|for|from|about)$/.test(words[at - 1]?.key ?? '') &&
  (words[at + 1] === undefined ||
    /^(?:after|before|since|in|last|this|from|until|during|between|and|vs|\d{4})$/.test(words[at + 1]?.key ?? ''));

async function shortCity(from: number, names: Names): Promise<Span[]> {
  return [
    { kind: 'place', value: 'place', from, to: from + 1, place: { words: 'LA', outcome: await names.find('LA') } },
  ];
}

/** Two small letters name a state after a preposition or another place, at the end, or before a noun at the start. */
function standsAlone(words: readonly Word[], from: number, to: number): boolean {
  const [before, next] = [words[from - 1]?.key, words[to]?.key];
  if (before === undefined) return next === undefined || !FREE.has(next);
  return (
    /^(?:in|for|of|from|vs|versus|with|and|about|to|across|the|compare|whats|is|does|do|chart|stats)$/.test(before) ||
    next === undefined ||
    words[from - 1]?.ends === true
  );
}

/** A name as typed, and in forms that the resolver knows. */
function formsOf(raw: string, next: Word | undefined): string[] {
  const forms = [raw];
  const plain = raw.toLowerCase();
  if (/\bctr\b/.test(plain)) forms.push(raw.replace(/\bctr\b/i, 'center'));
  if (/ metro$/.test(plain)) forms.push(`${raw} police`);
  const federal =
    /^(?:the )?(.+?) federal (?:prison|penitentiary|correctional institution)$/i.exec(raw)?.[1] ??
    /^(?:the )?federal (?:prison|penitentiary|correctional institution) (?:in|at) (.+)$/i.exec(raw)?.[1];
  if (federal) forms.push(`FCI ${federal}`, `USP ${federal}`, `FMC ${federal}`);
  const spanish = /^(?:el |la )?(condado|ciudad|estado) de (?:la |el )?(.+)$/i.exec(raw);
  if (spanish) forms.push(spanish[1]?.toLowerCase() === 'condado' ? `${spanish[2]} County` : (spanish[2] ?? ''));
  if (/[^s]s$/.test(plain) && next && !FREE.has(next.key)) forms.push(raw.slice(0, -1));
  return forms;
}

const mayBegin = ({ key, capital }: Word, next: Word | undefined): boolean =>
  !FREE.has(key) || capital || (/^(?:la|el|the|las|los|de)$/.test(key) && next !== undefined && !FREE.has(next.key));

/** The text of the words, unless a sentence ends among them. */
function rawOf(text: string, words: readonly Word[], from: number, to: number): string | undefined {
  const inner = words.slice(from, to - 1);
  if (inner.some(({ ends, key }) => ends && !/^(st|ste|ft|mt|co|dept|dr)$/.test(key))) return undefined;
  const last = words[to - 1];
  if (last && to - from > 1 && FREE.has(last.key) && !(last.capital && findState(last.key))) {
    const before = text.slice(words[to - 2]?.to, last.from);
    if (!/,/.test(before) || !findState(last.key)) return undefined;
  }
  return text.slice(words[from]?.from, last?.to).replace(/["“”]/g, '');
}

function isName(
  raw: string,
  words: readonly Word[],
  names: Names,
  isTaken: (key: string) => boolean,
  stands: boolean,
): boolean {
  const [only] = words;
  const { key, readings } = placeWords(raw);
  if (only && words.length === 1) {
    const code = loneState(only.key);
    if (code && only.key.length > 2) return true;
    if (FREE.has(only.key)) return only.key.length === 2 && raw === raw.toUpperCase() && findState(raw) !== undefined;
    if (isTaken(only.key)) return false;
    if (code) return only.key.length > 2 || only.key === 'dc' || raw === raw.toUpperCase() || stands;
    // A short name in small letters may be any word: 'bee', 'lake', 'sa'.
    if (only.key.length < 5 && !only.capital && !KNOWN_SHORT.has(only.key)) return false;
  }
  if (
    words.every((word) => FREE.has(word.key) || isTaken(word.key)) &&
    !/ (county|parish)$/.test(key) &&
    !findState(key)
  )
    return false;
  const last = words.at(-1)?.key ?? '';
  // 'Iowa sheriffs' are the sheriffs of the state, not of Iowa County.
  if (
    /^(?:sheriffs|jails|prisons|police|cops)$/.test(last) &&
    findState(
      words
        .slice(0, -1)
        .map((word) => word.key)
        .join(' '),
    )
  )
    return false;
  return readings.some(({ base, form, state }) => {
    if (base === '' || (FREE.has(base) && form !== 'county')) return false;
    if (base.length === 2 && !/^(?:la|dc|sf)$/.test(base) && !raw.startsWith(base.toUpperCase())) return false;
    if (state && WORDS_TOO.has(last) && !/,\s*\S+$/.test(raw) && !/[A-Z]{2}$/.test(raw)) return false;
    if (state && isTaken(base) && !/,|county|parish/i.test(raw)) return false;
    if (form === 'state') return findState(base) !== undefined;
    return state ? names.known(base, state) !== undefined : names.known(base) !== undefined;
  });
}

async function spanOf(raw: string, from: number, to: number, names: Names): Promise<Span | undefined> {
  const resolved = await resolve(raw, names);
  const { key, readings } = placeWords(raw);
  // A town that needs its state is not the county whose name is like it.
  const isExact =
    loneState(raw) !== undefined ||
    names.known(key) === 'name' ||
    readings.some(({ base: name, state }) =>
      state ? names.known(name, state) !== undefined : names.known(name) === 'name' || findState(name) !== undefined,
    );
  const outcome: PlaceOutcome = resolved.outcome === 'answer' && !isExact ? { outcome: 'none', closest: [] } : resolved;
  // 'rikers jail' must not be the jail of a name that is only like it.
  const base = readings.find(({ form }) => form === 'jail' || form === 'sheriff' || form === 'police')?.base;
  if (
    outcome.outcome === 'answer' &&
    base &&
    names.known(key) === undefined &&
    names.known(base) === 'name' &&
    !placeWords(outcome.meaning.canonical).key.includes(base) &&
    !(await sharesPlace(outcome.meaning, base, names))
  )
    return undefined;
  // A town that is known only with its state is asked about.
  if (outcome.outcome === 'none' && names.known(placeWords(raw).key) === undefined) return undefined;
  return { kind: 'place', value: 'place', from, to, place: { words: raw, outcome } };
}

async function sharesPlace(meaning: PlaceMeaning, base: string, names: Names): Promise<boolean> {
  const outcome = await names.find(base);
  const meant =
    outcome.outcome === 'answer'
      ? [outcome.meaning, ...outcome.also]
      : outcome.outcome === 'ask'
        ? outcome.candidates
        : [];
  return meant.some(
    ({ state, countyFips }) =>
      state === meaning.state &&
      (meaning.countyFips.length === 0 || countyFips.some((fips) => meaning.countyFips.includes(fips))),
  );
}

/** What the words mean as they are, or in another usual form. */
async function resolve(raw: string, names: Names): Promise<PlaceOutcome> {
  const outcome = await names.find(raw);
  const state = loneState(raw);
  return outcome.outcome === 'none' && state ? names.find(state.name) : outcome;
}

/** The whole country: `us` is what `stats` calls it. A plain 'us' is a pronoun. */
function findNation(words: readonly Word[]): Span[] {
  return words.flatMap(({ key }, from) => {
    if (!NATION_BEGINS.test(key)) return [];
    for (let to = Math.min(words.length, from + 5); to > from; to -= 1) {
      const run = words.slice(from, to);
      const text = run.map(({ key }) => key).join(' ');
      if (!NATION.test(text)) continue;
      if (text === 'us' && !isNation(words, from)) continue;
      return [
        {
          kind: 'place' as const,
          value: 'us',
          from,
          to,
          place: WHOLE_COUNTRY,
        },
      ];
    }
    return [];
  });
}

const isNation = (words: readonly Word[], at: number): boolean =>
  words[at]?.capital === true ||
  (!/^(for|tell|give|let|ping|alert|notify|to|with|of|show|send|help|about|email|text|warn|at)$/.test(
    words[at - 1]?.key ?? '',
  ) &&
    !/^(citizen|citizens|citizenship)$/.test(words[at + 1]?.key ?? ''));

const OFFICE = new RegExp(
  `(?<=^| )(?:(?:ero|ice) (${OFFICE_NAMES.join('|')})(?: field office)?|(${OFFICE_NAMES.join('|')}) (?:field office|aor|ero|area of responsibility))(?= |$)`,
  'g',
);

/** 'ERO Atlanta', 'the Chicago field office': a field office is not its city. */
function findOffices(words: readonly Word[]): Span[] {
  const joined = words.map(({ key }) => key).join(' ');
  return [...joined.matchAll(OFFICE)].map((found) => {
    const from = joined.slice(0, found.index).split(' ').length - 1;
    return { kind: 'detail', value: `aor:${found[1] ?? found[2]}`, from, to: from + found[0].split(' ').length };
  });
}
