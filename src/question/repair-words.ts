import { distance } from 'fastest-levenshtein';
import type { Lexicon } from './phrases.ts';
import { FREE } from './recognise/common.ts';
import type { Word } from './words.ts';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'august',
  'september',
  'october',
  'november',
  'december',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'yesterday',
  'quarter',
  'fiscal',
  'since',
  'between',
  'before',
  'during',
  'inauguration',
];
/** Common words that are one letter from a word of the vocabulary and mean something else. */
const OTHERS = new Set(
  `court courts house houses month mouth cost coast boarder whole where there their these those weather whether hour
  hours plane place planes stage state stages steak stake slate later latter letter letters litter paper piper poker
  rides rites notes nodes moths maths counts coutry country countries curtain certain trial trail trials trails story stores
  store stored sheet shift shirt short lists lasts costs casts cases caves saves bases chased lever never fever
  charts charms chants charge change chance chances changed changes hosts houses horses ratio radio police polite`.split(
    /\s+/,
  ),
);

/**
 * The text with the words mended that stand outside of the vocabulary, where one slip parts them from exactly one word
 * of it, and from no name of a place.
 */
export function repairWords(
  text: string,
  words: readonly Word[],
  outside: readonly number[],
  { words: known }: Lexicon,
  isName: (key: string) => boolean,
): string {
  let mended = text;
  for (const at of [...outside].reverse()) {
    const word = words[at];
    // 'Allegeny County' is a name, and no 'allegedly'.
    const isNamed = /^(?:county|parish)$/.test(words[at + 1]?.key ?? '');
    const meant = word && !isNamed && mend(word.key, known, isName);
    if (word && meant) mended = `${mended.slice(0, word.from)}${meant}${mended.slice(word.to)}`;
  }
  return mended;
}

/** How words are shortened on a phone. */
const SHORTHAND: Readonly<Record<string, string>> = {
  wat: 'what',
  wut: 'what',
  wats: 'whats',
  wuts: 'whats',
  hw: 'how',
  mny: 'many',
  ths: 'this',
  dis: 'this',
  hrs: 'hours',
  hr: 'hour',
  yr: 'year',
  yrs: 'years',
  mth: 'month',
  cnty: 'county',
  cty: 'county',
  ppl: 'people',
  abt: 'about',
  btwn: 'between',
  dept: 'department',
  r: 'are',
  n: 'in',
  lst: 'list',
  txt: 'text',
};

function mend(key: string, known: ReadonlySet<string>, isName: (key: string) => boolean): string | undefined {
  const short = SHORTHAND[key];
  if (short) return short;
  // 'Countys', 'agencys': the plural as it is spoken.
  const plural = key.replace(/([^aeiou])ys$/, '$1ies');
  if (plural !== key && known.has(plural)) return plural;
  if (key.length < 5 || !/^[a-z]+$/.test(key) || OTHERS.has(key) || known.has(key)) return undefined;
  // Without its first letter a word may be another's end: 'enver', 'eport'.
  const longer = [...LETTERS].map((letter) => letter + key);
  if (longer.some((each) => isName(each))) return undefined;
  // 'sorces' may be forces as well as sources, and 'chats' whats.
  const isDoubled = [...known].some((each) => undoubled(each) === undoubled(key));
  if (!isDoubled && [...LETTERS].some((letter) => isKnown(letter + key.slice(1), known))) return undefined;
  // 'convic' may be convictions as well as convicts.
  const begun = [...known].filter((each) => each.startsWith(key)).map(stem);
  if (new Set(begun).size > 1) return undefined;
  const near = [...known, ...MONTHS].filter(
    (each) => each.length >= 5 && Math.abs(each.length - key.length) <= 1 && each[0] === key[0] && isNear(key, each),
  );
  const [only] = near;
  if (!only || longer.some((each) => known.has(each)) || !near.some((each) => isSlip(key, each))) return undefined;
  // 'sarch 2018' may be a search or March.
  if (MONTHS.some((month) => month !== only && distance(key, month) === 1)) return undefined;
  // Forms of one word mean the same.
  if ([...near, ...begun].some((each) => stem(each) !== stem(only)) || NEGATIVE.has(only)) return undefined;
  // The nearest; of two, a letter too many or too few is likelier than a wrong one.
  const far = (each: string) =>
    isExchange(key, each) ? 1 : distance(key, each) * 2 + (each.length === key.length ? 1 : 0);
  return near.filter((each) => isSlip(key, each)).sort((a, b) => far(a) - far(b))[0];
}

/** 'Bigest' lacks a letter of a pair, and nothing else. */
const undoubled = (word: string): string => word.replace(/(.)\1/g, '$1');
const stem = (word: string): string => word.replace(/(?:e?s|e?d|ing|e)$/, '');
const isKnown = (key: string, known: ReadonlySet<string>): boolean => known.has(key) || FREE.has(key);

/** True for a word that one slip parts from a word of the vocabulary. */
export const isNearWord = (key: string, known: ReadonlySet<string>): boolean =>
  [...known].some(
    (each) =>
      Math.abs(each.length - key.length) <= 1 &&
      each.length > 3 &&
      (distance(key, each) === 1 || isExchange(key, each)),
  );

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** What is never put into a question by mending it. */
const NEGATIVE = new Set(['never', 'without', 'except', 'exclude', 'america', 'country', 'nation']);

/** One letter apart, or two letters exchanged. */
function isNear(typed: string, known: string): boolean {
  const far = distance(typed, known);
  return far === 1 || (far === 2 && (isExchange(typed, known) || known.length >= 9));
}

/** A near word that is sure: a letter left out or added, two exchanged; in a long word also one wrong. */
const isSlip = (typed: string, known: string): boolean =>
  typed.length !== known.length || known.length >= 7 || isExchange(typed, known);

function isExchange(typed: string, known: string): boolean {
  for (let at = 0; at + 1 < known.length; at += 1)
    if (typed === `${known.slice(0, at)}${known[at + 1]}${known[at]}${known.slice(at + 2)}`) return true;
  return false;
}
