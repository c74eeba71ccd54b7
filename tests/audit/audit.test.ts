import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderText } from '../../src/blocks/text.ts';
import { LOCAL } from '../../src/command-line/subcommand.ts';
import { answerWords } from '../../src/commands/answer-words.ts';
import type { Context } from '../../src/context.ts';
import { bundledDesk } from '../_util/desk.ts';
import { loadRows } from '../_util/detainers.ts';
import { type Audited, lines, others } from './lines.ts';
import { auditRows } from './rows.ts';

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
  await loadRows(desk, auditRows());
});
afterAll(() => desk.close());

/** The answer as one text; what stands on several lines of a table's cell or a sentence is joined. */
async function answered(line: string): Promise<string> {
  const text = renderText(await answerWords(desk, line, LOCAL));
  return `${text}\n${text.replace(/\n(?=[a-z(])/g, ' ').replace(/ {2,}(?=[a-z(])/g, ' ')}`;
}

test('the audit has at least 60 lines, each of its own', () => {
  expect(new Set(lines.map(({ line }) => line)).size).toBe(lines.length);
  expect(lines.length).toBeGreaterThanOrEqual(60);
});

async function check({ line, says, never = [] }: Audited): Promise<void> {
  const text = await answered(line);
  const flat = text.replace(/\s+/g, ' ');
  for (const each of says) expect(each.test(text) || each.test(flat), `${each}\n${text}`).toBe(true);
  for (const each of never) expect(each.test(flat), `${each}\n${text}`).toBe(false);
}

test.each(lines)('$line', check);

test.each(others)('of the kind of a line that was wrong: $line', check);
