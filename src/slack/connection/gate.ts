import type { App, ReceiverEvent } from '@slack/bolt';

const KEEP_MS = 15 * 60_000; // Slack's last retry of an event comes after five minutes
const KEEP_MOST = 50_000;
/** Slack shows nobody an answer that comes after three seconds, and a body can be tens of kilobytes. */
const KEEP_BODY_MS = 20_000;

/** The first copy of a payload: its ack body once there is one, and whether each further copy's ack arrived. */
interface First {
  body: Promise<unknown>;
  copies: Promise<boolean>[];
}

/**
 * Stands before the app for both connections: a second copy of a payload (same envelope, event or signature) runs nothing and
 * gets the first copy's ack body, since an empty ack can overtake the real one and lose the answer. An answer that went
 * by a copy's connection is not said again when the first one's is dead; one that went another way is not in a late copy.
 */
export function createGate(app: Pick<App, 'processEvent'>): Pick<App, 'processEvent'> {
  const answers = new Map<string, First>();
  return {
    async processEvent(event: ReceiverEvent): Promise<void> {
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
      const ack = async (body?: unknown) => {
        settle(body);
        try {
          await event.ack(body);
        } catch (cause) {
          first.body = Promise.resolve(undefined);
          if (!(await Promise.all(first.copies)).includes(true)) throw cause;
        }
      };
      try {
        await app.processEvent({ ...event, ack });
      } catch (cause) {
        answers.delete(id); // nothing was run: Slack gives an event again that nobody acknowledged
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
  // By HTTP a command or a click has no id of its own; a signed request that is sent again has the same signature.
  const id = eventId ?? envelopeId ?? signature;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** The body a short while after it is there, the id later: a copy that comes late still runs nothing. */
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
