import type { Workspace } from './workspace.ts';

const TRIGGER_MS = 3000; // Slack: a trigger opens one view within three seconds
const RESPONSE_MS = 30 * 60_000;
const RESPONSE_USES = 5;
const KEEP_MOST = 2000;

export interface ResponseTrigger {
  channel: string;
  /** The message that the click stood on. */
  ts?: string;
  threadTs?: string;
}

export type Triggers = ReturnType<typeof createTriggers>;

/** Trigger ids and response addresses as Slack hands them out: each good for a while, and for so many uses. */
export function createTriggers(workspace: Pick<Workspace, 'newId' | 'now'>) {
  const triggers = new Map<string, { at: number; used: boolean }>();
  const responses = new Map<string, ResponseTrigger & { at: number; uses: number }>();
  const at = () => workspace.now().getTime();
  const keep = (map: Map<string, unknown>) => {
    const [oldest] = map.keys();
    if (map.size > KEEP_MOST && oldest !== undefined) map.delete(oldest);
  };
  return {
    newTrigger(): string {
      const id = `${at()}.${workspace.newId('')}`;
      triggers.set(id, { at: at(), used: false });
      keep(triggers);
      return id;
    },
    /** Undefined when it may be used, else Slack's error. */
    useTrigger(id: string): string | undefined {
      const trigger = triggers.get(id);
      if (!trigger) return 'invalid_trigger_id';
      if (trigger.used) return 'exchanged_trigger_id';
      if (at() - trigger.at > TRIGGER_MS) return 'expired_trigger_id';
      trigger.used = true;
      return undefined;
    },
    newResponse(ticket: ResponseTrigger): string {
      const id = workspace.newId('');
      responses.set(id, { ...ticket, at: at(), uses: 0 });
      keep(responses);
      return id;
    },
    useResponse(id: string): ResponseTrigger | { error: string } {
      const response = responses.get(id);
      if (!response) return { error: 'invalid_url' };
      if (at() - response.at > RESPONSE_MS) return { error: 'expired_url' };
      if (response.uses >= RESPONSE_USES) return { error: 'used_url' };
      response.uses += 1;
      return response;
    },
  };
}
