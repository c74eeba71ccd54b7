import { distance } from 'fastest-levenshtein';
import type { Lexicon } from './phrases.ts';
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

/** Words outside of the vocabulary, mended where one slip parts them from exactly one word of it. */
export function repairWords(words: readonly Word[], outside: readonly number[], lexicon: Lexicon): Word[] {
  return words.map((word, at) => {
    const mended = outside.includes(at) ? mend(word, lexicon) : undefined;
    return mended ? { ...word, key: mended } : word;
  });
}

function mend({ key }: Word, { words }: Lexicon): string | undefined {
  if (key.length < 5 || !/^[a-z]+$/.test(key) || OTHERS.has(key) || words.has(key)) return undefined;
  const near: string[] = [];
  for (const known of [...words, ...MONTHS]) {
    if (known.length < 4 || known[0] !== key[0] || Math.abs(known.length - key.length) > 1) continue;
    if (isSlip(key, known)) near.push(known);
  }
  const [only] = near;
  if (near.length > 1) {
    // Forms of one word mean the same.
    const stem = near.map((each) => each.replace(/(?:s|es|ed|d|ing)$/, ''));
    return stem.every((each) => each === stem[0]) ? only : undefined;
  }
  return only;
}

/** One letter left out, doubled or added, two exchanged; in a long word also one wrong. */
function isSlip(typed: string, known: string): boolean {
  const far = distance(typed, known);
  if (far === 1) return typed.length !== known.length || known.length >= 7;
  if (far !== 2 || typed.length !== known.length) return far === 2 && known.length >= 9;
  for (let at = 0; at + 1 < known.length; at += 1)
    if (typed === `${known.slice(0, at)}${known[at + 1]}${known[at]}${known.slice(at + 2)}`) return true;
  return known.length >= 9;
}
