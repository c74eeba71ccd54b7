import { readFileSync } from 'node:fs';
import { commandOf } from '../../src/commands/index.ts';
import { createNames } from '../../src/places/names.ts';
import type { Desk } from '../../src/question/desk.ts';
import { readQuestion } from '../../src/question/read.ts';
import type { Reading } from '../../src/question/reading.ts';
import { lexiconWith } from '../../src/question/recognise/index.ts';
import { termsOf } from '../../src/question/recognise/terms.ts';
import { parseCsvRows } from '../../src/sources/files/csv-parser.ts';
import { bundledDesk, readRows } from '../_util/desk.ts';

const TODAY = '2026-11-28';

let desk: Promise<Desk> | undefined;

/** The reader over the bundled facts, once for all tests of a file. */
function questionDesk(): Promise<Desk> {
  desk ??= bundledDesk().then(async ({ db }) => ({
    names: await createNames(db),
    lexicon: lexiconWith(termsOf(readRows('data/glossary.csv') as { term: string; also: string }[])),
    commandOf,
    has: () => false,
  }));
  return desk;
}

export const read = async (
  words: string,
  previous?: string,
  today = TODAY,
  has: Desk['has'] = () => false,
): Promise<Reading> =>
  readQuestion({ ...(await questionDesk()), has }, { words, today, ...(previous ? { previous } : {}) });

interface Scored {
  id: string;
  question: string;
  kind: string;
  verdict: 'right' | 'missed' | 'wrong';
  reading: Reading;
}

/** Reads every question of a file and compares it with its right readings by the canonical line. */
export async function scoreFile(file: string): Promise<Scored[]> {
  const rows = parseCsvRows(readFileSync(file, 'utf8'));
  const scored: Scored[] = [];
  for (const row of rows) {
    const today = row['today'] || TODAY;
    const reading = await read(row['question'] ?? '', row['previous'], today);
    const others = (row['also'] ?? '').split(' || ').filter(Boolean);
    const lines = await Promise.all(
      [row['line'] ?? '', ...others].filter(Boolean).map((line) => canonical(line, today)),
    );
    const wanted = row['outcome'] ?? '';
    const ran = reading.outcome === 'run';
    const right = ran
      ? others.includes('run') || ((wanted === 'run' || wanted === 'unsupported') && lines.includes(reading.line))
      : reading.outcome === wanted || others.includes(reading.outcome);
    const verdict = right ? 'right' : ran ? 'wrong' : 'missed';
    scored.push({
      id: row['id'] ?? '',
      question: row['question'] ?? '',
      kind: row['kind'] ?? row['voice'] ?? '',
      verdict,
      reading,
    });
  }
  return scored;
}

/** The canonical form of a line, with every piece of grammar known. */
async function canonical(line: string, today: string): Promise<string> {
  const found = await readQuestion({ ...(await questionDesk()), has: () => true }, { words: line, today });
  return found.line || line;
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
