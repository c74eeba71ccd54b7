import type { Role } from '../../rules/access.ts';

/** Who came in; handlers find it in Bolt's context. */

export interface Caller {
  role: Role;
  way: string;
  workspaceId: string | undefined;
  /** IANA time zone, where Slack says it. */
  zone: string | undefined;
}
export const callerOf = (context: Record<string, unknown>): Caller => {
  const came = context['came'] as Caller | undefined;
  if (!came) throw new Error('a handler ran for somebody whom the door did not let in');
  return came;
};
