import type { AccessRules } from '../../rules/access.ts';
import type { ProbeResult } from '../../slack/connection/probe.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Who may ask, in words. */
export function checkAccess({ workspaces, channels, groups, editors, admins, guests, connect }: AccessRules): Finding {
  const said = [
    groups.length > 0 ? `people of ${groups.join(', ')}` : 'every member',
    workspaces.length > 0 ? `of ${workspaces.join(', ')}` : "of the bot's workspace",
    channels.length > 0 ? `in ${channels.join(', ')}` : 'in every channel',
  ].join(' ');
  const also = [
    guests ? 'guests too' : 'no guests',
    connect ? 'people of other workspaces too' : 'nobody from elsewhere',
  ];
  const sets = editors.length > 0 ? `set up by ${editors.join(', ')}` : 'set up by everyone who may ask';
  const all = `${said}; ${also.join(', ')}; digests and watches are ${sets}`;
  return admins.length > 0
    ? ok('access', `${all}; admins are ${admins.join(', ')}`)
    : ok('access', `${all}; no admin is set, so the audit is seen here only: npm run -s audit`);
}

/** Whether Slack tells who is in a user group that the lists name. */
export function checkGroup(id: string, heard: ProbeResult): Finding {
  const check = `user group ${id}`;
  if (heard.ok) return ok(check, 'Slack tells who is in it');
  if (!heard.reached || heard.error === 'ratelimited' || heard.error === 'HTTP 429')
    return warn(check, `not looked at (${heard.error}). Run the doctor again in a minute.`);
  const mend =
    heard.error === 'missing_scope'
      ? 'Paste manifest.yml into the app and install it again.'
      : 'Copy its id anew, or take it out of ALLOW_GROUPS, EDITORS and ADMINS.';
  return fail(check, `nobody is let in by it: ${heard.error}. ${mend}`);
}
