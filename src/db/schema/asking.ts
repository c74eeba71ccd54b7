import type { Generated } from 'kysely';

/** An answer that was given, by its short id. */
export interface AnswerTable {
  answer_id: string;
  line: string;
  /** Slack's, or 'local'. */
  channel_id: string;
  user_id: string;
  answered_at: string;
  /** JSON: the newest import of each source, by source. */
  imports: string;
  said_sha256: string;
}

/** The state that a channel or a person means where places share a name. */
export interface DefaultStateTable {
  holder: 'channel' | 'person';
  holder_id: string;
  state: string;
  created_by: string;
  created_at: string;
}

/** What was asked and what became of it. */
export interface AuditTable {
  audit_id: Generated<number>;
  asked_at: string;
  /** Ids of Slack's. */
  workspace_id: string | null;
  channel_id: string | null;
  user_id: string;
  /** How they came in: 'command /detainer', 'button words'. */
  way: string;
  role: string | null;
  /** The command as understood; only its name where it was a mistake; null where there was none. */
  line: string | null;
  outcome: Outcome;
  /** Why it was refused. */
  reason: string | null;
  answer_id: string | null;
  /** JSON: the newest import of each source that the answer rests on, by source. */
  imports: string | null;
}

export type Outcome = 'answered' | 'noted' | 'mistake' | 'fault' | 'refused' | 'limited';
