import type { Db } from './connect.ts';
import { findNewestImportId } from './newest-import.ts';

/** Kept results of one connection, oldest use first, and the import after which they were found. */
interface Kept {
  importId: number;
  results: Map<string, unknown>;
  weight: number;
}

/** The most that is kept: a result weighs one, a list as many as it has rows. */
const MOST = 40_000;
const kept = new WeakMap<Db, Kept>();
const ofOneAnswer = new WeakMap<Db, Kept>();

type NoMore = Record<never, Record<string, never>>;

/**
 * A read of tables that only imports write, whose result is kept until the next import. Its arguments are plain data.
 * Callers share the result, so they must not change it.
 */
export function keeping<Args extends readonly unknown[], T>(
  find: (db: Db, ...args: Args) => Promise<T>,
): (db: Db, ...args: Args) => Promise<T> {
  reads += 1;
  const read = reads;
  return (db, ...args) => untilNextImport(db, [read, args], () => find(db, ...args));
}
let reads = 0;

/**
 * The result of reading imported facts, kept until the next import: a page, an export, a card or a digest asks again.
 * `key` says what is read, as plain data. Finds it anew, up to three times, when an import ends meanwhile. Callers share
 * the result, so they must not change it.
 */
export async function untilNextImport<T>(db: Db, key: unknown, find: () => Promise<T>): Promise<T> {
  if (db.isTransaction) return find();
  const name = JSON.stringify(key);
  const known = ofOneAnswer.get(db);
  if (known) return known.results.has(name) ? (use(known, name) as T) : keep(known, name, await find());
  for (let left = 2; ; left -= 1) {
    const importId = await findNewestImportId(db);
    const held = heldSince(db, importId);
    if (held.results.has(name)) return use(held, name) as T;
    const found = await find();
    if ((await findNewestImportId(db)) === importId) return keep(held, name, found);
    if (left === 0) return found;
  }
}

/**
 * Computes an answer from several reads. It takes the newest import once, and what is kept since then is not checked
 * again for each read: `work` gets the same database, which knows that. When an import ended meanwhile, the answer is
 * computed again, so that it never mixes two releases, unless it `mayMix`.
 */
export async function ofOneImport<T>(db: Db, work: (db: Db) => Promise<T>, mayMix: (found: T) => boolean): Promise<T> {
  for (let left = 3; ; left -= 1) {
    const importId = await findNewestImportId(db);
    const same = db.withTables<NoMore>();
    // What is read after a later import ended is kept with what it replaces, and goes with it.
    ofOneAnswer.set(same, heldSince(db, importId));
    const found = await work(same);
    if (left === 0 || mayMix(found) || (await findNewestImportId(db)) === importId) return found;
  }
}

function heldSince(db: Db, importId: number): Kept {
  const held = kept.get(db);
  if (held && held.importId === importId) return held;
  const empty = { importId, results: new Map(), weight: 0 };
  kept.set(db, empty);
  return empty;
}

function use({ results }: Kept, name: string): unknown {
  const result = results.get(name);
  results.delete(name);
  results.set(name, result);
  return result;
}

function keep<T>(held: Kept, name: string, result: T): T {
  if (weightOf(result) > MOST / 4 || held.results.has(name)) return result;
  held.results.set(name, result);
  held.weight += weightOf(result);
  for (const [oldest, value] of held.results) {
    if (held.weight <= MOST) break;
    held.results.delete(oldest);
    held.weight -= weightOf(value);
  }
  return result;
}

/** Lists inside an object count as its own. */
function weightOf(result: unknown): number {
  if (Array.isArray(result)) return 1 + result.length;
  if (typeof result !== 'object' || result === null) return 1;
  return Object.values(result).reduce<number>((sum, each) => sum + (Array.isArray(each) ? each.length : 0), 1);
}
