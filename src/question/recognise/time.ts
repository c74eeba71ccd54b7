import { addDays } from '../../rules/dates.ts';
import type { Span, Time } from '../span.ts';
import type { Word } from '../words.ts';
import { pointAt } from './points.ts';

const SINCE =
  /(?:ever )?(?:since|starting(?: in| on| with)?|beginning(?: in| on| with)?|going back to|as far back as) (?:about |around |el |la )?/y;
const ONWARD =
  / (?:on(?=$| (?:by|for|ta|thx|thanks|ty|please|pls)(?: |$))|onward|onwards|forward|to now|to today|to date|to present|to the present|until now|until today|through today|through now|til now)(?= |$)/y;
const OF =
  /from (?=(?:yesterday|today|(?:this|last|the past|the last) )(?!.* (?:on|onward|to|until|through|till)(?: |$)))/y;
const FROM = /(?:from|dating from|desde) (?:the )?/y;
const AFTER = /(?:after|following|despues de|post) (?:el )?/y;
const BEFORE = /(?:before|prior to|up to|antes de|pre) (?:el )?/y;
const DAY_BEFORE = /(?:the )?day before (?=\S)/y;
const DAY_AFTER = /(?:the )?day after (?=\S)/y;
const UNTIL = /(?:until|till|til|through|thru|up until|hasta|as late as|up through) (?:the end of |el )?/y;
const BETWEEN = /(?:between|entre|from|desde) /y;
const TO = / (?:and|to|through|thru|until|till|til|y|hasta|a|-) /y;
const DURING =
  /(?:in the course of|over the course of|in|on|during|for|of|over|within|throughout|as of|effective|en|durante|around|back in|at|dated|under|alone in|just in)(?: all of| the whole of| the| all| el| la)? /y;
const AS_OF = /(?:as of|effective) /y;
const TAIL = /(?: alone| so far| through today| to date| to now| in total)(?= |$)/y;

const LAW = /^(?:law|act|rule|change|changes|bill|policy|decision|ruling|order|memo|directive|ordinance)$/;

/** Times, each with the words before it that say whether it opens or ends a window. */
export function findTimes(words: readonly Word[], today: string): Span[] {
  const starts: number[] = [];
  let joined = '';
  for (const { key, dash } of words) {
    if (joined !== '') joined += dash ? ' - ' : ' ';
    starts.push(joined.length);
    joined += key;
  }
  const ends = new Map(starts.map((start, at) => [start + (words[at]?.key.length ?? 0), at + 1]));
  return starts.flatMap((start, from) => {
    const found = timeAt(joined, start, today);
    const to = found && ends.get(found.end);
    if (!found || to === undefined) return [];
    // 'Before the 2025 law' names a law, and no day.
    if (/^(?:before|after|until|since) /.test(joined.slice(start)) && LAW.test(words[to]?.key ?? '')) return [];
    // A verb or a name is no month: 'may' and 'march' need a year, a day, or a word such as "in" before them.
    const only =
      to === from + 1 && /^(may|march|mar|sun|sat|mon|wed|fri|fall|spring|second|summer)$/.test(words[from]?.key ?? '');
    return only && !words[from]?.capital ? [] : [{ kind: 'time' as const, value: 'time', from, to, time: found.time }];
  });
}

const match = (pattern: RegExp, words: string, at: number): number | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(words)?.[0].length;
};

type Found = { time: Time; end: number } | undefined;

function timeAt(words: string, at: number, today: string): Found {
  const range = rangeAt(words, at, today);
  if (range) return range;
  const found =
    bounded(SINCE, words, at, today, ({ from }) => (from ? { from } : undefined)) ??
    // 'From yesterday' and 'from last week' are of that time.
    bounded(OF, words, at, today, (time) => time) ??
    bounded(FROM, words, at, today, (time) => (time.from && time.from === time.to ? { from: time.from } : time)) ??
    bounded(AFTER, words, at, today, ({ to }) => (to ? { from: addDays(to, 1) } : undefined)) ??
    bounded(DAY_BEFORE, words, at, today, ({ from }) => (from ? oneDay(addDays(from, -1)) : undefined)) ??
    bounded(DAY_AFTER, words, at, today, ({ to }) => (to ? oneDay(addDays(to, 1)) : undefined)) ??
    bounded(BEFORE, words, at, today, ({ from }) =>
      from ? { to: addDays(from, -1), on: addDays(from, -1) } : undefined,
    ) ??
    bounded(UNTIL, words, at, today, ({ to }) => (to ? { to } : undefined)) ??
    bounded(AS_OF, words, at, today, (time) => ({ ...time, ...(time.on ? {} : time.to ? { on: time.to } : {}) })) ??
    bounded(DURING, words, at, today, (time) => time) ??
    pointAt(words, at, today);
  if (!found) return undefined;
  const onward = match(ONWARD, words, found.end);
  if (onward !== undefined && found.time.from) return { time: { from: found.time.from }, end: found.end + onward };
  return { ...found, end: found.end + (match(TAIL, words, found.end) ?? 0) };
}

const oneDay = (day: string): Time => ({ from: day, to: day, on: day });

function bounded(
  opening: RegExp,
  words: string,
  at: number,
  today: string,
  bound: (time: Time) => Time | undefined,
): Found {
  const length = match(opening, words, at);
  const point = length === undefined ? undefined : pointAt(words, at + length, today);
  const time = point && bound(point.time);
  return time && point ? { time, end: point.end } : undefined;
}

/** 'between A and B', 'from A to B', 'A to B': from the first day of A to the last of B. */
function rangeAt(words: string, at: number, today: string): Found {
  const opening = match(BETWEEN, words, at) ?? match(DURING, words, at) ?? 0;
  const first = pointAt(words, at + opening, today);
  const joint = first && match(TO, words, first.end);
  if (!first || joint === undefined) return undefined;
  const second = pointAt(words, first.end + joint, today) ?? lastDayAt(words, first.end + joint, first.time, today);
  if (!second?.time.to || !first.time.from) return undefined;
  // A year at the end belongs to both: 'aug to sept 2020'.
  const from = withYear(words.slice(at + opening, first.end), first.time.from, second.time.to);
  return from <= second.time.to ? { time: { from, to: second.time.to }, end: second.end } : undefined;
}

function withYear(typed: string, from: string, to: string): string {
  if (/\d{4}|\d\/\d|fy|ago|today|yesterday|last|this/.test(typed)) return from;
  const own = `${to.slice(0, 4)}${from.slice(4)}`;
  return own <= to ? own : `${Number(to.slice(0, 4)) - 1}${from.slice(4)}`;
}

/** 'aug 3 to 9' : the second day is of the first's month. */
function lastDayAt(words: string, at: number, { from }: Time, today: string): Found {
  const day = /(\d{1,2})(?:st|nd|rd|th)?(?: (20\d\d))?(?= |$)/y;
  day.lastIndex = at;
  const found = day.exec(words);
  if (!found || !from) return undefined;
  const year = found[2] ?? from.slice(0, 4);
  const point = pointAt(`${year}-${from.slice(5, 7)}-${(found[1] ?? '').padStart(2, '0')}`, 0, today);
  return point ? { time: point.time, end: at + found[0].length } : undefined;
}
