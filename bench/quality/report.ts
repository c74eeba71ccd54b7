import { readFileSync } from 'node:fs';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { projectPath } from '../../src/project.ts';
import { parseCsvRows } from '../../src/sources/files/csv-parser.ts';
import { qualityLines } from './lines.ts';
import { type Measured, measureAnswer, quantile } from './measure.ts';

/** Measured first messages by kind; `questions` are those of first-sentences.csv. */
export async function measureAll(desk: Context): Promise<Record<string, Measured[]>> {
  const lines = { ...(await qualityLines(desk.db)), questions: questions.map(({ line = '' }) => line) };
  const measured: Record<string, Measured[]> = {};
  for (const [kind, asked] of Object.entries(lines)) {
    measured[kind] = [];
    for (const line of asked) measured[kind].push(measureAnswer(line, await answerCommand(desk, line)));
  }
  return measured;
}

/** Sixty questions with the words that must stand in the first sentence, separated by `|`. */
const questions = parseCsvRows(readFileSync(projectPath('bench/quality/first-sentences.csv'), 'utf8'));

/** The figures of each kind, and the questions whose first sentence lacks a word. */
export function report({ questions: asked = [], ...kinds }: Record<string, Measured[]>) {
  const rows = Object.entries(kinds).map(([kind, measured]) => {
    const words = measured.map((each) => each.words);
    return {
      kind,
      answers: measured.length,
      'words, median': quantile(words, 0.5),
      'words, p95': quantile(words, 0.95),
      'words, largest': Math.max(...words),
      'lines, median': quantile(
        measured.map((each) => each.lines),
        0.5,
      ),
      'with More': Math.round((100 * measured.filter((each) => each.more).length) / measured.length),
      'grade, median':
        Math.round(
          quantile(
            measured.map((each) => each.grade),
            0.5,
          ) * 10,
        ) / 10,
    };
  });
  const misses = asked.flatMap(({ sentence }, at) => {
    const { question = '', words = '' } = questions[at] ?? {};
    const missing = words.split('|').filter((word) => !sentence.toLowerCase().includes(word.toLowerCase()));
    return missing.length > 0 ? [`${question}: ${missing.join(', ')} not in "${sentence}"`] : [];
  });
  return { rows, misses, asked: asked.length };
}
