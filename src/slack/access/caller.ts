import type { Context } from '@slack/bolt';
import type { Role } from '../../rules/access.ts';

/** Who came in; handlers find it in Bolt's context. */
export interface Caller {
  role: Role;
  way: string;
  workspaceId: string | undefined;
  /** IANA time zone, where Slack says it. */
  zone: string | undefined;
}

export const callerOf = (context: Context): Caller => {
  const came: Caller | undefined = context['came'];
  if (!came) throw new Error('a handler ran for somebody whom the door did not let in');
  return came;
};
