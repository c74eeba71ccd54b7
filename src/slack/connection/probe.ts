import type { SlackConfig } from '../../config.ts';

const SLACK = 'https://slack.com/api/';
const TIMEOUT_MS = 10_000;
/** conversations.history: Slack takes some fifty calls a minute. */
const MOST_CHANNELS = 40;

/** What Slack says to one call: `error` is Slack's word, or why there was no answer. */
export interface ProbeResult {
  ok: boolean;
  error?: string;
  /** False when nothing of Slack's came back. */
  reached: boolean;
  /** Scopes of the token. */
  scopes?: string[];
  /** Slack's clock less ours, in milliseconds. */
  aheadMs?: number;
}

export interface SlackProbe {
  bot: ProbeResult;
  /** Socket Mode only. */
  app?: ProbeResult;
  channels: { id: string; heard: ProbeResult }[];
  /** User groups that the access lists name. */
  groups: { id: string; heard: ProbeResult }[];
  /** Channels that were not asked about. */
  left: number;
}

/** Asks Slack about the tokens, about channels and user groups, changing nothing. Nothing throws. */
export async function probeSlack(
  { botToken, mode, apiUrl = SLACK }: SlackConfig,
  channels: readonly string[],
  groupIds: readonly string[],
  now: () => Date,
): Promise<SlackProbe> {
  const call = (method: string, token: string, body: Record<string, string> = {}) =>
    hear(new URL(method, apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`), token, body, now);
  const bot = await call('auth.test', botToken);
  const app = mode.kind === 'socket' ? await call('apps.connections.open', mode.appToken) : undefined;
  const asked = bot.ok ? channels.slice(0, MOST_CHANNELS) : [];
  const heard: SlackProbe['channels'] = [];
  // Reading a channel is what the outbox does before it sends anew, and needs no further scope.
  for (const channel of asked)
    heard.push({ id: channel, heard: await call('conversations.history', botToken, { channel, limit: '1' }) });
  const groups: SlackProbe['groups'] = [];
  for (const usergroup of bot.ok ? groupIds : [])
    groups.push({ id: usergroup, heard: await call('usergroups.users.list', botToken, { usergroup }) });
  return { bot, ...(app ? { app } : {}), channels: heard, groups, left: channels.length - asked.length };
}

async function hear(address: URL, token: string, body: Record<string, string>, now: () => Date): Promise<ProbeResult> {
  const before = now().getTime();
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    });
    const middle = (before + now().getTime()) / 2;
    const date = Date.parse(response.headers.get('date') ?? '');
    const scopes = response.headers.get('x-oauth-scopes');
    const said = (await response.json().catch(() => undefined)) as { ok?: unknown; error?: unknown } | undefined;
    const word = typeof said?.error === 'string' ? said.error.replace(/[^\w .:-]/g, '').slice(0, 60) : '';
    return {
      ok: said?.ok === true,
      ...(said?.ok === true ? {} : { error: word || `HTTP ${response.status}` }),
      reached: true,
      ...(scopes === null ? {} : { scopes: scopes.split(/[\s,]+/).filter(Boolean) }),
      // The header has whole seconds: its middle is half a second later.
      ...(Number.isNaN(date) ? {} : { aheadMs: date + 500 - middle }),
    };
  } catch (cause) {
    const inner = (cause as { cause?: { code?: unknown } }).cause?.code;
    const error = typeof inner === 'string' ? inner : cause instanceof Error ? cause.message : 'no answer';
    return { ok: false, reached: false, error: error.slice(0, 120) };
  }
}
