import type { Generated } from 'kysely';

export interface SubscriptionTable {
  subscription_id: Generated<number>;
  channel_id: string;
  /** HH:MM in `zone`. */
  at_time: string;
  zone: string;
  /** 'mon,tue,...' */
  days: string;
  kinds: string;
  /** JSON: Scope[]; empty for everywhere. */
  places: string;
  quiet: 'skip' | 'line' | 'always';
  created_by: string;
  created_at: string;
  /** First local date that may be delivered. */
  starts_on: string;
  /** Only later imports are new to this subscription. */
  since_import_id: number;
  ended_at: string | null;
  /** Slack's error of the last delivery, of which the subscriber was notified. Null after a success. */
  failure: string | null;
  failed_at: string | null;
  /** See db/by-workspace.ts. */
  workspace_id: Generated<string>;
}

/** A message with its replies, by the id of that message; it belongs to a digest, a watch or neither. */
export interface ThreadTable {
  thread_id: string;
  subscription_id: number | null;
  watch_id: number | null;
  /** The newest import whose news it holds; null when it does not count as news that were posted. */
  through_import_id: number | null;
  /** Sent when all of its messages are, failed as soon as one is given up. */
  state: 'open' | 'sent' | 'failed';
  queued_at: string;
  /** Why it failed. */
  error: string | null;
}

export interface OutboxTable {
  /** Our id, sent in the message's metadata. */
  message_id: string;
  /** The message whose thread this one belongs to. */
  thread_of: string | null;
  position: number;
  channel_id: string;
  /** JSON: what to post, rendered when it is sent. */
  payload: string;
  state: 'waiting' | 'sending' | 'sent' | 'failed';
  attempts: number;
  created_at: string;
  expires_at: string;
  try_after: string;
  claimed_by: string | null;
  claimed_until: string | null;
  /** 1 when Slack may already have it: it is looked for in the channel before it is sent again. */
  unsure: number;
  ts: string | null;
  sent_at: string | null;
  error: string | null;
  /** The sent message that this one changes, or in whose thread it stands as a message of its own. */
  about: string | null;
  /** 1 when it is another text of that message. */
  edits: Generated<number>;
  /** See db/by-workspace.ts. */
  workspace_id: Generated<string>;
}

/** The last instant at which a desk ran with a clock that it trusted. */
export interface ClockTable {
  only_row: number;
  seen_at: string;
}

/** A digest that was due on a local date. It has no message when there was nothing to report. */
export interface DeliveryTable {
  delivery_id: Generated<number>;
  subscription_id: number;
  local_date: string;
  composed_at: string;
  through_import_id: number;
  message_id: string | null;
}

export interface WatchTable {
  watch_id: Generated<number>;
  channel_id: string;
  /** Key of the place, agency, facility or source. */
  subject: string;
  label: string;
  /** JSON: Scope. */
  scope: string;
  kinds: string;
  created_by: string;
  created_at: string;
  /** News of later imports were not posted yet. */
  since_import_id: number;
  /** Slack's error, of which the person was notified. Null after a success. */
  failure: string | null;
  failed_at: string | null;
  /** See db/by-workspace.ts. */
  workspace_id: Generated<string>;
}

/** Where the desk is installed, with its token. */
export interface InstallationTable {
  /** A workspace (T...) or an organization (E...). */
  installation_id: string;
  /** Slack's installation as JSON, encrypted. */
  sealed: string;
  key_id: string;
  installed_by: string;
  installed_at: string;
}

/** A workspace that has asked, and the installation that answers it. */
export interface WorkspaceTable {
  workspace_id: string;
  installation_id: string;
  seen_at: string;
}
