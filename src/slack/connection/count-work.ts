import type { App, ReceiverEvent } from '@slack/bolt';

/** Counts the payloads in progress, so that a shutdown can wait for them. */
export function countWork(app: Pick<App, 'processEvent'>) {
  let busy = 0;
  let onIdle = () => {};
  return {
    async processEvent(event: ReceiverEvent): Promise<void> {
      busy += 1;
      try {
        await app.processEvent(event);
      } finally {
        busy -= 1;
        if (busy === 0) onIdle();
      }
    },
    /** Resolves when nothing is in progress, or after `timeoutMs`. */
    async idle(timeoutMs: number): Promise<void> {
      if (busy === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        onIdle = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
