import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseRegExpLiteral, visitRegExpAST } from '@eslint-community/regexpp';
import { analyse } from 'scslre';
import ts from 'typescript';
import { expect, test, vi } from 'vitest';
import { tidyMention } from '../src/blocks/mention.ts';
import { createLog } from '../src/log.ts';
import { withoutPersonalData } from '../src/rules/private-text.ts';
import { keptName } from '../src/sources/kept-name.ts';

const ROOT = join(import.meta.dirname, '..');
const files = (folder: string): string[] =>
  readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(join(ROOT, path)).isDirectory() ? files(path) : /\.(ts|js)$/.test(path) ? [path] : [];
  });

/** Every pattern of the code, and every place where one is made from text. */
const literals: { file: string; text: string }[] = [];
const made: { file: string; atLoad: boolean }[] = [];
for (const file of files('src')) {
  const tree = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) literals.push({ file, text: node.text });
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp')
      made.push({ file, atLoad: isAtLoad(node) });
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

/** Outside of every function but one that is given to a call of the file itself, as in `[...].map((each) => ...)`. */
function isAtLoad(node: ts.Node): boolean {
  for (let at = node.parent; at; at = at.parent)
    if (ts.isFunctionLike(at) && !(ts.isArrowFunction(at) && ts.isCallExpression(at.parent))) return false;
  return true;
}

/**
 * Patterns whose time grows with the square of what they read, each with why that is little. `line`: a command line has
 * at most 1,000 characters (commands/parse.ts). `cell`: a cell of a file has at most 8,000 (sources/read-table.ts).
 */
const SQUARE: Record<string, string> = {
  'src/blocks/mention.ts <(?:https?:\\/\\/|mailto:)?([^>]*)>': 'cut to 8,000 before',
  'src/blocks/parts.ts (?<=‹[^>]*)>': 'cleanText cuts to at most 4,000 before',
  'src/commands/answers/cite.ts [.\\s]+$': 'cell',
  'src/news/source-checks.ts [.\\s]+$': 'cut to 160 before',
  'src/places/split-places.ts \\s+(?:with|vs\\.?|versus|against)\\s+|\\s*;\\s*': 'line',
  'src/places/split-places.ts \\s*,\\s*(?:and\\s+)?|\\s+and\\s+': 'line',
  'src/places/split-places.ts \\s+and\\s+': 'line',
  'src/places/split-places.ts ^(with|vs\\.?|versus|and)\\s+|\\s+(with|vs\\.?|versus|and)$': 'line',
  'src/command-line/args-of.ts \\s+more:all$': 'line',
  'src/question/grammar.ts ^(\\S+) ?(.*)$': 'the name of a feature, from a table of the code',
  'src/question/command-readers.ts *': 'line',
  'src/question/recognise/place-name.ts ,\\s*\\S+$': 'line',
  'src/question/tidy.ts *': 'a question is cut to 8,000',
  'src/question/words.ts *': 'one word of a question',
  'src/rules/figure-area.ts ,.*$': 'cell',
  'src/commands/stats/top-words.ts *': 'line',
  'src/commands/answers/export.ts ^show\\s+(.+)$': 'line',
  'src/places/find-scope.ts \\s*,\\s*': 'line',
  'src/cards/release-card.ts \\s*\\(.*': 'cell',
  'src/jobs/exports.ts ^-+|-+$': 'cut to 60 before',
  'src/operations/health.ts \\?.*$': 'ends at the first ?, since a dot is anything; Node takes 16 KB of headers',
  'src/rules/facility.ts *': 'cell',
  'src/sources/kept-name.ts ^[. ]+|[. ]+$': 'cut to 500 before',
  'src/sources/places/gazetteer.ts ,.*$': 'names of us-atlas, a package',
  'src/sources/files/workbook-parts.ts [^/]+\\/\\.\\.\\/': 'targets are cut to 2,000',
  'src/sources/files/workbook-parts.ts "[^"]*"|\\[[^\\]]*\\]|\\\\.|_.|General': 'formats are cut to 300',
  'src/sources/files/workbook-parts.ts ([^/]+)$': 'of a target, cut to 2,000',
  'src/sources/write/agreements/agency-places.ts *': 'cell',
  'src/sources/write/published-place.ts \\s*\\(.*$': 'cell',
};
/** A choice or a repetition inside a repetition without end, whose branches begin with different letters. */
const NESTED: Record<string, string> = {
  'src/sources/kept-name.ts': 'a backslash with what follows, or neither backslash nor quote',
  'src/question/words.ts': 'each turn is a letter and a dot',
  'src/sources/places/schema.ts': 'each turn begins with ;',
  'src/sources/releases/schema.ts': 'each turn begins with /',
};

