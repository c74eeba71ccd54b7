import type { Failure } from '../../jobs/outbox/poster.ts';

const TOKEN_ERRORS =
  /^(invalid_auth|not_authed|token_revoked|token_expired|account_inactive|team_access_not_granted|ekm_access_denied)$/;
/** Faults at Slack, after which it may still have taken the message. */
const SLACK_FAULTS = /^(internal_error|fatal_error|service_unavailable|request_timeout|team_added_to_org)$/;

interface WebApiError {
  code?: string;
  message?: string;
  retryAfter?: number;
  statusCode?: number;
  data?: { error?: string };
}

/** What a Web API error means for the message that was being sent. */
export function readFailure(cause: unknown): Failure {
  const { code, data, retryAfter, statusCode, message } = cause as WebApiError;
  const error = data?.error ?? (statusCode ? `HTTP ${statusCode}` : (message ?? 'no answer').slice(0, 120));
  if (code === 'slack_webapi_rate_limited_error' || error === 'ratelimited' || error === 'rate_limited')
    return { kind: 'limited', error: 'rate limited by Slack', retryAfter: Math.max(1, retryAfter ?? 30) };
  if (/429|rate.?limit/i.test(error)) return { kind: 'limited', error: 'rate limited by Slack', retryAfter: 30 };
  if (data?.error === undefined || SLACK_FAULTS.test(data.error)) return { kind: 'unsure', error };
  // A page of a proxy, which the client passes on as the error.
  if (!/^[\w-]{1,80}$/.test(data.error)) return { kind: 'unsure', error: error.replace(/\s+/g, ' ').slice(0, 120) };
  return { kind: TOKEN_ERRORS.test(data.error) ? 'access' : 'terminal', error };
}

/** True when Slack may take a plainer or shorter form of the same message. */
export const isAboutForm = ({ kind, error }: Failure): boolean =>
  kind === 'terminal' && /block|too_long|too_large|attachment/.test(error);
