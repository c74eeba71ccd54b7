import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { SlackConfig } from '../../config.ts';
import { projectPath } from '../../project.ts';
import { type ProbeResult, probeSlack } from '../../slack/connection/probe.ts';
import { checkGroup } from './access.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const MENDS_BOT = "Copy the bot token anew from the app's page (OAuth & Permissions) into SLACK_BOT_TOKEN.";
const MENDS_APP =
  'Make an app-level token with the scope connections:write (Basic Information, App-Level Tokens) and set SLACK_APP_TOKEN.';
const MENDS_NETWORK = 'Check the network, the proxy and SLACK_API_URL.';

/** What Slack says of the tokens, their scopes, the clock and the channels that posts go to. */
export async function checkTokens(
  slack: SlackConfig,
  channels: readonly string[],
  groups: readonly string[],
  now: () => Date,
): Promise<Finding[]> {
  const found = await probeSlack(slack, channels, groups, now);
  return [
    token('bot token', found.bot, MENDS_BOT),
    ...(found.app
      ? [token('app token', found.app, MENDS_APP)]
      : [ok('app token', 'not needed by HTTP; the signing secret cannot be checked from here')]),
    ...(found.bot.ok ? [scopes(found.bot.scopes), clock(found.bot.aheadMs)] : []),
    ...found.channels.map(({ id, heard }) => channel(id, heard)),
    ...found.groups.map(({ id, heard }) => checkGroup(id, heard)),
    ...(found.left > 0 ? [warn('channels', `${found.left} of ${channels.length} channels were not looked at.`)] : []),
  ];
}

function token(check: string, heard: ProbeResult, mend: string): Finding {
  if (heard.ok) return ok(check, 'Slack accepts it');
  return heard.reached
    ? fail(check, `Slack refuses it: ${heard.error}. ${mend}`)
    : fail(check, `Slack cannot be reached (${heard.error}). ${MENDS_NETWORK}`);
}

function scopes(had: string[] | undefined): Finding {
  const needed = manifestScopes();
  if (!had)
    return warn('scopes', "Slack does not say which scopes the token has. Compare the app's page with manifest.yml.");
  const missing = needed.filter((scope) => !had.includes(scope));
  const extra = had.filter((scope) => !needed.includes(scope));
  if (missing.length > 0)
    return fail(
      'scopes',
      `the token lacks ${missing.join(', ')}. Paste manifest.yml into the app's page (App Manifest), then Reinstall to Workspace.`,
    );
  if (extra.length > 0)
    return warn(
      'scopes',
      `the token has more than it needs: ${extra.join(', ')}. Take them off the app's page and reinstall.`,
    );
  return ok('scopes', `as in manifest.yml: ${needed.join(', ')}`);
}

/** The scopes that manifest.yml asks for. */
function manifestScopes(): string[] {
  const manifest = parse(readFileSync(projectPath('manifest.yml'), 'utf8')) as {
    oauth_config: { scopes: { bot: string[] } };
  };
  return manifest.oauth_config.scopes.bot;
}

function clock(aheadMs: number | undefined): Finding {
  if (aheadMs === undefined)
    return warn('clock', 'Slack did not say its time: the clock was not compared. Run ntpd or chronyd.');
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const said = `${seconds} s ${aheadMs > 0 ? 'behind' : 'ahead of'} Slack's`;
  if (seconds > 300)
    return fail(
      'clock',
      `${said}: Slack's signed requests are refused, digests come at the wrong minute. Set it, and run ntpd or chronyd.`,
    );
  if (seconds > 30) return warn('clock', `${said}. Run ntpd or chronyd.`);
  return ok('clock', seconds < 2 ? "as Slack's" : said);
}

/** What to do about Slack's word on a channel. */
const MENDS_CHANNEL: Record<string, string> = {
  not_in_channel: 'Invite the bot there: /invite @Detainer Desk',
  channel_not_found:
    'It was deleted, or is private without the bot in it: invite the bot, or end its digest and watches there.',
  is_archived: 'Unarchive it, or end its digest and watches.',
};

function channel(id: string, heard: ProbeResult): Finding {
  const check = `channel ${id}`;
  if (heard.ok) return ok(check, 'the bot is in it');
  if (!heard.reached) return warn(check, `Slack cannot be reached (${heard.error}). ${MENDS_NETWORK}`);
  if (heard.error === 'missing_scope')
    return warn(check, 'the scopes of the token do not let it be looked at; posts may arrive all the same.');
  if (heard.error === 'ratelimited' || heard.error === 'HTTP 429')
    return warn(check, 'not looked at: Slack asked to wait. Run the doctor again in a minute.');
  const mend = MENDS_CHANNEL[heard.error ?? ''] ?? 'Invite the bot there, or end its digest and watches.';
  return fail(check, `posts cannot arrive: ${heard.error}. ${mend}`);
}
