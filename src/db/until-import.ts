import type { Db } from './connect.ts';
import { findNewestImportId } from './imports.ts';

/** Kept results of one connection, oldest use first, and the import after which they were found. */
interface Kept {
  importId: number | null | undefined;
  results: Map<string, unknown>;
  weight: number;
}

/** The most that is kept: a result weighs one, a list as many as it has rows. */
const MOST = 40_000;
const kept = new WeakMap<Db, Kept>();

/**
 * The result of reading imported facts, kept until the next import: a page, an export, a card or a digest asks again.
 * `key` says what is read, as plain data. Finds it anew, up to three times, when an import ends meanwhile. Callers share
 * the result, so they must not change it.
 */
export async function untilNextImport<T>(db: Db, key: unknown, find: () => Promise<T>): Promise<T> {
  const name = JSON.stringify(key);
  for (let left = 2; ; left -= 1) {
    const importId = await findNewestImportId(db);
    const held = heldSince(db, importId);
    if (held.results.has(name)) return use(held, name) as T;
    const found = await find();
    if ((await findNewestImportId(db)) === importId) keep(held, name, found);
    else if (left > 0) continue;
    return found;
  }
}

function heldSince(db: Db, importId: Kept['importId']): Kept {
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

function keep(held: Kept, name: string, result: unknown): void {
  if (weightOf(result) > MOST / 4 || held.results.has(name)) return;
  held.results.set(name, result);
  held.weight += weightOf(result);
  for (const [oldest, value] of held.results) {
    if (held.weight <= MOST) return;
    held.results.delete(oldest);
    held.weight -= weightOf(value);
  }
}

/** Lists inside an object count as its own. */
function weightOf(result: unknown): number {
  if (Array.isArray(result)) return 1 + result.length;
  if (typeof result !== 'object' || result === null) return 1;
  return Object.values(result).reduce<number>((sum, each) => sum + (Array.isArray(each) ? each.length : 0), 1);
}
