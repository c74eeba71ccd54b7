import type { EventColumns } from '../write/after/events.ts';

/** What a row says of its person, in the order of the columns of days that a detainer's row has for it. */
export const STAY_EVENTS: readonly EventColumns[] = [
  { columns: ['stay_book_in_date_time'], isNeeded: true },
  { columns: ['departed_date'], isNeeded: false },
];
