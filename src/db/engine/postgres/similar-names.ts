import { sql } from 'kysely';
import type { Db } from '../engine.ts';

// BM25 with the constants of SQLite's FTS5, so that both engines put the same names first.
const K1 = 1.2;
const B = 0.75;

/** Name keys that share a trigram, best first. The index of pg_trgm finds them; their order is computed here. */
export async function findSimilar(db: Db, trigrams: readonly string[], limit: number): Promise<string[]> {
  const patterns = trigrams.map((trigram) => `%${trigram.replace(/[\\%_]/g, '\\$&')}%`);
  const { rows: totals } = await sql<{ names: number; tokens: number | null }>`
    select count(*) as names, sum(greatest(length(name_key) - 2, 0)) as tokens from name_search`.execute(db);
  const { names = 0, tokens = 0 } = totals[0] ?? {};
  const { rows } = await sql<{ name_key: string }>`
    select name_key from name_search where name_key like any (${patterns})`.execute(db);
  const found = rows.map(({ name_key }) => ({ key: name_key, counts: countTrigrams(name_key), score: 0 }));
  const average = (tokens ?? 0) / (names || 1);
  for (const trigram of trigrams) {
    const having = found.filter(({ counts }) => counts.has(trigram));
    const rarity = Math.log((names - having.length + 0.5) / (having.length + 0.5));
    const weight = rarity > 0 ? rarity : 1e-6;
    for (const each of having) {
      const times = each.counts.get(trigram) ?? 0;
      const length = Math.max(0, [...each.key].length - 2);
      each.score += weight * ((times * (K1 + 1)) / (times + K1 * (1 - B + (B * length) / average)));
    }
  }
  return found
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
    .slice(0, limit)
    .map(({ key }) => key);
}

function countTrigrams(key: string): Map<string, number> {
  const characters = [...key];
  const counts = new Map<string, number>();
  for (let at = 0; at + 3 <= characters.length; at += 1) {
    const trigram = characters.slice(at, at + 3).join('');
    counts.set(trigram, (counts.get(trigram) ?? 0) + 1);
  }
  return counts;
}
