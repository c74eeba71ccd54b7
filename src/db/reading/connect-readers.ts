import { AsyncLocalStorage } from 'node:async_hooks';
import { Worker } from 'node:worker_threads';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { byWorkspace } from '../by-workspace.ts';
import type { Db } from '../connect.ts';
import type { Tables } from '../schema.ts';
import type { ReadReply, ReadRequest } from './reading-thread.ts';

/** The machine of a small desk has two processors, and plain answers need some of their time. */
const THREADS = 2;
const spent = new AsyncLocalStorage<(seconds: number) => void>();

/** Runs work, and reports the seconds of each statement that reading threads run for it. */
export const countReading = <T>(work: () => Promise<T>, spend: (seconds: number) => void): Promise<T> =>
  spent.run(spend, work);

/**
 * Connects to a database file for reading, in threads of their own: SQLite holds the thread that it reads in, and a count
 * over all rows takes seconds. Statements that write fail. The threads start with the first statement. `script` is the
 * built reading-thread.js.
 */
export function connectReaders(file: string, script: string): Db {
  const driver = createDriver(file, script);
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createDriver: () => driver,
    },
    plugins: [byWorkspace],
  });
}

function createDriver(file: string, script: string): Driver {
  const idle = Array.from({ length: THREADS }, () => createReader(file, script));
  const all = [...idle];
  const waiting: ((reader: Reader) => void)[] = [];
  const refuse = () => Promise.reject(new Error('this connection only reads'));
  return {
    init: async () => {},
    acquireConnection: async () => idle.pop() ?? new Promise<Reader>((resolve) => waiting.push(resolve)),
    releaseConnection(connection) {
      const next = waiting.shift();
      if (next) next(connection as Reader);
      else idle.push(connection as Reader);
      return Promise.resolve();
    },
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    async destroy() {
      await Promise.all(all.map((reader) => reader.close()));
    },
  };
}

interface Reader extends DatabaseConnection {
  close(): Promise<void>;
}

/** One thread with its connection. A thread that fails is replaced at the next statement. */
function createReader(file: string, script: string): Reader {
  let thread: Worker | undefined;
  let ids = 0;
  const asked = new Map<number, { resolve: (reply: ReadReply) => void; reject: (cause: Error) => void }>();
  const end = (cause: Error) => {
    thread = undefined;
    for (const { reject } of asked.values()) reject(cause);
    asked.clear();
  };
  const start = () => {
    const worker = new Worker(script, { workerData: file });
    worker.unref();
    worker.on('message', (reply: ReadReply) => {
      asked.get(reply.id)?.resolve(reply);
      asked.delete(reply.id);
      if (asked.size === 0) worker.unref();
    });
    worker.on('error', (cause) => thread === worker && end(cause));
    worker.on('exit', () => thread === worker && end(new Error('the reading thread ended')));
    return worker;
  };
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      thread ??= start();
      const worker = thread;
      worker.ref();
      ids += 1;
      const request: ReadRequest = { id: ids, sql, parameters };
      const reply = await new Promise<ReadReply>((resolve, reject) => {
        asked.set(request.id, { resolve, reject });
        worker.postMessage(request);
      });
      if ('failure' in reply) throw Object.assign(new Error(reply.failure.message), { code: reply.failure.code });
      spent.getStore()?.(reply.seconds);
      return { rows: reply.rows as R[] };
    },
    streamQuery(): never {
      throw new Error('a reading thread does not stream');
    },
    async close() {
      const worker = thread;
      end(new Error('the desk is stopping'));
      await worker?.terminate();
    },
  };
}