const allowed = (list: Record<string, string>, file: string, source: string) =>
  [`${file} ${source}`, `${file} *`, file].find((key) => key in list);
const parts = (text: string) => /^\/([\s\S]*)\/(\w*)$/.exec(text)?.slice(1, 3) as [string, string];
const isNested = (text: string): boolean => {
  let found = false;
  visitRegExpAST(parseRegExpLiteral(text), {
    onQuantifierEnter({ max, element }) {
      if (max !== Number.POSITIVE_INFINITY || !('alternatives' in element)) return;
      if (element.alternatives.length > 1 || /[*+?]|\{\d/.test(element.raw)) found = true;
    },
  });
  return found;
};

test('no pattern of the code runs away: none takes exponential time, and what takes the square reads little', () => {
  expect(literals.length).toBeGreaterThan(300);
  const used = new Set<string>();
  const wrong: string[] = [];
  for (const { file, text } of literals) {
    const [source, flags] = parts(text);
    const { reports } = analyse({ source, flags });
    if (reports.some(({ exponential }) => exponential)) wrong.push(`${file} ${text}: exponential`);
    else if (reports.length > 0) {
      const entry = allowed(SQUARE, file, source);
      if (entry) used.add(entry);
      else wrong.push(`${file} ${text}: the square of its input`);
    }
    if (!isNested(text)) continue;
    const entry = allowed(NESTED, file, source);
    if (entry) used.add(entry);
    else wrong.push(`${file} ${text}: a choice inside a repetition`);
  }
  expect(wrong).toEqual([]);
  expect([...Object.keys(SQUARE), ...Object.keys(NESTED)].filter((entry) => !used.has(entry))).toEqual([]);
});

test('the analysis finds what runs away', () => {
  const isFound = (pattern: RegExp) => analyse(pattern).reports.length > 0 || isNested(String(pattern));
  for (const pattern of [/(a+)+$/, /(?:a|a)*b/, /(\w+\s?)*$/, /(x+x+)+y/, /\s+$/, /^(?:a?b?)*c/])
    expect(isFound(pattern), String(pattern)).toBe(true);
  for (const pattern of [/^\w+@\w+$/, /^\d{4}-\d\d$/, /a|b/]) expect(isFound(pattern), String(pattern)).toBe(false);
});

test('patterns that are put together are put together when the desk starts, never from what somebody types', async () => {
  expect(made.filter(({ atLoad }) => !atLoad)).toEqual([]);
  const seen: RegExp[] = [];
  const Real = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Real, {
    construct(target, [source, flags]: [string, string?]) {
      const pattern = new target(source, flags);
      seen.push(pattern);
      return pattern;
    },
  });
  try {
    vi.resetModules();
    for (const file of new Set(made.map((each) => each.file))) await import(join(ROOT, file));
  } finally {
    globalThis.RegExp = Real;
  }
  expect(seen.length).toBeGreaterThanOrEqual(made.length);
  const runaway = seen.filter((pattern) => analyse(pattern).reports.some(({ exponential }) => exponential));
  expect(runaway).toEqual([]);
});

test('folders are made level by level: with `recursive`, Node never returns where a folder cannot hold another', () => {
  const makes = /\bmkdir(?:Sync)?\(/;
  const makers = files('src').filter((file) => makes.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(makers).toEqual(['src/make-folder.ts']);
});

test('what is long is read once or cut: mentions, names of files, cells, lines of the log', () => {
  const long = 2 ** 20;
  expect(tidyMention('<@'.repeat(long)).length).toBeLessThanOrEqual(8000);
  expect(keptName(undefined, [`https://example.org/${'. '.repeat(20_000)}`])).toBe('download');
  expect(withoutPersonalData('a'.repeat(long))).toHaveLength(long);
  expect(withoutPersonalData(`${'a@'.repeat(long)}`)).toHaveLength(2 * long);
  expect(withoutPersonalData(`${'+'.repeat(long)}me@example.org`)).toContain('withheld');
  const lines: string[] = [];
  createLog('info', [], (line) => void lines.push(line)).info({ body: 'Basic '.repeat(long) }, 'long');
  expect(lines[0]?.length).toBeLessThan(40_000);
});
