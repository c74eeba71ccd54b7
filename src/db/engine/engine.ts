import type { Expression, Kysely, RawBuilder, SqlBool } from 'kysely';
import type { Tables } from '../schema.ts';

export type Db = Kysely<Tables>;
export type Value = string | number | null;

/** A column and the SQL that it is set to, in which each `?` is the next value of a row. */
export type Assignment = readonly [column: string, expression: string];

/** A table as it is read whole. */
export interface WholeTable {
  name: string;
  columns: readonly string[];
  /** The column that names a row of the same table, if any: rows without it come first. */
  parent?: string | undefined;
}

/** An index as the database describes it, with the SQL that makes it again. */
export interface Index {
  name: string;
  sql: string;
}

/** What the database engines do differently. Everything else in db/ is written once, for all of them. */
export interface Engine {
  /** Opens or creates a database. Throws StartError with one sentence. */
  open(address: string): Db | Promise<Db>;
  /** The migrations that a database has, in order; none before its first start. */
  findApplied(db: Db): Promise<string[]>;
  /** Brings the database up to date, all or nothing. Throws StartError. */
  migrate(db: Db): Promise<void>;

  /** Inserts many rows, whose values are in the order of `columns`. */
  insertMany(db: Db, table: string, columns: readonly string[], rows: Value[][]): Promise<void>;
  /** Updates a row for each row of values: those of the assignments, in order, and at last its key. */
  updateMany(db: Db, table: string, set: readonly Assignment[], key: string, rows: Value[][]): Promise<void>;
  /** All rows of a table, one by one; `batch` is how many to fetch at a time. Must run inside a transaction. */
  readAll(db: Db, table: WholeTable, batch: number): AsyncIterable<Record<string, Value>>;
  /** Called after rows were inserted with their numbers: new ones are numbered after them. */
  countOn(db: Db, tables: readonly { name: string; numbered?: string | undefined }[]): Promise<void>;
  /** The indexes of a table that can be dropped and made again. */
  findIndexes(db: Db, table: string): Promise<Index[]>;
  /** Called after a temporary table was filled, before it is joined. */
  analyze(db: Db, table: string): Promise<void>;
  /** Takes the lock that lets one import write at a time, until the transaction ends. Fails like a locked database: `isBusy`. */
  lockImports(db: Db): Promise<void>;

  /** Name keys that share a trigram, best first by BM25 over trigrams, then by name; at most `limit`. */
  findSimilar(db: Db, trigrams: readonly string[], limit: number): Promise<string[]>;
  /** True where a text contains another, letter for letter. */
  contains(text: Expression<unknown>, part: Expression<unknown>): RawBuilder<SqlBool>;
  /** JSON without blanks, as `JSON.stringify` writes it: of texts and nulls. */
  jsonObject(values: Readonly<Record<string, Expression<unknown>>>): RawBuilder<string>;
  /** A column of `outbox` that grows with each new row. */
  arrival: RawBuilder<unknown>;
  /** Seconds since 1970 by the database's clock, with a fraction. */
  clock: RawBuilder<number>;
  /** The end of a select whose row no other process may change until the transaction ends. */
  forUpdate: RawBuilder<unknown>;

  /** How long a statement waits for the lock that imports hold. */
  setBusyTimeout(db: Db, milliseconds: number): Promise<void>;
  /** Runs work that fails at once when the database is locked. */
  withoutWaiting<T>(db: Db, work: (connection: Db) => Promise<T>): Promise<T>;
  /** Deletes so that no trace stays, as far as the engine can. */
  erasing<T>(db: Db, work: (connection: Db) => Promise<T>): Promise<T>;
  /** Gives back what a large import needed. */
  compact(db: Db): Promise<void>;
  /** When the database was restored from a backup, to the minute; undefined when it never was. */
  findRestoredAt(db: Db): Promise<Date | undefined>;
  /** Tests a write without changing anything. */
  probeWrite(db: Db): Promise<void>;

  /** The error of a statement that may succeed if it is run again later. */
  isBusy(code: string, cause: unknown): boolean;
  isDiskFull(code: string): boolean;
  isDiskFault(code: string): boolean;
  /** The error of a statement that did not reach the database. */
  isAway(code: string, cause: unknown): boolean;
}
