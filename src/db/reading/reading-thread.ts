import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';

/** A statement that a thread is asked to run. */
export interface ReadRequest {
  id: number;
  sql: string;
  parameters: readonly unknown[];
}

/** Its rows and the seconds it took, or SQLite's error. */
export type ReadReply =
  | { id: number; rows: unknown[]; seconds: number }
  | { id: number; failure: { message: string; code: string | undefined } };

const sqlite = new Sqlite(workerData as string, { readonly: true, fileMustExist: true, timeout: 5000 });
sqlite.pragma('query_only = ON');
const statements = new Map<string, Sqlite.Statement>();

function prepare(sql: string): Sqlite.Statement {
  const known = statements.get(sql);
  if (known) return known;
  if (statements.size >= 500) statements.clear();
  const statement = sqlite.prepare(sql);
  statements.set(sql, statement);
  return statement;
}

function read({ id, sql, parameters }: ReadRequest): ReadReply {
  const start = performance.now();
  try {
    const statement = prepare(sql);
    if (!statement.reader) throw new Error('this connection only reads');
    return { id, rows: statement.all(...parameters), seconds: (performance.now() - start) / 1000 };
  } catch (cause) {
    const { message, code } = cause as { message: string; code?: string };
    return { id, failure: { message, code } };
  }
}

parentPort?.on('message', (request: ReadRequest) => parentPort?.postMessage(read(request)));
