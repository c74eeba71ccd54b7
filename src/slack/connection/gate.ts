import type { App, ReceiverEvent } from '@slack/bolt';
import { type SharedEnvelopes, SURE_MS } from '../../replicas/envelopes.ts';

const KEEP_MS = 15 * 60_000; // Slack's last retry of an event comes after five minutes
const KEEP_MOST = 50_000;
/** Slack drops an ack that takes over three seconds, and a body can be tens of kilobytes. */
const KEEP_BODY_MS = 20_000;

/** The first copy of a payload: its ack body once known, and whether the ack of each later copy arrived. */
interface First {
  body: Promise<unknown>;
  copies: Promise<boolean>[];
}

/** Another desk answers this envelope by now: nothing more must be said about it here. */
export class TakenOver extends Error {
  override name = 'TakenOver';
}

export interface Gate extends Pick<App, 'processEvent'> {
  /** Takes nothing more. What comes is not acknowledged, so that Slack gives it to another connection. */
  close(): void;
}

/** Where several desks answer: which of them has an envelope, and a clock in milliseconds that never jumps. */
interface AmongDesks {
  shared: SharedEnvelopes;
  steady: () => number;
}

/**
 * Runs each payload once, although Slack may deliver it over both connections. Later copies (same envelope, event or
 * signature) get the first one's ack body: an empty ack that overtakes it would lose the answer. If the first one's ack
 * fails but a copy's arrived, the answer is not sent again. If the ack failed everywhere, the answer leaves by
 * response_url, so a copy that comes after that gets an empty ack. Among several desks the database holds the same: what
 * another desk has is left to it, unless it does not acknowledge it in time.
 */
export function createGate(app: Pick<App, 'processEvent'>, among?: AmongDesks): Gate {
  const answers = new Map<string, First>();
  let open = true;
  return {
    close() {
      open = false;
    },
    async processEvent(event: ReceiverEvent): Promise<void> {
      if (!open) return;
      const id = idOf(event);
      if (id === undefined) return app.processEvent(event);
      const known = answers.get(id);
      if (known) {
        const arrived = known.body
          .then((body) => event.ack(body))
          .then(
            () => true,
            () => false,
          );
        known.copies.push(arrived);
        await arrived;
        return;
      }
      let settle: (body: unknown) => void = () => {};
      const first: First = { body: new Promise((resolve) => (settle = resolve)), copies: [] };
      answers.set(id, first);
      forget(answers, id, first);
      const began = among?.steady() ?? 0;
      const taken = await among?.shared.take(id);
      if (taken && !taken.mine) {
        settle(taken.body);
        await event.ack(taken.body).catch(() => undefined);
        return;
      }
      /** Throws TakenOver where the envelope is another desk's by now. */
      const store = async (body: unknown) => {
        if (among && !(await among.shared.acked(id, body))) throw new TakenOver('another desk answers');
      };
      const ack = async (body?: unknown) => {
        const isLate = among !== undefined && among.steady() - began > SURE_MS;
        if (isLate) await store(body);
        settle(body);
        try {
          await event.ack(body);
        } catch (cause) {
          first.body = Promise.resolve(undefined);
          if ((await Promise.all(first.copies)).includes(true)) return;
          await store(undefined);
          throw cause;
        }
        // The ack does not wait for this.
        if (!isLate) void among?.shared.acked(id, body);
      };
      try {
        await app.processEvent({ ...event, ack });
      } catch (cause) {
        answers.delete(id); // nothing ran, and Slack sends an event again when it gets no ack
        await among?.shared.release(id);
        throw cause;
      } finally {
        settle(undefined);
      }
    },
  };
}

function idOf(event: ReceiverEvent): string | undefined {
  const { event_id: eventId } = event.body as { event_id?: unknown };
  const { envelopeId, signature } = event.customProperties ?? {};
  // Over HTTP a command or a click has no id, but a repeated request has the same signature.
  const id = eventId ?? envelopeId ?? signature;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** Drops the body soon and the id later, so that even a late copy runs nothing. */
function forget(answers: Map<string, First>, id: string, first: First): void {
  const forgetBody = () => {
    first.body = Promise.resolve(undefined);
  };
  void first.body.then(() => setTimeout(forgetBody, KEEP_BODY_MS).unref());
  setTimeout(() => answers.delete(id), KEEP_MS).unref();
  if (answers.size <= KEEP_MOST) return;
  const [oldest] = answers.keys();
  if (oldest !== undefined) answers.delete(oldest);
}
