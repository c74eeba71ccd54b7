import { formatDate } from './dates.ts';
import { formatDay, formatHour, formatZone, localTime } from './schedule.ts';

/**
 * An instant (ISO) in a zone: 'Nov 24, 2026, 10:00 AM PT'; for readers who know the zone 'Tue, Nov 24, 2026, 10:00 AM'; for
 * tables and files '2026-11-24 10:00 UTC'.
 */
export function formatMoment(instant: string, zone: string, form: 'zone' | 'weekday' | 'iso' = 'zone'): string {
  const { date, time } = localTime(new Date(instant), zone);
  if (form === 'iso') return `${date} ${time} ${zone}`;
  if (form === 'weekday') return `${formatDay(date)}, ${formatHour(time)}`;
  return `${formatDate(date)}, ${formatHour(time)} ${formatZone(zone)}`;
}

/** The day (YYYY-MM-DD) of an instant (ISO) in a zone. */
export const dayOf = (instant: string, zone: string): string => localTime(new Date(instant), zone).date;

/** The day that an import speaks for: its publisher's, else the day in the zone on which it was loaded. */
export const asOfDay = (
  { published_on, finished_at }: { published_on: string | null; finished_at: string },
  zone: string,
): string => published_on ?? dayOf(finished_at, zone);

/** The first instant (ISO, UTC) of a day in a zone. */
export function startOfDay(day: string, zone: string): string {
  const midnight = Date.parse(`${day}T00:00Z`);
  const wall = (at: number): number => {
    const { date, time } = localTime(new Date(at), zone);
    return Date.parse(`${date}T${time}Z`);
  };
  let at = midnight;
  for (let round = 0; round < 2; round += 1) at += midnight - wall(at);
  while (wall(at) < midnight) at += 900_000; // clocks went forward at midnight
  return new Date(at).toISOString();
}
