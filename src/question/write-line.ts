import { placeLabel } from '../places/labels.ts';
import { nameKey } from '../rules/name-key.ts';
import { OUTCOME_WORDS, outcomeFromWord } from '../rules/outcome.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';
import { parseDays, parseTimeOfDay, WEEKDAYS } from '../rules/schedule.ts';
import { NEWS_KINDS } from '../rules/scope.ts';
import type { Draft } from './draft.ts';
import type { Names } from './names.ts';
import type { FoundPlace } from './span.ts';

export interface Written {
  line: string;
  /** The places that may mean several or none. */
  open: FoundPlace[];
}

/** The order of filters in a canonical line. */
const ORDER = [
  'at',
  'tz',
  'in',
  'by-agency',
  'level',
  'hold',
  'notify',
  'access',
  'share',
  'agreement',
  'on',
  'release',
  'since',
  'until',
  'signed-since',
  'signed-until',
  'left-since',
  'left-until',
  'against',
  'around',
  'outcome',
  'reason',
  'citizenship',
  'charge',
  'criminality',
  'gender',
  'age',
  'kind',
  'aor',
  'program',
  'form',
  'model',
  'stage',
  'disputed',
  'by',
  'per',
  'order',
  'kinds',
  'days',
  'quiet',
  'state',
  'theme',
  'page',
];

/** Writes a draft as its canonical line: lines that mean the same are the same. */
export async function writeLine(draft: Draft, names: Names): Promise<Written> {
  const open: FoundPlace[] = [];
  const labels: string[] = [];
  for (const place of draft.places ?? []) {
    if (place.words === 'us') labels.push('us');
    else if (place.outcome.outcome === 'answer') labels.push(await labelOf(place, names));
    else {
      open.push(place);
      labels.push(titled(place.words));
    }
  }
  const filters = canonicalFilters(draft);
  const named = draft.placeFilter ? [] : labels;
  if (draft.placeFilter && labels.length > 0) {
    const listed = labels.filter((label) => label !== 'us').sort();
    if (listed.length > 0) filters[draft.placeFilter === 'by' ? 'by-agency' : 'in'] = listed;
  }
  const parts = [
    ...(draft.wrap ? [draft.wrap] : []),
    draft.command,
    ...(draft.words ? [draft.words] : []),
    ...(named.length > 0 ? [named.map(quote).join(draft.joint ?? ' ')] : []),
    ...Object.entries(filters)
      .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
      .flatMap(([key, values]) => values.map((value) => `${key === 'by-agency' ? 'by' : key}:${quote(value)}`)),
  ];
  const line = parts.join(' ');
  return {
    line:
      /^chart stats .* by:county$/.test(line) && !/ (?:since|until|outcome|charge|citizenship|theme):/.test(line)
        ? line.replace(/^chart stats (.*) by:county$/, 'chart map $1')
        : line.replace(/^chart stats us by:state$/, 'chart map us'),
    open,
  };
}

/** A name typed in small letters, as names are written. */
const titled = (words: string): string =>
  words === words.toLowerCase()
    ? words.replace(/(?<![\p{L}'’])\p{L}(?=\p{L}{2})/gu, (letter) => letter.toUpperCase())
    : words;

const quote = (text: string): string => (/^[\w.'&/,:()-]+$/.test(text) ? text : `"${text.replace(/"/g, '')}"`);

function canonicalFilters({ filters = {} }: Draft): Record<string, string[]> {
  const written: Record<string, string[]> = {};
  for (const [key, values] of Object.entries(filters)) {
    const read = readValue(key, values);
    if (read.length > 0) written[key] = read;
  }
  return written;
}

function readValue(key: string, values: readonly string[]): string[] {
  const parts = values
    .flatMap((value) => value.split(','))
    .map((value) => value.trim().toLowerCase())
    .filter(Boolean);
  if (key === 'days') return daysOf(parts);
  if (key === 'kinds') {
    const kinds = NEWS_KINDS.filter((kind) => parts.includes(kind));
    return kinds.length === 0 || kinds.length === NEWS_KINDS.length ? [] : [kinds.join(',')];
  }
  if (key === 'at') return [parseTimeOfDay(values.at(-1) ?? '') ?? values.at(-1) ?? ''];
  if (key === 'by') return parts.at(-1) === 'month' ? [] : parts.slice(-1);
  if (key === 'theme') return parts.at(-1) === 'light' ? [] : parts.slice(-1);
  if (key === 'quiet') return parts.at(-1) === 'line' ? [] : parts.slice(-1);
  if (key === 'page') return values.at(-1) === '1' ? [] : values.slice(-1);
  if (key === 'outcome') return [[...new Set(parts.map(outcomeWord))].sort().join(',')];
  if (key === 'charge') return [[...new Set(parts)].sort().join(',')];
  if (key === 'citizenship') return [...new Set(values)].sort();
  return [...values];
}

/** The shortest word of the group that an outcome's word names. */
function outcomeWord(word: string): string {
  const group = outcomeFromWord(word);
  return OUTCOME_WORDS.split(', ').find((each) => outcomeFromWord(each) === group) ?? word;
}

function daysOf(parts: readonly string[]): string[] {
  const days = parseDays(parts.join(',')) ?? [];
  if (days.length === 0) return [...parts];
  if (days.length === WEEKDAYS.length) return [];
  const sorted = WEEKDAYS.filter((day) => days.includes(day));
  return [sorted.join(',') === 'mon,tue,wed,thu,fri' ? 'mon-fri' : sorted.join(',')];
}

/** A name by which the desk finds the same place again; else the words as typed. */
async function labelOf({ words, outcome }: FoundPlace, names: Names): Promise<string> {
  if (outcome.outcome !== 'answer') return words;
  const { meaning, also } = outcome;
  for (const label of [...citiesNamed(words, meaning, also), ...labelsFor(meaning)]) {
    const again = await names.find(label);
    if (
      again.outcome === 'answer' &&
      again.meaning.canonical === meaning.canonical &&
      again.meaning.state === meaning.state &&
      (meaning.kind === 'jurisdiction' || meaning.level !== 'state' || again.meaning.note === meaning.note)
    )
      return label;
  }
  return meaning.kind === 'jurisdiction' ? words : nameKey(words);
}

/** A city that is answered by its county keeps a name of its own, since it has rules of its own. */
function citiesNamed(words: string, county: PlaceMeaning, also: readonly PlaceMeaning[]): string[] {
  const [name = ''] = nameKey(county.canonical).split(/ (?:county|parish|borough)$/);
  if (county.level !== 'county' || `${nameKey(words)} `.startsWith(`${name} `)) return [];
  return also
    .filter(({ level, kind, canonical }) => level === 'city' && kind === 'jurisdiction' && nameKey(canonical) !== name)
    .map(placeLabel);
}

const labelsFor = (meaning: PlaceMeaning): string[] =>
  meaning.level === 'state' && meaning.kind === 'jurisdiction'
    ? [meaning.canonical, meaning.state ?? '', `State of ${meaning.canonical}`]
    : [placeLabel(meaning), meaning.canonical, `City of ${placeLabel(meaning)}`];
