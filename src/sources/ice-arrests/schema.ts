import type { EventColumns } from '../write/after/events.ts';

/** What a row says of its person, in the order of the columns of days that a detainer's row has for it. */
export const ARREST_EVENTS: readonly EventColumns[] = [
  { columns: ['apprehension_date', 'apprehension_date_time'], isNeeded: true },
];
