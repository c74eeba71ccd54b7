import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRelease } from '../../src/intake/read-release.ts';
import { projectPath } from '../../src/project.ts';
import { type GoldCase, scoreText, type Tally } from './score.ts';

interface Gold {
  published: string;
  language?: string;
  cases: GoldCase[];
  figures: { value: number; of?: number }[];
  planted: string[];
}

const percent = (part: number, whole: number): string => (whole === 0 ? '   -' : (part / whole).toFixed(2).padStart(4));

/** Reads every text of a set, and prints precision and recall of each field. `errors` prints what was wrong. */
function measure(half: string, errors: boolean): void {
  const folder = projectPath(`bench/quality/releases/${half}`);
  if (!existsSync(folder)) return;
  const tallies = new Map<string, Tally>();
  const ids = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => name.slice(0, -4));
  const leaks: string[] = [];
  let texts = 0;
  for (const id of ids) {
    const gold = JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as Gold;
    if (gold.language) continue; // refused as a whole
    texts += 1;
    const text = readFileSync(join(folder, `${id}.txt`), 'utf8');
    const made = readRelease(text, gold.published);
    scoreText(id, made.cases, gold.cases, tallies);
    scoreFigures(id, made.figures, gold.figures, tallies);
    const shown = JSON.stringify(made);
    leaks.push(
      ...gold.planted.filter((name) => name.length > 3 && shown.includes(name)).map((name) => `${id}: ${name}`),
    );
  }
  const lines = [...tallies].map(
    ([field, { right, wrong, missed }]) =>
      `${field.padEnd(20)} precision ${percent(right, right + wrong)}  recall ${percent(right, right + missed)}  (${right} right, ${wrong} wrong, ${missed} missed)`,
  );
  process.stdout.write(
    `${half}: ${texts} texts\n${lines.join('\n')}\nplanted names that came through: ${leaks.length}\n\n`,
  );
  if (errors)
    for (const [field, tally] of tallies)
      for (const error of tally.errors) process.stdout.write(`${field.padEnd(20)} ${error}\n`);
  if (errors) for (const leak of leaks) process.stdout.write(`leak ${leak}\n`);
}

function scoreFigures(
  id: string,
  made: readonly { value: number; of?: number }[],
  gold: readonly { value: number; of?: number }[],
  tallies: Map<string, Tally>,
): void {
  const tally = tallies.get('figure') ?? { right: 0, wrong: 0, missed: 0, errors: [] };
  tallies.set('figure', tally);
  const left = [...gold];
  for (const { value } of made) {
    const at = left.findIndex((each) => each.value === value);
    if (at >= 0) {
      left.splice(at, 1);
      tally.right += 1;
    } else {
      tally.wrong += 1;
      tally.errors.push(`${id}: said ${value}`);
    }
  }
  tally.missed += left.length;
  tally.errors.push(...left.map(({ value }) => `${id}: missed ${value}`));
}

const [half, flag] = process.argv.slice(2);
for (const each of half ? [half] : ['open', 'sealed', 'second', 'third', 'fourth']) measure(each, flag === 'errors');
