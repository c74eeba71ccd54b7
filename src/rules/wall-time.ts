import { addDays, isDay, parsePeriod } from './dates.ts';
import { parseTimeOfDay } from './schedule.ts';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const TIME = /(?:^|[\sT@])(noon|midnight|\d{1,2}(?::\d{2})?\s*[ap]\.?m\.?|\d{1,2}:\d{2})$/i;

/**
 * A time of day with its day, as people type it ('Fri 5pm', 'tomorrow at 17:00', 'Nov 20 5:30 pm', '2026-11-20T17:00'),
 * as 'YYYY-MM-DDTHH:mm'. A weekday alone is the next one, today included; a time alone is today's. Undefined when it is
 * no time.
 */
export function parseWallTime(text: string, today: string): string | undefined {
  const words = text.trim().replace(/\s+/g, ' ').replace(/,/g, '');
  const typed = TIME.exec(words);
  const time = typed ? parseTimeOfDay(typed[1] ?? '') : undefined;
  if (!typed || !time) return undefined;
  const day = dayOf(words.slice(0, typed.index).replace(/\bat$/i, '').trim().toLowerCase(), today);
  return day && `${day}T${time}`;
}

function dayOf(words: string, today: string): string | undefined {
  if (words === '' || words === 'today') return today;
  if (words === 'tomorrow') return addDays(today, 1);
  const weekday = /^(?:on |this |next )?([a-z]{3,9})$/.exec(words)?.[1];
  const at =
    weekday && /^(sun|mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?)(day)?$/.test(weekday)
      ? WEEKDAYS.indexOf(weekday.slice(0, 3))
      : -1;
  if (at >= 0) {
    const now = new Date(`${today}T00:00:00Z`).getUTCDay();
    return addDays(today, (at - now + 7) % 7);
  }
  if (isDay(words)) return words;
  // Without a year it is the year of today, or the next one where that day has long passed.
  const named = /\b\d{4}\b/.test(words) ? words : `${words} ${today.slice(0, 4)}`;
  const period = parsePeriod(named, today);
  return period && period.from === period.to ? period.from : undefined;
}
