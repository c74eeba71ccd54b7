import type { App, ReceiverEvent } from '@slack/bolt';

const KEEP_MS = 15 * 60_000; // Slack's last retry of an event comes after five minutes
const KEEP_MOST = 50_000;
/** Slack shows nobody an answer that comes after three seconds, and a body can be tens of kilobytes. */
const KEEP_BODY_MS = 20_000;
const NO_BODY = Promise.resolve(undefined);

/**
 * Stands before the app for both connections: a second copy of a payload (same envelope or event id) runs nothing and
 * gets the first copy's ack body, since an empty ack can overtake the real one and lose the answer.
 */
export function createGate(app: Pick<App, 'processEvent'>): Pick<App, 'processEvent'> {
  const answers = new Map<string, Promise<unknown>>();
  return {
    async processEvent(event: ReceiverEvent): Promise<void> {
      const id = idOf(event);
      if (id === undefined) return app.processEvent(event);
      const first = answers.get(id);
      if (first) {
        await event.ack((await first) as never);
        return;
      }
      let settle: (body: unknown) => void = () => {};
      keep(answers, id, new Promise((resolve) => (settle = resolve)));
      const ack = async (body?: unknown) => {
        settle(body);
        await event.ack(body as never);
      };
      try {
        await app.processEvent({ ...event, ack });
      } finally {
        settle(undefined);
      }
    },
  };
}

function idOf(event: ReceiverEvent): string | undefined {
  const body = event.body as { event_id?: unknown };
  const id = body.event_id ?? event.customProperties?.['envelopeId'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** The body for a short while after it is there, the id for longer: a copy that comes late still runs nothing. */
function keep(answers: Map<string, Promise<unknown>>, id: string, body: Promise<unknown>): void {
  const forgetBody = () => answers.has(id) && answers.set(id, NO_BODY);
  answers.set(id, body);
  setTimeout(() => answers.delete(id), KEEP_MS).unref();
  void body.then(() => setTimeout(forgetBody, KEEP_BODY_MS).unref());
  if (answers.size <= KEEP_MOST) return;
  const [oldest] = answers.keys();
  if (oldest !== undefined) answers.delete(oldest);
}
