import type { Generated } from 'kysely';

export interface ImportTable {
  import_id: Generated<number>;
  source: string;
  file: string;
  sha256: string;
  publisher: string;
  published_on: string | null;
  started_at: string;
  finished_at: string;
  outcome: 'loaded' | 'refused';
  rows: number;
  inserted: number;
  updated: number;
  unchanged: number;
  removed: number;
  rejected: number;
  absent_columns: string;
  message: string | null;
  /** Cells that looked like personal data, or were no known value of their column, and were blanked. */
  withheld: Generated<number>;
  /** Columns of the file that the desk does not read, by comma; null where the import did not record them. */
  unread_columns: Generated<string | null>;
}

export interface RejectedRowTable {
  import_id: number;
  row_number: number;
  reason: string;
}

/** An address or folder of the sources file, and the result of its last check. Instants are ISO UTC. */
export interface SyncCheckTable {
  entry: string;
  source: string;
  /** SHA-256 of the source and the address or path. */
  target: string;
  /** The address without its query, or the file's name. */
  shown: string;
  every: string;
  next_due_at: string;
  last_checked_at: string | null;
  last_ok_at: string | null;
  /** Failures in a row; 0 after a success. */
  failures: number;
  failing_since: string | null;
  failure: string | null;
  etag: string | null;
  last_modified: string | null;
  /** SHA-256 of the address that returned the two validators above. */
  validators_of: string | null;
  /** The file that the entry loaded last. */
  file: string | null;
  sha256: string | null;
  /** A refused file: refusing it again is not recorded. */
  refused_sha256: string | null;
  claimed_by: string | null;
  claimed_until: string | null;
}

/** Detainer rows that an import added for a facility, and the prepare date that most of them carry. */
export interface ArrivalTable {
  import_id: number;
  facility_id: string;
  added: number;
  changed: number;
  busiest_on: string | null;
  busiest_rows: number;
}

/** One fact that an import added, changed or removed; `was` and `now` are JSON of the columns concerned. */
export interface ChangeTable {
  change_id: Generated<number>;
  import_id: number;
  kind: 'releases' | 'policy' | 'agreements' | 'outcomes' | 'data';
  change: 'added' | 'changed' | 'removed';
  fact: string;
  /** Level of a rule, outcome class of a case, or stage of an agreement. */
  class: string | null;
  state: string | null;
  place_id: string | null;
  county_fips: string | null;
  facility_id: string | null;
  was: string | null;
  now: string | null;
  /** The import that recorded `was`, if it is not the previous one. */
  was_import_id: Generated<number | null>;
}
