/** How the desk sends: posts of the outbox, replies, answers by response_url, files, and views (forms and the home tab). */
export const WAYS = ['post', 'reply', 'response', 'file', 'view'] as const;

/** Why something did not arrive. A closed list, since reasons are labels of metrics and Slack's own codes are not. */
export const REASONS = [
  'token',
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted',
  'missing_scope',
  'invalid_blocks',
  'too_long',
  'expired',
  'rate_limited',
  'no_answer',
  'other',
] as const;
export type Reason = (typeof REASONS)[number];

/** One thing that the desk sent. Without `failure`, Slack took it. */
export interface Sending {
  way: (typeof WAYS)[number];
  /** The channel or person. */
  place: string;
  failure?: { kind: 'limited' | 'terminal' | 'access' | 'unsure'; error: string } | undefined;
}

const PATTERNS: [RegExp, Reason][] = [
  [/^(not_in_channel|user_not_in_channel)$/, 'not_in_channel'],
  [/^(channel|user|thread|users)_not_found$/, 'channel_not_found'],
  [/^is_archived$/, 'is_archived'],
  [/restricted|disabled|cannot_dm|not_allowed|no_permission|team_access/, 'restricted'],
  [/^missing_scope$/, 'missing_scope'],
  [/too_long|too_large/, 'too_long'],
  [/blocks|attachments|metadata|invalid_arg|HTTP 400/, 'invalid_blocks'],
  [/expired|used_url|HTTP 404/, 'expired'],
];

export function reasonOf({ kind, error }: NonNullable<Sending['failure']>): Reason {
  if (kind === 'access') return 'token';
  if (kind === 'limited') return 'rate_limited';
  if (kind === 'unsure') return 'no_answer';
  return PATTERNS.find(([pattern]) => pattern.test(error))?.[1] ?? 'other';
}
