import type { SlackConfig } from '../../config.ts';

const SLACK = 'https://slack.com/api/';
const TIMEOUT_MS = 10_000;
/** Slack allows about fifty calls of conversations.history a minute. */
const MAX_CHANNELS = 40;

/** Slack's answer to one call. `error` is Slack's error code, or why there was no answer. */
export interface ProbeResult {
  ok: boolean;
  error?: string;
  /** False when no answer came back. */
  reached: boolean;
  /** Scopes of the token. */
  scopes?: string[];
  /** Slack's clock minus ours, in milliseconds. */
  aheadMs?: number;
}

export interface SlackProbe {
  bot: ProbeResult;
  /** Socket Mode only. */
  app?: ProbeResult;
  channels: { id: string; result: ProbeResult }[];
  /** User groups that the access lists name. */
  groups: { id: string; result: ProbeResult }[];
  /** Number of channels that were not checked. */
  unchecked: number;
}

/** Checks the tokens, channels and user groups with calls that change nothing. Never throws. */
export async function probeSlack(
  { botToken, mode, apiUrl = SLACK }: SlackConfig,
  channels: readonly string[],
  groupIds: readonly string[],
  now: () => Date,
): Promise<SlackProbe> {
  const call = (method: string, token: string, body: Record<string, string> = {}) =>
    callSlack(new URL(method, apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`), token, body, now);
  const bot = await call('auth.test', botToken);
  const app = mode.kind === 'socket' ? await call('apps.connections.open', mode.appToken) : undefined;
  const asked = bot.ok ? channels.slice(0, MAX_CHANNELS) : [];
  const results: SlackProbe['channels'] = [];
  // The outbox reads channels too, before it sends again, so this needs no further scope.
  for (const channel of asked)
    results.push({ id: channel, result: await call('conversations.history', botToken, { channel, limit: '1' }) });
  const groups: SlackProbe['groups'] = [];
  for (const usergroup of bot.ok ? groupIds : [])
    groups.push({ id: usergroup, result: await call('usergroups.users.list', botToken, { usergroup }) });
  return { bot, ...(app ? { app } : {}), channels: results, groups, unchecked: channels.length - asked.length };
}

async function callSlack(
  address: URL,
  token: string,
  body: Record<string, string>,
  now: () => Date,
): Promise<ProbeResult> {
  const before = now().getTime();
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    });
    const midpoint = (before + now().getTime()) / 2;
    const date = Date.parse(response.headers.get('date') ?? '');
    const scopes = response.headers.get('x-oauth-scopes');
    const answer = (await response.json().catch(() => undefined)) as { ok?: unknown; error?: unknown } | undefined;
    const code = typeof answer?.error === 'string' ? answer.error.replace(/[^\w .:-]/g, '').slice(0, 60) : '';
    return {
      ok: answer?.ok === true,
      ...(answer?.ok === true ? {} : { error: code || `HTTP ${response.status}` }),
      reached: true,
      ...(scopes === null ? {} : { scopes: scopes.split(/[\s,]+/).filter(Boolean) }),
      // The header is cut to whole seconds, so on average it is half a second late.
      ...(Number.isNaN(date) ? {} : { aheadMs: date + 500 - midpoint }),
    };
  } catch (cause) {
    const inner = (cause as { cause?: { code?: unknown } }).cause?.code;
    const error = typeof inner === 'string' ? inner : cause instanceof Error ? cause.message : 'no answer';
    return { ok: false, reached: false, error: error.slice(0, 120) };
  }
}
