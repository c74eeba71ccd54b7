import type { App, ReceiverEvent } from '@slack/bolt';

/** Counts payloads under way, so that stopping can wait for them. */
export function countWork(app: App) {
  let busy = 0;
  let tell = () => {};
  return {
    async processEvent(event: ReceiverEvent): Promise<void> {
      busy += 1;
      try {
        await app.processEvent(event);
      } finally {
        busy -= 1;
        if (busy === 0) tell();
      }
    },
    async idle(longest: number): Promise<void> {
      if (busy === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, longest);
        tell = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
