import { readFileSync } from 'node:fs';
import { commandOf } from '../../src/commands/index.ts';
import { questionDesk } from '../../src/commands/questions/question-desk.ts';
import type { Context } from '../../src/context.ts';
import { findAllNameKeys } from '../../src/db/places.ts';
import { findPlace } from '../../src/places/find-place.ts';
import { projectPath } from '../../src/project.ts';
import { readQuestion } from '../../src/question/read.ts';
import { parseCsvRows } from '../../src/sources/files/csv-parser.ts';
import { type Desk, openDesk } from '../desks.ts';
import { quantile, type Table } from '../table.ts';

const REPEATS = 5;
const column = (file: string, name: string) =>
  parseCsvRows(readFileSync(projectPath(file), 'utf8')).map((row) => row[name] ?? '');

/** Milliseconds to find a place and to read a question, each word for the first time on a desk just opened, and again. */
export async function measureWords(desk: Desk, table: Table): Promise<void> {
  table.heading('Names of places and plain words');
  const queries = column('tests/place-queries.csv', 'query');
  const context = await openDesk(desk);
  const keys = (await findAllNameKeys(context.db)).map(({ key }) => key);
  const hash = new Map(keys.map((key) => [key, key]));
  const [fresh, again, lookups]: [number[][], number[][], number[][]] = [[], [], []];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const other = await openDesk(desk);
    fresh.push(await times(queries, (words) => findPlace(other.db, words)));
    again.push(await times(queries, (words) => findPlace(other.db, words)));
    lookups.push(await times(queries, (words) => hash.get(words.toLowerCase())));
    await other.close();
  }
  const p50 = (each: number[][]) => each.map((list) => quantile(list, 0.5));
  const floor = { floor: p50(lookups), against: 'a hash lookup' };
  table.add({ figure: 'place, new, p50', unit: 'ms', ours: p50(fresh), ...floor, aim: { of: 'figure', most: 0.2 } });
  table.add({ figure: 'place, again, p50', unit: 'ms', ours: p50(again), ...floor, aim: { of: 'figure', most: 0.2 } });
  for (const peer of [await miniSearch(keys), await fuse(keys)]) {
    if (!peer) {
      table.skip('MiniSearch or Fuse.js is not installed: npm install --no-save minisearch fuse.js');
      continue;
    }
    const theirs: number[][] = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) theirs.push(await times(queries, peer.find));
    const aim = { of: 'ratio', most: 1 } as const;
    table.add({
      figure: `place, new, p50, beside ${peer.name}`,
      unit: 'ms',
      ours: p50(fresh),
      floor: p50(theirs),
      against: peer.name,
      aim,
    });
  }
  await measureReading(context, table);
  await context.close();
}

async function measureReading(context: Context, table: Table): Promise<void> {
  const questions = column('tests/question/questions.csv', 'question');
  const reader = await questionDesk(context, commandOf);
  const read = (words: string) => readQuestion(reader, { words, today: '2026-11-24' });
  const taken: number[][] = [];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) taken.push(await times(questions, read));
  table.add({
    figure: 'reading a question, p50',
    unit: 'ms',
    ours: taken.map((each) => quantile(each, 0.5)),
    aim: { of: 'figure', most: 5 },
  });
  table.add({
    figure: 'reading a question, p99',
    unit: 'ms',
    ours: taken.map((each) => quantile(each, 0.99)),
    aim: { of: 'figure', most: 10 },
  });
}

interface Peer {
  name: string;
  find(words: string): unknown;
}

async function miniSearch(keys: string[]): Promise<Peer | undefined> {
  const found = await installed('minisearch');
  if (!found) return undefined;
  const index = new found.default({ fields: ['key'] });
  index.addAll(keys.map((key, id) => ({ id, key })));
  return { name: 'MiniSearch', find: (words) => index.search(words, { fuzzy: 0.2, prefix: true }) };
}

async function fuse(keys: string[]): Promise<Peer | undefined> {
  const found = await installed('fuse.js');
  if (!found) return undefined;
  const index = new found.default(keys);
  return { name: 'Fuse.js', find: (words) => index.search(words, { limit: 5 }) };
}

async function installed(name: string) {
  try {
    return await import(name);
  } catch {
    return undefined;
  }
}

async function times(list: readonly string[], work: (words: string) => unknown): Promise<number[]> {
  const taken: number[] = [];
  for (const words of list) {
    const start = performance.now();
    await work(words);
    taken.push(performance.now() - start);
  }
  return taken;
}
