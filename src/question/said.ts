import { namesPerson } from '../rules/private-text.ts';
import { coverWords } from './cover.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { uncovered } from './intents.ts';
import type { Reading } from './reading.ts';
import { refusalFor } from './recognise/not-answered.ts';
import type { Refusal } from './recognise/refusal.ts';
import type { FoundPlace, Span } from './span.ts';
import type { Word } from './words.ts';
import { writeLine } from './write-line.ts';

export const greet = (isThanks = false): Reading => ({
  outcome: 'greet',
  line: '',
  choices: ['policy "Cook County, IL"', 'releases since:2025', 'help'],
  said: isThanks
    ? 'You are welcome.'
    : 'Hello. Ask about a place in your own words, for example: does Denver hold people for ICE?',
});

export const refuse = (why: Refusal | Refusal['why'], offers: readonly string[] = []): Reading => ({
  outcome: 'refuse',
  line: '',
  choices: [...offers, 'help', 'sources'],
  said: typeof why === 'string' ? refusalFor(why).said : why.said,
});

export const ask = (said: string, line = '', choices: string[] = []): Reading => ({
  outcome: 'ask',
  line,
  choices,
  said,
});

/** Words that speak of a person, where nothing else was read. */
const OF_ASKER = new Set(['i', 'im', 'ive', 'me', 'my', 'mine', 'myself', 'yo', 'mi', 'mis', 'nosotros']);
/** How a change of the answer before begins. */
const CHANGES = /^(?:and|but|by|in|only|just|same|for|since|before|after|without|nd)$/;
const OF_PERSON = new Set(['he', 'him', 'his', 'she', 'her', 'hers', 'hes', 'shes', 'ella']);
/** Kinds of which the desk knows something. */
const KNOWN = new Set([
  'place',
  'detainer',
  'ice',
  'rule',
  'honor',
  'outcome',
  'release',
  'case',
  'disputed',
  'agreement',
  'model',
  'reference',
  'citizenship',
  'charge',
  'criminality',
  'by',
  'term',
  'watch',
  'digest',
  'source',
  'fresh',
  'news',
  'act',
  'compare',
  'time',
  'detail',
  'same',
  'setting',
  'editing',
  'measure',
]);

const OF_ANSWERS = new Set(['act', 'reference', 'meaning', 'setting']);

/**
 * No reading: what was not understood is named, and what can be asked instead. Words that speak of a person, or of
 * nothing that the desk knows, are refused kindly, and none of them is repeated.
 */
export function lost(
  words: readonly Word[],
  outside: readonly number[],
  spans: readonly Span[],
  isFollowUp = false,
): Reading {
  // "Tell me" and "i need to know" speak of the question, and not of the asker.
  const own = words.filter(
    (word, at) =>
      !spans.some(({ kind, from, to }) => kind === 'chatter' && to > from + 1 && from <= at && at < to) &&
      !(word.key === 'me' && /^(?:for|to|tell|give|show|send|ping|let|alert)$/.test(words[at - 1]?.key ?? '')),
  );
  if (own.some(({ key }) => OF_PERSON.has(key))) return refuse('person');
  const isComplaint = words.some(({ key }) => key === 'asked' || key === 'meant');
  // 'How do I get a file', 'can I see that case': the asker asks for an answer, and not about a case of one's own.
  const isOfAnswers = spans.some(({ kind }) => OF_ANSWERS.has(kind));
  if (
    !isComplaint &&
    !isOfAnswers &&
    own.some(({ key, upper, ends }) => OF_ASKER.has(key) && !upper && !(key === 'i' && ends))
  )
    return { ...refuse('advice'), mayBeTalk: true };
  // 'And by contry?' is about the answer before, whatever it means.
  const isChange = isFollowUp && words.length < 7 && CHANGES.test(words[0]?.key ?? '');
  if (!isChange && outside.length > 0 && !spans.some(({ kind }) => KNOWN.has(kind)))
    return { ...refuse('scope'), isLost: true };
  const unknown = outside
    .flatMap((at) => words[at] ?? [])
    .filter(isHarmless)
    .map(({ key }) => key)
    .slice(0, 4);
  const asked = ask(
    unknown.length > 0
      ? `The desk does not know what to make of ${unknown.map((word) => `"${word}"`).join(', ')} here, so it ran nothing.`
      : 'The desk could not read that as one question, so it ran nothing.',
    '',
    ['help', 'policy "Cook County, IL"', 'stats us'],
  );
  return { ...asked, isLost: true, mayBeTalk: true };
}

