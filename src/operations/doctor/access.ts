import type { AccessRules } from '../../rules/access.ts';
import type { ProbeResult } from '../../slack/connection/probe.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Describes who may ask. */
export function checkAccess({ workspaces, channels, groups, editors, admins, guests, connect }: AccessRules): Finding {
  const who = [
    groups.length > 0 ? `people of ${groups.join(', ')}` : 'every member',
    workspaces.length > 0 ? `of ${workspaces.join(', ')}` : "of the bot's workspace",
    channels.length > 0 ? `in ${channels.join(', ')}` : 'in every channel',
  ].join(' ');
  const also = [
    guests ? 'guests too' : 'no guests',
    connect ? 'people of other workspaces too' : 'nobody from elsewhere',
  ];
  const sets = editors.length > 0 ? `set up by ${editors.join(', ')}` : 'set up by everyone who may ask';
  const all = `${who}; ${also.join(', ')}; digests and watches are ${sets}`;
  return admins.length > 0
    ? ok('access', `${all}; admins are ${admins.join(', ')}`)
    : ok('access', `${all}; no admin is set, so the audit can be read only here: npm run -s audit`);
}

/** Checks that Slack lists the members of a user group that the settings name. */
export function checkGroup(id: string, result: ProbeResult): Finding {
  const check = `user group ${id}`;
  if (result.ok) return ok(check, 'Slack lists its members');
  if (!result.reached || result.error === 'ratelimited' || result.error === 'HTTP 429')
    return warn(check, `not checked (${result.error}). Run the doctor again in a minute.`);
  const fix =
    result.error === 'missing_scope'
      ? 'Paste manifest.yml into the app and install it again.'
      : 'Copy its id again, or remove it from ALLOW_GROUPS, EDITORS and ADMINS.';
  return fail(check, `it lets nobody in: ${result.error}. ${fix}`);
}
