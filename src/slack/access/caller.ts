import type { Context } from '@slack/bolt';
import type { Role } from '../../rules/access.ts';

/** Who sent an authorized request. The middleware puts it in Bolt's context for the handlers. */
export interface Caller {
  role: Role;
  way: string;
  workspaceId: string | undefined;
  /** IANA time zone, if Slack gave one. */
  zone: string | undefined;
}

export const callerOf = (context: Context): Caller => {
  const caller: Caller | undefined = context['caller'];
  if (!caller) throw new Error('a handler ran for a request that was not authorized');
  return caller;
};
