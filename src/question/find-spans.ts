import type { Desk } from './desk.ts';
import { findPhrases } from './phrases.ts';
import { FREE } from './recognise/common.ts';
import { findLaws } from './recognise/law.ts';
import { findPlaces } from './recognise/place.ts';
import { findReferences } from './recognise/reference.ts';
import { findSchedules } from './recognise/schedule.ts';
import { findTimes } from './recognise/time.ts';
import type { Span } from './span.ts';
import { isStateCode, type Word } from './words.ts';

/** Words of time that are also names of places. */
const NO_PLACES = new Set(
  'eastern central mountain pacific western monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december spring summer fall winter'.split(
    ' ',
  ),
);

/** Numbers that are no times: 'over 100 a month'. */
const findNumbers = (words: readonly Word[]): Span[] =>
  words.flatMap(({ key }, from) =>
    /^\d{1,6}$/.test(key) ? [{ kind: 'number' as const, value: key, from, to: from + 1 }] : [],
  );

export const isTakenIn =
  ({ lexicon }: Pick<Desk, 'lexicon'>) =>
  (key: string): boolean =>
    lexicon.words.has(key) || NO_PLACES.has(key);

export const isFreeIn =
  (words: readonly Word[]) =>
  (at: number): boolean =>
    (FREE.has(words[at]?.key ?? '') || /^[&+-]$/.test(words[at]?.key ?? '')) &&
    !isStateCode(words, at) &&
    !opensTime(words, at);

/** 'Since last weesk': what opens a time is not left out with it. */
const opensTime = (words: readonly Word[], at: number): boolean =>
  words[at]?.key === 'since' && /^(?:last|this|past|next|previous|early|mid|late)$/.test(words[at + 1]?.key ?? '');

/** What each recogniser finds in a text, by its words. */
export async function findSpans(
  { lexicon, names }: Pick<Desk, 'lexicon' | 'names'>,
  text: string,
  words: readonly Word[],
  today: string,
): Promise<Span[]> {
  const schedules = findSchedules(words, today);
  const zones = schedules.filter(({ value }) => value.startsWith('tz:'));
  const places = (await findPlaces(text, words, names, isTakenIn({ lexicon }))).filter(
    ({ from, to }) => !zones.some((zone) => zone.from <= from && to <= zone.to),
  );
  const phrases = findPhrases(lexicon, words);
  const times = findTimes(words, today);
  // 'Republic in Kansas' of 'the Dominican Republic in Kansas' is no place.
  const peoples = phrases.filter(({ kind, from, to }) => kind === 'citizenship' && to > from + 1);
  const named = places.filter(
    ({ from, to }) => !peoples.some((people) => people.from < from && from < people.to && to > people.to),
  );
  // A state's code in capitals is that state, whatever its letters spell: 'OK', 'OH', 'HI'.
  const codes = named.filter(({ from, to }) => to === from + 1 && isStateCode(words, from));
  const others = [
    ...findReferences(words),
    ...findLaws(words),
    ...times,
    ...schedules,
    ...findNumbers(words),
    ...phrases.filter((phrase) => !times.some((time) => isTail(phrase, time)) && !isNoThreshold(phrase, words)),
  ];
  return [...named, ...others.filter(({ from, to }) => !codes.some((code) => from <= code.from && code.to <= to))];
}

/** 'Did detainers rise under Trump' names no number to be told of. */
const isNoThreshold = ({ kind, value }: Span, words: readonly Word[]): boolean =>
  kind === 'detail' && value === 'threshold' && !words.some(({ key }) => /^\d+$/.test(key));

/** 'This month by month': the window, and what it is counted by; no 'month by month'. */
const isTail = ({ kind, from, to }: Span, time: Span): boolean =>
  (kind === 'by' || kind === 'measure') && time.from < from && from < time.to && time.to < to;
