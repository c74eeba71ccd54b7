import type { Failure } from '../../jobs/outbox/poster.ts';

const ACCESS =
  /^(invalid_auth|not_authed|token_revoked|token_expired|account_inactive|team_access_not_granted|ekm_access_denied)$/;
/** Slack's own troubles: it may have taken the message all the same. */
const SLACKS = /^(internal_error|fatal_error|service_unavailable|request_timeout|team_added_to_org)$/;

interface WebApiError {
  code?: string;
  message?: string;
  retryAfter?: number;
  statusCode?: number;
  data?: { error?: string };
}

/** What an error of the Web API means for a message. */
export function readFailure(cause: unknown): Failure {
  const { code, data, retryAfter, statusCode, message } = cause as WebApiError;
  const error = data?.error ?? (statusCode ? `HTTP ${statusCode}` : (message ?? 'no answer').slice(0, 120));
  if (code === 'slack_webapi_rate_limited_error' || error === 'ratelimited' || error === 'rate_limited')
    return { kind: 'limited', error: 'rate limited by Slack', retryAfter: Math.max(1, retryAfter ?? 30) };
  if (/429|rate.?limit/i.test(error)) return { kind: 'limited', error: 'rate limited by Slack', retryAfter: 30 };
  if (data?.error === undefined || SLACKS.test(data.error)) return { kind: 'unsure', error };
  return { kind: ACCESS.test(data.error) ? 'access' : 'terminal', error };
}
