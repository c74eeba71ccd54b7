import type { Context } from '../context.ts';
import {
  claimEnvelope,
  findEnvelope,
  markEnvelopeAcked,
  releaseEnvelope,
  takeEnvelopeOver,
} from '../db/replicas/envelopes.ts';
import { messageOf } from '../errors.ts';
import { soon } from './soon.ts';

/**
 * A desk acknowledges within this time, or looks whether it still has the envelope. One that has not was killed, or stands
 * still, and another desk takes over: Slack waits three seconds.
 */
const TAKEN_OVER_AFTER_S = 2;
export const SURE_MS = 1700;
/** A database that is slower than this counts as away. Half a second made busy desks answer copies of one envelope. */
const WITHIN_MS = 1500;
const LOOK_EVERY_MS = 100;
/** After this Slack shows an ack's body to nobody. */
const KEEP_BODY_S = 20;

/** An envelope is this desk's to answer, or another desk has acknowledged it with a body. */
type Taken = { mine: true } | { mine: false; body: unknown };

/** Which of several desks answers an envelope. */
export interface SharedEnvelopes {
  /** Takes it, or waits until another desk has acknowledged it or given up. Takes it too while the database is away. */
  take(id: string): Promise<Taken>;
  /** Stores with what it was acknowledged. False when another desk has taken it over meanwhile. */
  acked(id: string, body: unknown): Promise<boolean>;
  /** Gives it back. */
  release(id: string): Promise<void>;
  /** True once in so many seconds for each key, among all desks. */
  begin(key: string, seconds: number): Promise<boolean>;
}

/** Envelopes in the database, taken by a desk of that name. */
export function createSharedEnvelopes({ db, log }: Pick<Context, 'db' | 'log'>, desk: string): SharedEnvelopes {
  const away = (what: string) => (cause: unknown) =>
    log.warn({ cause: messageOf(cause, 120) }, `${what}: copies that go to other desks are not told apart`);

  async function takeFromOther(id: string): Promise<Taken> {
    for (;;) {
      const other = await findEnvelope(db, id);
      if (!other) {
        if (await claimEnvelope(db, id, desk)) return { mine: true };
      } else if (other.acked_for !== null) {
        const body = other.body !== null && other.acked_for < KEEP_BODY_S ? JSON.parse(other.body) : undefined;
        return { mine: false, body };
      } else if (
        other.claimed_for >= TAKEN_OVER_AFTER_S &&
        (await takeEnvelopeOver(db, id, desk, TAKEN_OVER_AFTER_S))
      ) {
        log.warn({ from: other.claimed_by }, 'took over what another desk did not answer');
        return { mine: true };
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  return {
    async take(id) {
      const claim = claimEnvelope(db, id, desk);
      claim.catch(away('an envelope was not claimed'));
      const mine = await soon(WITHIN_MS, claim);
      if (mine ?? true) return { mine: true };
      return takeFromOther(id).catch(() => ({ mine: true }));
    },
    async acked(id, body) {
      const mark = markEnvelopeAcked(db, id, desk, body === undefined ? null : JSON.stringify(body));
      mark.catch(away('an ack was not stored'));
      return (await soon(WITHIN_MS, mark)) ?? true;
    },
    async release(id) {
      await releaseEnvelope(db, id, desk).catch(away('an envelope was not given back'));
    },
    async begin(key, seconds) {
      const first = claimEnvelope(db, key, desk).then(
        async (mine) => mine || (await takeEnvelopeOver(db, key, desk, seconds)),
      );
      first.catch(away('a click was not claimed'));
      return (await soon(WITHIN_MS, first)) ?? true;
    },
  };
}
