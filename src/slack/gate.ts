import type { App, ReceiverEvent } from '@slack/bolt';

const KEEP_MS = 15 * 60_000; // Slack's last retry of an event comes after five minutes
const KEEP_MOST = 20_000;

/**
 * Stands before the app for both connections: a second copy of a payload (same envelope, event or trigger id) runs nothing and
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
      answers.set(id, new Promise((resolve) => (settle = resolve)));
      forget(answers, id);
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
  const body = event.body as { event_id?: unknown; trigger_id?: unknown };
  // By HTTP a command or a click has no envelope; its trigger is given once, so a signed request sent again runs nothing.
  const id = body.event_id ?? event.customProperties?.['envelopeId'] ?? body.trigger_id;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function forget(answers: Map<string, Promise<unknown>>, id: string): void {
  setTimeout(() => answers.delete(id), KEEP_MS).unref();
  if (answers.size <= KEEP_MOST) return;
  const [oldest] = answers.keys();
  if (oldest !== undefined) answers.delete(oldest);
}
