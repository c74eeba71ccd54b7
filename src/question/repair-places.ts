import { nameKey } from '../rules/name-key.ts';
import { isTypo } from '../rules/place-typo.ts';
import { placeWords } from '../rules/place-words.ts';
import { states } from '../rules/states.ts';
import type { Names } from './names.ts';
import { FREE } from './recognise/common.ts';
import { isNearWord } from './repair-words.ts';
import type { Span } from './span.ts';
import type { Word } from './words.ts';

const MOST = 4;
/** With more unknown words than this it is no question with a slip. */
const MOST_UNKNOWN = 6;
/** First words of names: what follows is not a name by itself. */
const PARTS = new Set('new north south east west san santa los las el la st saint fort ft mount port lake'.split(' '));
/** Words that part two sides. */
const VERSUS = new Set(['vs', 'versus', 'or', 'than', 'against']);
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Misspelt places among the words that nothing else explains. A misspelt state is the state. */
export async function repairPlaces(
  text: string,
  words: readonly Word[],
  outside: readonly number[],
  names: Names,
  known: ReadonlySet<string>,
): Promise<Span[]> {
  const spans: Span[] = [];
  if (outside.length > MOST_UNKNOWN) return spans;
  for (const at of outside) {
    const word = words[at];
    if (!word || word.key.length < 4 || !/^[a-z]+$/.test(word.key)) continue;
    // 'grap texas' is a graph of Texas as well as Gray County.
    if (!word.capital && isNearWord(word.key, known)) continue;
    // 'ranklin' may be Franklin as well as Rankin.
    if ([...LETTERS].some((letter) => names.known(letter + word.key) === 'name')) continue;
    const state = stateLike(words.slice(at, at + 2).map(({ key }) => key)) ?? stateLike([word.key]);
    const next = words[at + (state?.words ?? 1)]?.key ?? '';
    if (state && !/^(?:city|county|parish)$/.test(next)) {
      const outcome = await names.find(state.name);
      spans.push({
        kind: 'place',
        value: 'place',
        from: at,
        to: at + state.words,
        place: { words: state.name, outcome, repaired: true },
      });
      continue;
    }
    spans.push(...(await runsAround(text, words, at, outside, names)));
  }
  return spans;
}

/** The runs of words around one that are a misspelt name as a whole. */
async function runsAround(
  text: string,
  words: readonly Word[],
  at: number,
  outside: readonly number[],
  names: Names,
): Promise<Span[]> {
  const spans: Span[] = [];
  for (let to = Math.min(words.length, at + MOST); to > at; to -= 1)
    for (let from = Math.max(0, at - 2); from <= at; from += 1) {
      const run = words.slice(from, to);
      const ends = outside.includes(to - 1) || isTail(run.at(-1));
      if (PARTS.has(words[from - 1]?.key ?? '')) continue;
      // 'parks in Texas' is not Paris, and 'sheriff vs county' is no county.
      if (run.slice(1, -1).some(({ key }) => FREE.has(key)) || run.some(({ key }) => VERSUS.has(key))) continue;
      if (!outside.includes(from) || !ends || run.slice(0, -1).some((word) => word.ends)) continue;
      const raw = text.slice(words[from]?.from, words[to - 1]?.to);
      if (!names.mayMean(raw)) continue;
      const outcome = await names.find(raw);
      if (outcome.outcome !== 'none' && !isTooShort(raw, outcome, to - from) && !isElsewhere(outcome, words, to))
        spans.push({ kind: 'place', value: 'place', from, to, place: { words: raw, outcome, repaired: true } });
    }
  return spans;
}

/** 'Camsey County Minnesota' is no county of Kentucky. */
function isElsewhere(outcome: Awaited<ReturnType<Names['find']>>, words: readonly Word[], to: number): boolean {
  const next = [1, 2].map((count) =>
    words
      .slice(to, to + count)
      .map(({ key }) => key)
      .join(' '),
  );
  const state = states.find(({ name }) => next.includes(nameKey(name)));
  return state !== undefined && outcome.outcome === 'answer' && outcome.meaning.state !== state.code;
}

/** A name too short to be a slip of one name only: a lone short word, or 'hook county', which may be Cook, Hood or Hock. */
function isTooShort(raw: string, outcome: Awaited<ReturnType<Names['find']>>, words: number): boolean {
  const isCity =
    outcome.outcome === 'answer' && [outcome.meaning, ...outcome.also].some(({ level }) => level !== 'county');
  if (words === 1 && raw.length < (isCity ? 6 : 7)) return true;
  return /^[a-z]{1,4} (?:county|parish|co)$/.test(placeWords(raw).key);
}

/** A word that closes a name: County, Jail, or a state. Two small letters that are a word of sentences are no state. */
function isTail(word: Word | undefined): boolean {
  const key = word?.key ?? '';
  if (/^(?:in|or|me|hi|ok|oh|as|de|la|al|id|us|so|is)$/.test(key)) return false;
  return (
    /^(?:county|parish|co|city|jail|sheriff|police|pd|prison)$/.test(key) ||
    states.some(({ code, name }) => code.toLowerCase() === key || nameKey(name) === key)
  );
}

/** A state's name with slips; its last letter is right, so that the beginning of a name is not taken for it. */
function stateLike(keys: readonly string[]): { name: string; words: number } | undefined {
  const base = keys.join(' ');
  const near = states.filter(({ name }) => {
    const key = nameKey(name);
    if (key.length < 6 && key.length !== base.length) return false;
    return key.at(-1) === base.at(-1) && !key.startsWith(base) && isTypo({ base, form: 'plain', state: 'US' }, key);
  });
  const [only] = near;
  return only && near.length === 1 && base.length >= 5 ? { name: only.name, words: keys.length } : undefined;
}
