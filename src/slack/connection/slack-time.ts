import { type Access, createClient } from './clients.ts';

/** Slack's time, as its answers tell it. */
export interface SlackTime {
  /** Takes the `Date` header of an answer. */
  note(date: string | null): void;
  /** Slack's time now, in milliseconds; undefined before its first answer. */
  now(): number | undefined;
  /** Milliseconds since the last answer. */
  age(): number;
  /** Asks Slack for it. */
  ask(): Promise<unknown>;
}

const TIMEOUT_MS = 5000;

/** `steady` is a clock in milliseconds that never jumps: it tells how long ago an answer came. */
export function createSlackTime(access: Omit<Access, 'noteDate'>, steady: () => number): SlackTime {
  let last: { date: number; at: number } | undefined;
  const note = (header: string | null) => {
    const date = Date.parse(header ?? '');
    // The header is cut to whole seconds: on average it is half a second late
    if (!Number.isNaN(date)) last = { date: date + 500, at: steady() };
  };
  const client = createClient({ ...access, noteDate: note }, TIMEOUT_MS);
  return {
    note,
    ask: () => client.api.test(),
    now: () => last && last.date + steady() - last.at,
    age: () => (last ? steady() - last.at : Number.POSITIVE_INFINITY),
  };
}
