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
  /** Cells that looked like personal data and were blanked. */
  withheld: Generated<number>;
}

export interface RejectedRowTable {
  import_id: number;
  row_number: number;
  reason: string;
}

/** An address or folder that is checked by itself, and what became of it. Instants are ISO UTC. */
export interface SyncCheckTable {
  entry: string;
  source: string;
  /** SHA-256 of source and address or path. */
  target: string;
  /** The address without its query, or the file's name. */
  shown: string;
  every: string;
  next_due_at: string;
  last_checked_at: string | null;
  last_ok_at: string | null;
  /** In a row, 0 after a success. */
  failures: number;
  failing_since: string | null;
  failure: string | null;
  etag: string | null;
  last_modified: string | null;
  /** SHA-256 of the address that gave the two above. */
  validators_of: string | null;
  /** What the entry brought last. */
  file: string | null;
  sha256: string | null;
  /** A file that was refused: refusing it again is not recorded again. */
  refused_sha256: string | null;
  claimed_by: string | null;
  claimed_until: string | null;
}

/** Detainer rows that an import brought for a facility, and the prepare date that most of them carry. */
export interface ArrivalTable {
  import_id: number;
  facility_id: string;
  added: number;
  changed: number;
  busiest_on: string | null;
  busiest_rows: number;
}

/** One fact that an import added, changed or took away; `was` and `now` are JSON of the columns concerned. */
export interface ChangeTable {
  change_id: Generated<number>;
  import_id: number;
  kind: 'releases' | 'policy' | 'agreements' | 'outcomes' | 'data';
  change: 'added' | 'changed' | 'removed';
  fact: string;
  /** Level of a rule, outcome class of a case, stage of an agreement. */
  class: string | null;
  state: string | null;
  place_id: string | null;
  county_fips: string | null;
  facility_id: string | null;
  was: string | null;
  now: string | null;
  /** The import that said `was`, where that is not the one before. */
  was_import_id: Generated<number | null>;
}
