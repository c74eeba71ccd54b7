import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { SlackConfig } from '../../config.ts';
import { projectPath } from '../../project.ts';
import { type ProbeResult, probeSlack } from '../../slack/connection/probe.ts';
import { checkGroup } from './access.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const FIX_BOT = "Copy the bot token again from the app's page (OAuth & Permissions) into SLACK_BOT_TOKEN.";
const FIX_APP =
  'Make an app-level token with the scope connections:write (Basic Information, App-Level Tokens) and set SLACK_APP_TOKEN.';
const FIX_NETWORK = 'Check the network, the proxy and SLACK_API_URL.';

/** Checks the tokens, their scopes, the clock and the channels that posts go to. */
export async function checkTokens(
  slack: SlackConfig,
  channels: readonly string[],
  groups: readonly string[],
  now: () => Date,
): Promise<Finding[]> {
  const found = await probeSlack(slack, channels, groups, now);
  return [
    token('bot token', found.bot, FIX_BOT),
    ...(found.app
      ? [token('app token', found.app, FIX_APP)]
      : [ok('app token', 'not needed by HTTP; the signing secret cannot be checked from here')]),
    ...(found.bot.ok ? [scopes(found.bot.scopes), clock(found.bot.aheadMs)] : []),
    ...found.channels.map(({ id, result }) => channel(id, result)),
    ...found.groups.map(({ id, result }) => checkGroup(id, result)),
    ...(found.unchecked > 0
      ? [warn('channels', `${found.unchecked} of ${channels.length} channels were not checked.`)]
      : []),
  ];
}

function token(check: string, result: ProbeResult, fix: string): Finding {
  if (result.ok) return ok(check, 'Slack accepts it');
  return result.reached
    ? fail(check, `Slack refuses it: ${result.error}. ${fix}`)
    : fail(check, `Slack cannot be reached (${result.error}). ${FIX_NETWORK}`);
}

function scopes(had: string[] | undefined): Finding {
  const { bot: needed, bot_optional: optional } = manifestScopes();
  if (!had)
    return warn('scopes', "Slack does not say which scopes the token has. Compare the app's page with manifest.yml.");
  const without = needed.filter((scope) => !had.includes(scope));
  const missing = without.filter((scope) => !optional.includes(scope));
  const extra = had.filter((scope) => !needed.includes(scope));
  if (missing.length > 0)
    return fail(
      'scopes',
      `the token lacks ${missing.join(', ')}. Paste manifest.yml into the app's page (App Manifest), then Reinstall to Workspace.`,
    );
  if (extra.length > 0)
    return warn(
      'scopes',
      `the token has scopes that it does not need: ${extra.join(', ')}. Remove them on the app's page and reinstall.`,
    );
  if (without.length > 0)
    return ok('scopes', `all that are required; without the optional ${without.join(', ')} (docs/operations.md)`);
  return ok('scopes', `as in manifest.yml: ${needed.join(', ')}`);
}

/** The scopes that manifest.yml asks for. */
function manifestScopes(): { bot: string[]; bot_optional: string[] } {
  const manifest = parse(readFileSync(projectPath('manifest.yml'), 'utf8')) as {
    oauth_config: { scopes: { bot: string[]; bot_optional: string[] } };
  };
  return manifest.oauth_config.scopes;
}

function clock(aheadMs: number | undefined): Finding {
  if (aheadMs === undefined)
    return warn('clock', 'Slack did not send its time, so the clock was not compared. Run ntpd or chronyd.');
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const difference = `${seconds} s ${aheadMs > 0 ? 'behind' : 'ahead of'} Slack's`;
  if (seconds > 120)
    return fail(
      'clock',
      `${difference}: ${seconds > 300 ? "Slack's signed requests are refused, and " : ''}the desk posts nothing by the clock and deletes nothing until it is right. Set the clock and run ntpd or chronyd.`,
    );
  if (seconds > 30) return warn('clock', `${difference}. Run ntpd or chronyd.`);
  return ok('clock', seconds < 2 ? "same as Slack's" : difference);
}

/** What to do about Slack's error for a channel. */
const FIX_CHANNEL: Record<string, string> = {
  not_in_channel: 'Invite the bot there: /invite @Detainer Desk',
  channel_not_found:
    'It was deleted, or is private without the bot in it: invite the bot, or end its digest and watches there.',
  is_archived: 'Unarchive it, or end its digest and watches.',
};

function channel(id: string, result: ProbeResult): Finding {
  const check = `channel ${id}`;
  if (result.ok) return ok(check, 'the bot is in it');
  if (!result.reached) return warn(check, `Slack cannot be reached (${result.error}). ${FIX_NETWORK}`);
  if (result.error === 'missing_scope')
    return warn(check, "the token's scopes do not allow this check; posts may still arrive.");
  if (result.error === 'ratelimited' || result.error === 'HTTP 429')
    return warn(check, 'not checked: Slack asked to wait. Run the doctor again in a minute.');
  const fix = FIX_CHANNEL[result.error ?? ''] ?? 'Invite the bot there, or end its digest and watches.';
  return fail(check, `posts cannot arrive: ${result.error}. ${fix}`);
}
