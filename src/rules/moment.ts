import { formatDate } from './dates.ts';
import { formatDay, localTime } from './schedule.ts';

/** '24 Nov 2026 10:00 UTC'. */
export const formatInstant = (instant: string): string =>
  `${formatDate(instant.slice(0, 10))} ${instant.slice(11, 16)} UTC`;

/** Formats an instant in a zone: 'Wed 1 Jul 2026 08:00'. */
export function formatMoment(instant: string, zone: string): string {
  const { date, time } = localTime(new Date(instant), zone);
  return `${formatDay(date)} ${time}`;
}
