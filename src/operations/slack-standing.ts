import { REASONS, type Reason, reasonOf, type Sending, WAYS } from '../rules/sendings.ts';

/** Whether Slack takes what the desk sends. A revoked bot token does not end a connection, so nothing else would tell. */
export interface SlackStanding {
  /** Takes the result of one sending. */
  heard(sending: Sending): void;
  /** One sentence while Slack refuses the token, or took no message at several places in a row; undefined when all is well. */
  error(): string | undefined;
  /** What did not arrive since the start, by way and reason. */
  counts(): { way: Sending['way']; reason: Reason; count: number }[];
}

/** One channel may be at fault; the third in a row is not. */
const PLACES = 3;

export function createSlackStanding(): SlackStanding {
  let token: string | undefined;
  const silent = new Map<string, string>();
  const failed = new Map<string, number>();
  const keyOf = (way: Sending['way'], reason: Reason) => `${way} ${reason}`;
  return {
    heard({ way, place, failure }) {
      const isMessage = way === 'post' || way === 'reply';
      if (!failure) {
        // A response_url is taken without the token.
        if (way !== 'response') token = undefined;
        if (isMessage) silent.clear();
        return;
      }
      const key = keyOf(way, reasonOf(failure));
      failed.set(key, (failed.get(key) ?? 0) + 1);
      if (failure.kind === 'access') token = failure.error;
      else if (isMessage && failure.kind !== 'limited' && silent.size < PLACES) silent.set(place, reasonOf(failure));
    },
    error() {
      if (token) return `Slack refuses the token: ${token}`;
      if (silent.size < PLACES) return undefined;
      const reasons = [...new Set(silent.values())].join(', ');
      return `the last messages to ${PLACES} conversations did not arrive (${reasons}), and none did since`;
    },
    counts: () =>
      WAYS.flatMap((way) =>
        REASONS.map((reason) => ({ way, reason, count: failed.get(keyOf(way, reason)) ?? 0 })),
      ).filter(({ count }) => count > 0),
  };
}
