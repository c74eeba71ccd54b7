import type { JsonObject } from './json.ts';

/** The part of a Bolt app that a receiver needs. */
export interface App {
  processEvent(event: { body: JsonObject; ack: (body?: unknown) => Promise<void> }): Promise<void>;
}

/** Whether the app acknowledged a payload within three seconds, and the body of its ack. */
export interface PayloadDelivery {
  acked: boolean;
  body?: unknown;
  /** Resolves when the app has finished its work on the payload. */
  done: Promise<void>;
}

const ACK_MS = 3000;

/** Delivers payloads to the app as Slack does: a payload without an ack within three seconds has failed. */
export function createReceiver(openApp: () => Promise<App>) {
  let app: Promise<App> | undefined;
  /** Opens the app once. A failed opening is not kept: the next payload tries again. */
  const loadApp = (): Promise<App> => {
    app ??= openApp().catch((cause: unknown) => {
      app = undefined;
      throw cause;
    });
    return app;
  };
  return {
    /** Loads the app before the first payload. */
    warm: loadApp,
    async deliver(payload: JsonObject): Promise<PayloadDelivery> {
      const ready = await loadApp();
      let settle: (delivery: { acked: boolean; body?: unknown }) => void = () => {};
      const acked = new Promise<{ acked: boolean; body?: unknown }>((resolve) => (settle = resolve));
      const timer = setTimeout(() => settle({ acked: false }), ACK_MS);
      const done = ready
        .processEvent({ body: payload, ack: async (body) => settle({ acked: true, body }) })
        .catch(() => {}) // the app logs it; Slack only sees a missing ack
        .finally(() => {
          clearTimeout(timer);
          settle({ acked: false });
        });
      return { ...(await acked), done };
    },
  };
}

export type Receiver = ReturnType<typeof createReceiver>;
