import type { Generated } from 'kysely';
import type { CorrectionOutcome, Reason } from '../../rules/correction.ts';

/** An answer that was given, by its short id. */
export interface AnswerTable {
  answer_id: string;
  line: string;
  /** A Slack channel id, or 'local'. */
  channel_id: string;
  user_id: string;
  answered_at: string;
  /** JSON: the newest import of each source, by source. */
  imports: string;
  said_sha256: string;
  /** See db/by-workspace.ts. */
  workspace_id: Generated<string>;
}

/** The state that a channel or a person means when places share a name. */
export interface DefaultStateTable {
  holder: 'channel' | 'person';
  holder_id: string;
  state: string;
  created_by: string;
  created_at: string;
  /** See db/by-workspace.ts. */
  workspace_id: Generated<string>;
}

/** What a reader reported as wrong or outdated in an answer, and what became of it. */
export interface CorrectionTable {
  correction_id: Generated<number>;
  answer_id: string;
  /** The command line of the answer. */
  line: string;
  reason: Reason;
  /** At most one sentence of the reader's; empty for none. */
  sentence: string;
  /** A Slack id, emptied after 90 days. */
  user_id: string;
  reported_at: string;
  outcome: CorrectionOutcome;
  settled_at: string | null;
  /** See db/by-workspace.ts. */
  workspace_id: Generated<string>;
}

/** A request and its outcome. */
export interface AuditTable {
  audit_id: Generated<number>;
  asked_at: string;
  /** Slack ids. */
  workspace_id: string | null;
  channel_id: string | null;
  user_id: string;
  /** How the request came in: 'command /detainer', 'button words'. */
  way: string;
  role: string | null;
  /** The command as understood; only its name when the command was wrong; null when there was none. */
  line: string | null;
  outcome: Outcome;
  /** Why it was refused. */
  reason: string | null;
  answer_id: string | null;
  /** JSON: the newest import of each source that the answer uses, by source. */
  imports: string | null;
}

export type Outcome = 'answered' | 'noted' | 'mistake' | 'fault' | 'refused' | 'limited';
