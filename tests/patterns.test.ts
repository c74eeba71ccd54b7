import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
/** Twice what the desk reads of a typed line. */
const LENGTH = 2000;

interface Pattern {
  where: string;
  source: string;
  flags: string;
}

const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.(ts|js)$/.test(name) ? [path] : [];
  });

function look(): { patterns: Pattern[]; made: string[] } {
  const patterns: Pattern[] = [];
  const made: string[] = [];
  for (const file of files(join(ROOT, 'src'))) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      const where = `${file.slice(ROOT.length + 1)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      if (ts.isRegularExpressionLiteral(node)) {
        const [, text = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? [];
        patterns.push({ where, source: text, flags });
      }
      if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp')
        made.push(file.slice(ROOT.length + 1));
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { patterns, made };
}

/** Long texts that a pattern may go astray in: what it looks for, again and again, and then something else. */
function attacks(source: string): string[] {
  const words = [...source.matchAll(/[A-Za-z]{2,}/g)].map(([word]) => word).slice(0, 12);
  const signs = [...new Set(source.replace(/\\[a-zA-Z]/g, '').replace(/[\\^$()[\]{}|?*+]/g, ''))].slice(0, 20);
  const pieces = [...new Set([...words, ...signs, 'a', '0', ' ', 'A', '_', '\t', '\n', 'é', '-', '.'])];
  const pump = (piece: string, length = LENGTH) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  return pieces.flatMap((piece, at) => {
    const other = pieces[(at + 1) % pieces.length] ?? 'a';
    const half = pump(piece, LENGTH / 2);
    return [
      pump(piece),
      `${pump(piece)}\u0000`,
      `${other}${pump(piece)}!`,
      `${half}${pump(other, LENGTH / 2)}\u0000`,
      `${pump(piece + other)}\u0000`,
    ];
  });
}

/** Tries every pattern in a thread, which can be ended; tells where it is. */
const TRIES = `
  const { parentPort, workerData } = require('node:worker_threads');
  for (const { where, source, flags, texts } of workerData) {
    parentPort.postMessage({ where });
    const pattern = new RegExp(source, flags);
    for (const text of texts) pattern.test(text);
  }
  parentPort.postMessage({ over: true });`;

/** Where a pattern goes astray; undefined when all came to their end. */
function tryAll(patterns: Pattern[]): {
  at: () => string | undefined;
  over: Promise<boolean>;
  end: () => Promise<number>;
} {
  const workerData = patterns.map((each) => ({
    ...each,
    flags: each.flags.replace(/[gy]/g, ''),
    texts: attacks(each.source),
  }));
  const worker = new Worker(TRIES, { eval: true, workerData });
  let at: string | undefined;
  const over = new Promise<boolean>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (said: { where?: string; over?: true }) => {
      at = said.where;
      if (said.over) resolve(true);
    });
  });
  return { at: () => at, over, end: () => worker.terminate() };
}

/**
 * No time is measured: a pattern that takes cubic time or worse is here for minutes or years, until the test is given
 * up. The quadratic ones are milliseconds at this length, and the texts that they read are cut to less.
 */
test('no pattern goes astray in twice the longest line that the desk reads', async ({
  onTestFailed,
  onTestFinished,
}) => {
  const { patterns } = look();
  expect(patterns.length).toBeGreaterThan(300);
  const run = tryAll(patterns);
  onTestFailed(() => void process.stderr.write(`stuck in the pattern at ${run.at()}\n`));
  onTestFinished(async () => void (await run.end()));
  expect(await run.over).toBe(true);
});

test('one that does is found', async () => {
  const run = tryAll([{ where: 'here', source: '^(a+)+$', flags: '' }]);
  const second = new Promise((resolve) => setTimeout(resolve, 1000));
  expect(await Promise.race([run.over, second])).toBeUndefined();
  expect(run.at()).toBe('here');
  await run.end();
});

test('patterns are made from texts of ours only: nothing typed or loaded becomes one', () => {
  expect(look().made.sort()).toEqual([
    'src/commands/search-line.ts',
    'src/rules/place-words.ts',
    'src/rules/place-words.ts',
    'src/rules/place-words.ts',
    'src/rules/private-text.ts',
  ]);
});
