import type { Workspace } from './workspace.ts';

const TRIGGER_MS = 3000; // Slack: a trigger opens one view within three seconds
const RESPONSE_MS = 30 * 60_000;
const RESPONSE_USES = 5;
const MAX_KEPT = 2000;

/** Where a response_url posts. */
export interface ResponseTarget {
  channel: string;
  threadTs?: string;
}

export type Triggers = ReturnType<typeof createTriggers>;

/** Trigger ids and response_urls as Slack gives them out: each is valid for a while and for a number of uses. */
export function createTriggers(workspace: Pick<Workspace, 'newId' | 'now'>) {
  const triggers = new Map<string, { at: number; used: boolean }>();
  const responses = new Map<string, ResponseTarget & { at: number; uses: number }>();
  const at = () => workspace.now().getTime();
  const keep = <T>(map: Map<string, T>, id: string, value: T): string => {
    map.set(id, value);
    const [oldest] = map.keys();
    if (map.size > MAX_KEPT && oldest !== undefined) map.delete(oldest);
    return id;
  };
  return {
    newTrigger: () => keep(triggers, `${at()}.${workspace.newId('')}`, { at: at(), used: false }),
    /** Undefined when the trigger may be used, else Slack's error. */
    useTrigger(id: string): string | undefined {
      const trigger = triggers.get(id);
      if (!trigger) return 'invalid_trigger_id';
      if (trigger.used) return 'exchanged_trigger_id';
      if (at() - trigger.at > TRIGGER_MS) return 'expired_trigger_id';
      trigger.used = true;
      return undefined;
    },
    newResponse: (target: ResponseTarget) => keep(responses, workspace.newId(''), { ...target, at: at(), uses: 0 }),
    useResponse(id: string): ResponseTarget | { error: string } {
      const response = responses.get(id);
      if (!response) return { error: 'invalid_url' };
      if (at() - response.at > RESPONSE_MS) return { error: 'expired_url' };
      if (response.uses >= RESPONSE_USES) return { error: 'used_url' };
      response.uses += 1;
      return response;
    },
  };
}
