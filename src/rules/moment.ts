import { formatDate } from './dates.ts';

/** '24 Nov 2026 10:00 UTC'. */

export const formatInstant = (instant: string): string =>
  `${formatDate(instant.slice(0, 10))} ${instant.slice(11, 16)} UTC`;
