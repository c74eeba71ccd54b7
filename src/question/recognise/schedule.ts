import { addDays } from '../../rules/dates.ts';
import type { Span } from '../span.ts';
import type { Word } from '../words.ts';

const ZONES: readonly [RegExp, string][] = [
  [/^(?:eastern|est|edt|et|new york|nyc|miami|atlanta|boston|detroit)$/, 'America/New_York'],
  [/^(?:central|cst|cdt|ct|chicago|dallas|houston|minneapolis)$/, 'America/Chicago'],
  [/^(?:mountain|mst|mdt|mt|denver)$/, 'America/Denver'],
  [/^(?:arizona|phoenix)$/, 'America/Phoenix'],
  [/^(?:pacific|pst|pdt|pt|los angeles|la|seattle|california|west coast)$/, 'America/Los_Angeles'],
  [/^(?:alaska|akst|akdt|anchorage)$/, 'America/Anchorage'],
  [/^(?:hawaii|hst|honolulu)$/, 'Pacific/Honolulu'],
  [/^(?:utc|gmt)$/, 'UTC'],
];
const SHORT_ZONES =
  /^(?:eastern|central|mountain|pacific|est|edt|et|cst|cdt|ct|mst|mdt|mt|pst|pdt|pt|utc|gmt|hst|akst)$/;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY =
  /^(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(s?)$/;

/** Times of day, time zones and weekdays of a digest, and the time of a release. */
export function findSchedules(words: readonly Word[], today: string): Span[] {
  return words.flatMap((_, from) => [
    ...clockAt(words, from),
    ...zoneAt(words, from),
    ...daysAt(words, from),
    ...releaseAt(words, from, today),
  ]);
}

const span = (value: string, from: number, to: number): Span => ({ kind: 'schedule', value, from, to });

/** '8', '8am', '8 am', '07:30', 'noon', with "at" where nothing else says that it is a time. */
function readClock(words: readonly Word[], from: number): { at: string; to: number } | undefined {
  const first = words[from]?.key ?? '';
  if (first === 'noon') return { at: '12:00', to: from + 1 };
  if (first === 'midnight') return { at: '00:00', to: from + 1 };
  const parts = /^(\d{1,2})(?::(\d{2}))?(am|pm|a|p|h)?$/.exec(first);
  if (!parts) return undefined;
  const next = words[from + 1]?.key ?? '';
  const half = /^(am|pm)$/.test(next) ? next : parts[3];
  const after = /^(am|pm)$/.test(next) || /^(oclock|hours|hrs)$/.test(next) ? from + 2 : from + 1;
  const sure = half !== undefined || parts[2] !== undefined || after > from + 1;
  let hour = Number(parts[1]);
  if (hour > 24 || (!sure && words[from - 1]?.key !== 'at')) return undefined;
  if (half?.startsWith('p') && hour < 12) hour += 12;
  if (half?.startsWith('a') && hour === 12) hour = 0;
  const inThe = words
    .slice(after, after + 3)
    .map(({ key }) => key)
    .join(' ');
  const part = /^in the (morning|afternoon|evening)/.exec(inThe)?.[1];
  if (part && part !== 'morning' && hour < 12) hour += 12;
  return { at: `${String(hour).padStart(2, '0')}:${parts[2] ?? '00'}`, to: part ? after + 3 : after };
}

function clockAt(words: readonly Word[], from: number): Span[] {
  const start = words[from]?.key === 'at' ? from + 1 : from;
  const clock = readClock(words, start);
  return clock ? [span(`at:${clock.at}`, from, clock.to)] : [];
}

/** A zone by its short name after a time, or by a city's with "time". */
function zoneAt(words: readonly Word[], from: number): Span[] {
  const key = words[from]?.key ?? '';
  const two = `${key} ${words[from + 1]?.key ?? ''}`;
  const [name, end] = ZONES.some(([form]) => form.test(two)) ? [two, from + 2] : [key, from + 1];
  const zone = ZONES.find(([form]) => form.test(name))?.[1];
  const tail = /^(?:time|standard|daylight)$/.test(words[end]?.key ?? '');
  const timed = /^(?:am|pm|noon|midnight|oclock|\d{1,2}(?::\d{2})?(?:am|pm|a|p)?)$/.test(words[from - 1]?.key ?? '');
  if (
    !zone ||
    !(tail || (SHORT_ZONES.test(name) && timed) || (name !== 'la' && SHORT_ZONES.test(name) && name.length > 3))
  )
    return [];
  const last = tail && words[end + 1]?.key === 'time' ? end + 2 : tail ? end + 1 : end;
  return [span(`tz:${zone}`, from, last)];
}

/** 'Tuesdays and Fridays', 'every Monday', 'mon, wed': one day by itself is a date. */
function daysAt(words: readonly Word[], from: number): Span[] {
  const start = /^(?:every|each|on)$/.test(words[from]?.key ?? '') ? from + 1 : from;
  const days: string[] = [];
  let plural = /^(?:every|each)$/.test(words[from]?.key ?? '');
  let at = start;
  let end = start;
  for (; at < words.length; at += 1) {
    const key = words[at]?.key ?? '';
    const day = DAY.exec(key);
    if (day) {
      days.push((day[1] ?? '').slice(0, 3));
      if (day[2] === 's') plural = true;
      end = at + 1;
    } else if (!/^(?:and|&|on|y)$/.test(key)) break;
  }
  if (days.length === 0 || (days.length === 1 && !plural)) return [];
  return [span(`days:${DAYS.filter((day) => days.includes(day)).join(',')}`, from, end)];
}

/** 'release Friday 5pm', 'would be released on Dec 24 at noon': the next one named. */
function releaseAt(words: readonly Word[], from: number, today: string): Span[] {
  if (!/^(?:release|released|releases|releasing|bonds|out|leaves)$/.test(words[from]?.key ?? '')) return [];
  let at = from + 1;
  while (/^(?:on|is|at|this|next|out|coming|time|for)$/.test(words[at]?.key ?? '')) at += 1;
  const day = DAY.exec(words[at]?.key ?? '')?.[1];
  const iso = /^\d{4}-\d{2}-\d{2}$/.exec(words[at]?.key ?? '')?.[0];
  if (!day && !iso) return [];
  let next = at + 1;
  if (words[next]?.key === 'at') next += 1;
  const clock = readClock(words, next) ?? (words[next - 1]?.key === 'at' ? undefined : readClock(words, next));
  if (!clock) return [];
  const on = iso ?? nextDay(today, day ?? '');
  return [{ kind: 'clock', value: `${on}T${clock.at}`, from, to: clock.to }];
}

function nextDay(today: string, day: string): string {
  const wanted = (DAYS.indexOf(day.slice(0, 3)) + 1) % 7;
  const own = new Date(`${today}T00:00:00Z`).getUTCDay();
  return addDays(today, (wanted - own + 7) % 7 || 7);
}
