import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FREE } from '../../src/question/recognise/common.ts';
import { splitWords } from '../../src/question/words.ts';
import { readRows } from '../_util/desk.ts';
import { read, readerDesk } from './score.ts';
import { createPick, createRandom, type Pick } from './verbalise/random.ts';

/**
 * What is wrong. A word that is cut off or misspelt so that it is no word by itself (none of the vocabulary, no free
 * word, no name, no number) may run only what the whole question runs with the word as it was meant, or what the
 * corpus says that the question means. A word that is
 * one by itself means what it says: what runs is the reading of the words as they stand.
 */
const LONG = process.env['LONG'] !== undefined;
const CORPORA = ['questions', 'blind', 'blind-2', 'blind-3', 'blind-4', 'blind-5', 'blind-6', 'blind-7'];
const rows = CORPORA.flatMap((name) => readRows(join('tests/question', `${name}.csv`))).filter(
  // What is typed as a command has its own errors, and of a long quotation not every word is read.
  ({ question = '' }) => !/\b[a-z]+:\S|"[^"]{60}/.test(question) && question.length < 320,
);

interface Asked {
  words: string;
  /** Where the changed word stands. */
  at: number;
  /** The question with the word as it was meant. */
  meant: string;
}

/** True for a word that means something as it stands. */
async function isWord(words: string, at: number): Promise<boolean> {
  const { lexicon, names } = await readerDesk();
  const word = splitWords(words).find(({ from, to }) => from <= at && at <= to);
  if (!word) return true;
  const { key } = word;
  return (
    key.length < 4 ||
    /\d/.test(key) ||
    FREE.has(key) ||
    lexicon.words.has(key) ||
    names.known(key) !== undefined ||
    (await names.find(key)).outcome !== 'none'
  );
}

async function wrongOf(row: Record<string, string>, asked: readonly Asked[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { words, at, meant } of asked) {
    const today = row['today'] || undefined;
    const found = await read(words, row['previous'], today);
    if (found.outcome !== 'run' || (await isWord(words, at))) continue;
    if (meant === row['question'] && found.line === row['line']) continue;
    const right = await read(meant, row['previous'], today);
    if (right.outcome !== 'run' || right.line !== found.line)
      wrong.push(`${words} -> ${found.line}, not ${right.line}`);
  }
  return wrong;
}

/** Of one letter: left out, wrong, doubled by another, or exchanged with the next. */
function slipAt(question: string, at: number, { one, from }: Pick): string {
  const [before, own, after] = [question.slice(0, at), question[at] ?? '', question.slice(at + 1)];
  const letter = String.fromCharCode(from(97, 122));
  return one([
    before + after,
    before + letter + after,
    before + own + letter + after,
    before + (after[0] ?? '') + own + after.slice(1),
  ]);
}

const isLetter = (text: string | undefined): boolean => /[a-z]/i.test(text ?? '');

test('one wrong letter never runs what was not meant', { timeout: 7_200_000 }, async () => {
  const pick = createPick(createRandom(5));
  const wrong: string[] = [];
  let count = 0;
  for (const row of rows) {
    const meant = row['question'] ?? '';
    const places = [...meant].flatMap((letter, at) => (isLetter(letter) && (LONG || pick.is(0.02)) ? [at] : []));
    count += places.length;
    wrong.push(
      ...(await wrongOf(
        row,
        places.map((at) => ({ words: slipAt(meant, at, pick), at, meant })),
      )),
    );
  }
  expect(count).toBeGreaterThan(LONG ? 20_000 : 400);
  expect(wrong).toEqual([]);
});

test('what is cut off never runs more than it says', { timeout: 7_200_000 }, async () => {
  const pick = createPick(createRandom(6));
  const wrong: string[] = [];
  let count = 0;
  for (const row of rows) {
    const question = row['question'] ?? '';
    const cuts = [...question].flatMap((_, at) =>
      isLetter(question[at]) && isLetter(question[at - 1]) && (LONG || pick.is(0.02)) ? [at] : [],
    );
    count += cuts.length;
    wrong.push(
      ...(await wrongOf(
        row,
        cuts.map((cut) => ({
          words: question.slice(0, cut),
          at: cut - 1,
          meant: question.slice(0, cut) + (/^[\w'’-]*/.exec(question.slice(cut))?.[0] ?? ''),
        })),
      )),
    );
  }
  expect(count).toBeGreaterThan(LONG ? 20_000 : 300);
  expect(wrong).toEqual([]);
});

test('what is refused stays refused or unread with a wrong letter', { timeout: 3_600_000 }, async () => {
  const pick = createPick(createRandom(7));
  const ran: string[] = [];
  for (const row of rows.filter(({ outcome }) => outcome === 'refuse')) {
    const question = row['question'] ?? '';
    for (const [at] of [...question].entries()) {
      if (!isLetter(question[at]) || !(LONG || pick.is(0.2))) continue;
      const words = slipAt(question, at, pick);
      const { outcome, line } = await read(words, row['previous'], row['today'] || undefined);
      if (outcome === 'run') ran.push(`${words} -> ${line}`);
    }
  }
  expect(ran).toEqual([]);
});
