import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { commandOf } from '../../src/commands/index.ts';
import { questionDesk } from '../../src/commands/questions/question-desk.ts';
import type { Context } from '../../src/context.ts';
import type { Desk } from '../../src/question/desk.ts';
import { readQuestion } from '../../src/question/read.ts';
import type { Reading } from '../../src/question/reading.ts';
import { parseCsvRows } from '../../src/sources/files/csv-parser.ts';
import { keepCopy } from '../_util/databases.ts';
import { bundledDesk } from '../_util/desk.ts';

const TODAY = '2026-11-28';

let context: Promise<Context> | undefined;

/** The bundled facts, once for all files that a thread tests. */
export async function readerContext(): Promise<Context> {
  context ??= bundledDesk();
  keepCopy((await context).db);
  return context;
}

export const readerDesk = async (): Promise<Desk> => questionDesk(await readerContext(), commandOf);

export const read = async (words: string, previous?: string, today = TODAY): Promise<Reading> =>
  readQuestion(await readerDesk(), { words, today, ...(previous ? { previous } : {}) });

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
    // What the desk could not do when the question was written, and does now.
    const [, later = ''] = /ext: (.*?)(?: ·|$)/.exec(row['note'] ?? '') ?? [];
    const lines = await Promise.all(
      [row['line'] ?? '', later.replaceAll('effective-', ''), ...others]
        .filter(Boolean)
        .map((line) => canonical(line, today)),
    );
    const wanted = row['outcome'] ?? '';
    const ran = reading.outcome === 'run';
    // What is run is a line of the desk, and its own canonical form.
    if (ran)
      expect(await read(reading.line, undefined, today), row['question']).toMatchObject({
        outcome: 'run',
        line: reading.line,
      });
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
  const found = await readQuestion({ ...(await readerDesk()), has: () => true }, { words: line, today });
  // A proposal of `stats` without a place is of the whole country.
  const whole = found.outcome === 'run' || !line.startsWith('stats ') ? found : await read(`stats us ${line.slice(6)}`);
  return whole.line || line;
}
