import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Who calls over HTTP: a token, by a short hash of it, or Slack, which names the person of each question. */
export type McpCaller =
  | { kind: 'token'; id: string }
  /** `person` is absent where Slack only asks which tools there are. */
  | { kind: 'slack'; person?: { userId: string; workspaceIds: string[] } };

export interface McpSecrets {
  tokens: readonly string[];
  /** Absent: requests that Slack signed are refused as others are. */
  signingSecret?: string;
}

/** As Slack asks: an older or later request is not from now. */
const SKEW_S = 300;

/** The caller of a request by its headers and body; undefined for nobody. `now` is in milliseconds. */
export function callerOfRequest(
  headers: IncomingHttpHeaders,
  body: Buffer,
  secrets: McpSecrets,
  now: number,
): McpCaller | undefined {
  const signature = headers['x-slack-signature'];
  if (signature !== undefined)
    return isSigned(headers, body, secrets.signingSecret, now) ? { kind: 'slack' } : undefined;
  const [scheme, token, ...more] = (headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || more.length > 0) return undefined;
  // Every token is compared, so that the time says nothing of which one was near.
  const found = secrets.tokens.filter((known) => isSame(known, token));
  return found.length > 0 ? { kind: 'token', id: tokenId(token) } : undefined;
}

/** What the audit calls a token. */
export const tokenId = (token: string): string => `token-${digest(token).toString('hex').slice(0, 8)}`;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

function isSigned(headers: IncomingHttpHeaders, body: Buffer, secret: string | undefined, now: number): boolean {
  const [sentAt, signature] = [headers['x-slack-request-timestamp'], headers['x-slack-signature']];
  if (!secret || typeof sentAt !== 'string' || typeof signature !== 'string') return false;
  if (!/^\d{1,12}$/.test(sentAt) || Math.abs(now / 1000 - Number(sentAt)) > SKEW_S) return false;
  return isSame(`v0=${createHmac('sha256', secret).update(`v0:${sentAt}:`).update(body).digest('hex')}`, signature);
}

/** The person whom Slack names in a signed message, at `params._meta.slack`; undefined for none. */
export function personOf(message: unknown): { userId: string; workspaceIds: string[] } | undefined {
  const { params } = message as { params?: { _meta?: { slack?: Record<string, unknown> } } };
  const { user_id: userId, team_id: team, enterprise_id: enterprise } = params?._meta?.slack ?? {};
  if (!isId(userId, /^[UW][A-Z0-9]{1,30}$/) || !isId(team, /^T[A-Z0-9]{1,30}$/)) return undefined;
  return { userId, workspaceIds: [team, ...(isId(enterprise, /^E[A-Z0-9]{1,30}$/) ? [enterprise] : [])] };
}

const isId = (value: unknown, pattern: RegExp): value is string => typeof value === 'string' && pattern.test(value);