/** True for a word that may be repeated: no capital, no number, and no common name of a person. */
export const isHarmless = ({ key, capital }: Word): boolean =>
  !capital && !/\d{3,}/.test(key) && !namesPerson(`jose ${key}`);

const EXPLAINED = new Set(['term', 'meaning', 'chatter', 'greeting', 'ice', 'detainer', 'people', 'agency', 'compare']);

export const explained = (term: string): Reading => ({
  outcome: 'explain',
  line: '',
  choices: [`define "${term}"`],
  said: `Read as a question on what "${term}" means.`,
  term,
});

/** A question on what something means: a term of the glossary beside words that ask, and no place. */
export function explain(
  words: readonly Word[],
  spans: readonly Span[],
  free: (at: number) => boolean,
  isFollowUp: boolean,
): Reading | undefined {
  const cover = coverWords(
    words.length,
    spans.filter(({ kind }) => EXPLAINED.has(kind)),
    free,
  );
  const terms = spans.filter(({ kind }) => kind === 'term');
  const [term] = [...terms].sort((a, b) => b.to - b.from - (a.to - a.from));
  const asked = cover.some(({ kind }) => kind === 'meaning' || kind === 'compare');
  if (
    !term ||
    (!asked && isFollowUp) ||
    !cover.some(({ kind }) => kind === 'term') ||
    spans.some(({ kind }) => kind === 'place' || kind === 'time')
  )
    return undefined;
  if (uncovered(words.length, cover, free).length > 0) return undefined;
  return explained(term.value);
}

/** What of a place can be shown instead of an opinion or a number that the desk has not; nothing beside a person. */
export async function offersOf(
  { names }: Pick<Desk, 'names'>,
  why: Refusal['why'],
  places: readonly FoundPlace[],
): Promise<string[]> {
  const [place, more] = places.filter(({ outcome }) => outcome.outcome === 'answer');
  if (!place || more || (why !== 'opinion' && why !== 'scope')) return [];
  return [
    (await writeLine({ command: 'policy', places: [place] }, names)).line,
    (await writeLine({ command: 'stats', places: [place] }, names)).line,
  ];
}

const CONFIRMED =
  /^(?:digest (?:on|off|now)|watch |unwatch |default (?:me |off|state)|default (?:me )?state|intake$|dispute |correct |review \S)/;

/** Writes a draft out, and decides whether it runs, is asked about, or is beyond the desk. */
export async function toReading(desk: Desk, draft: Draft, _spans: readonly Span[]): Promise<Reading> {
  if (draft.refuses) return refuse(draft.refuses, await offersOf(desk, draft.refuses, draft.places ?? []));
  const { line, open } = await writeLine(draft, desk.names);
  if (draft.asks) {
    const near: string[] = [];
    for (const each of draft.near ?? []) near.push((await writeLine(each, desk.names)).line);
    return ask(draft.asks, '', near.length > 0 ? near : [line]);
  }
  if (open.length > 0 && draft.feature && !desk.has(draft.feature))
    return ask(`Which ${open[0]?.words ?? ''}?`, '', []);
  if (draft.feature && !desk.has(draft.feature)) {
    const near: string[] = [];
    for (const each of draft.near ?? []) near.push((await writeLine(each, desk.names)).line);
    return {
      outcome: 'unsupported',
      line: '',
      choices: near,
      said: draft.nearSaid ?? 'The desk cannot count or list that yet. What comes nearest:',
    };
  }
  if (open.length > 0) return ask(`Which ${open[0]?.words ?? ''}?`, line, []);
  return {
    outcome: 'run',
    line,
    choices: [],
    said: `Read as \`${line}\`.${draft.note ? ` ${draft.note}` : ''}`,
    ...(draft.note ? { note: draft.note } : {}),
    ...(CONFIRMED.test(line) ? { confirm: true } : {}),
  };
}
