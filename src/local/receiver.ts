import type { JsonObject } from './json.ts';

/** What a Bolt app is to its receiver. */
export interface App {
  processEvent(event: { body: JsonObject; ack: (body?: unknown) => Promise<void> }): Promise<void>;
}

/** What the app did with a payload: acked with a body, or let Slack's three seconds pass. */
export interface PayloadDelivery {
  acked: boolean;
  body?: unknown;
  /** Resolves when the app has done all its work on the payload. */
  done: Promise<void>;
}

const ACK_MS = 3000;

/** Hands payloads to the app as Slack would: whatever is not acked within three seconds counts as failed. */
export function createReceiver(openApp: () => Promise<App>) {
  let app: Promise<App> | undefined;
  return {
    /** Loads the app ahead of the first payload. */
    warm: () => {
      app ??= openApp();
      return app;
    },
    async deliver(payload: JsonObject): Promise<PayloadDelivery> {
      app ??= openApp();
      const ready = await app;
      let settle: (delivery: { acked: boolean; body?: unknown }) => void = () => {};
      const acked = new Promise<{ acked: boolean; body?: unknown }>((resolve) => (settle = resolve));
      const timer = setTimeout(() => settle({ acked: false }), ACK_MS);
      const done = ready
        .processEvent({ body: payload, ack: async (body) => settle({ acked: true, body }) })
        .catch(() => {}) // the app has logged it; for Slack it is a payload without an ack
        .finally(() => {
          clearTimeout(timer);
          settle({ acked: false });
        });
      return { ...(await acked), done };
    },
  };
}

export type Receiver = ReturnType<typeof createReceiver>;
