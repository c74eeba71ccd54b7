import type { FoundPlace, Kind, Span, Time } from './span.ts';
import type { Word } from './words.ts';

/** The spans of a question, by kind. */
export interface Slots {
  spans: readonly Span[];
  has(kind: Kind, ...values: string[]): boolean;
  all(kind: Kind): string[];
  one(kind: Kind): string | undefined;
  places: FoundPlace[];
  /** The words between the places are 'and', 'or' or none. */
  isRow: boolean;
  /** A place directly after 'in', 'for' or the like, or directly before the detainers: 'detainers in Ohio'. */
  isWithin: boolean;
  /** Outside of spans are only words such as 'in' and 'the'. */
  isBare: boolean;
  time: Time | undefined;
  /** True when one of the words is in a span. */
  says(...words: string[]): boolean;
  /** How many different times were said. */
  times: number;
  /** "Why" is asked. */
  asksWhy: boolean;
  /** Asks whether somebody may refuse, and not what was refused: "may sheriffs decline". */
  asksWhetherMay: boolean;
  /** Asks what must or may be done, or what follows if it is not: a rule, and never a number. */
  asksDuty: boolean;
  /** 'Denver refuses detainers', 'does Ohio ignore them': what is done as a rule, and no number. */
  asksHabit: boolean;
}

export function slotsOf(spans: readonly Span[], words: readonly Word[]): Slots {
  const of = (kind: Kind) => spans.filter((span) => span.kind === kind);
  const times = joinTimes(explained(of('time')));
  return {
    spans,
    has: (kind, ...values) => of(kind).some(({ value }) => values.length === 0 || values.includes(value)),
    all: (kind) => [...new Set(of(kind).map(({ value }) => value))],
    one: (kind) => of(kind)[0]?.value,
    says: (...keys) => spans.some(({ from, to }) => words.slice(from, to).some(({ key }) => keys.includes(key))),
    places: of('place').flatMap(({ place }) => (place ? [place] : [])),
    isRow: isRow(of('place'), words),
    isWithin: isWithin(spans, words),
    isBare: words.every((word, at) => BARE.has(word.key) || spans.some(({ from, to }) => from <= at && at < to)),
    time: times[0],
    times: times.length,
    asksWhy: words.some(({ key }) => key === 'why'),
    asksDuty: DUTY.test(words.map(({ key }) => key).join(' ')),
    asksHabit: HABIT.test(words.map(({ key }) => key).join(' ')),
    asksWhetherMay: words.some(({ key }, at) => {
      const rest = words.slice(at + 1).map((word) => word.key);
      return MODAL.has(key) && !['you', 'u', 'i'].includes(rest[0] ?? '') && rest.some((each) => REFUSE.has(each));
    }),
  };
}

const MODAL = new Set(['may', 'must', 'can', 'could', 'should', 'shall']);
const DUTY =
  /\b(?:must|shall|should(?! i)|ha(?:ve|s) to|what if|what happens (?:if|when))\b|^(?:may|when may|what may)\b(?! \d)/;
const HABIT =
  /\b(?:does|do|will|would) .*\b(?:refuse|ignore|reject|decline|defy|disregard)\b|\b(?:refuses|ignores|rejects|defies|disregards|declines (?=ice|all|any|every|federal|immigration|detainers|to))\b/;
const REFUSE = new Set(['refuse', 'decline', 'reject', 'ignore', 'deny']);
const BARE = new Set(['in', 'for', 'the', 'of', 'about', 'and', 'on', 'at', 'now', 'what', 'how']);

const isRow = (places: readonly Span[], words: readonly Word[]): boolean =>
  places.every(({ to }, at) => {
    const next = places[at + 1];
    return (
      !next ||
      words.slice(to, next.from).every(({ key }) => ['and', 'or', '&', 'y', 'then', 'plus', 'in'].includes(key))
    );
  });

const isWithin = (spans: readonly Span[], words: readonly Word[]): boolean =>
  spans.some(
    ({ kind, from, to }) =>
      kind === 'place' &&
      (/^(?:in|for|at|from|of|to|across|out|en|de)$/.test(words[from - 1]?.key ?? '') ||
        (/^(?:in|at|for)$/.test(words[from - 2]?.key ?? '') && words[from - 1]?.key === 'the') ||
        spans.some((other) => other.kind === 'detainer' && other.from === to)),
  );

/** 'since last Friday (Nov 20)': the date that directly follows says which day is meant. */
function explained(spans: readonly Span[]): Time[] {
  const times: Time[] = [];
  for (const [at, { time, from }] of spans.entries()) {
    const before = times.at(-1);
    if (!time) continue;
    const follows =
      before !== undefined && spans[at - 1]?.to === from && time.from !== undefined && time.from === time.to;
    if (follows && before.from && before.from !== time.from && !before.to)
      times[times.length - 1] = { from: time.from ?? '' };
    else if (follows && before.from === before.to) times[times.length - 1] = time;
    else times.push(time);
  }
  return times;
}

/** A day that repeats another ('last friday (nov 20)') counts once; an opening and an end make one window. */
function joinTimes(times: readonly Time[]): Time[] {
  const joined: Time[] = [];
  for (const time of times) {
    const same = joined.find((other) => covers(other, time) || covers(time, other));
    const end = joined.find((other) => other.from && !other.to && time.to && !time.from && other.from <= time.to);
    const within = joined.find(
      (other) => other.from && other.to && time.from && time.to && other.on && time.on && inside(time, other),
    );
    if (same) continue;
    if (end?.from && time.to) joined.splice(joined.indexOf(end), 1, { from: end.from, to: time.to });
    else if (within) joined.splice(joined.indexOf(within), 1, time);
    else joined.push(time);
  }
  return joined;
}

const covers = (a: Time, b: Time): boolean =>
  (a.from !== undefined && a.from === b.from && (a.to === b.to || a.to === undefined || b.to === undefined)) ||
  (a.from === undefined && b.from === undefined && a.to === b.to);
const inside = (a: Time, b: Time): boolean =>
  a.from !== undefined &&
  b.from !== undefined &&
  a.to !== undefined &&
  b.to !== undefined &&
  a.from >= b.from &&
  a.to <= b.to;
