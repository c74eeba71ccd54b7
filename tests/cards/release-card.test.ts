import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { bundledDesk, readRows } from '../_util/desk.ts';

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
});
afterAll(() => desk.close());

test('no outcome of a case stands in quotation marks: the cell is our coding, not the words of a publisher', async () => {
  const cases = readRows('data/releases.csv');
  expect(cases.length).toBe(50);
  for (const { case_id = '', detainer_outcome = '' } of cases) {
    const card = await answerCommand(desk, `lookup ${case_id}`);
    const words = JSON.stringify(card);
    expect(words, case_id).toContain('as coded here');
    if (detainer_outcome !== '') expect(words, case_id).not.toContain(`\\"${detainer_outcome}\\"`);
    expect(words, case_id).not.toMatch(/ says \\"/);
  }
  const list = JSON.stringify(await answerCommand(desk, 'releases in:California since:2010'));
  expect(list).not.toMatch(/: \\"(declined|HONORED|not stated|NOT STATED)/i);
  expect(list).not.toContain("the publisher's word");
});

test('a list shows what came later of a case', async () => {
  const list = JSON.stringify(await answerCommand(desk, 'releases in:California since:2018-01 until:2018-03'));
  expect(list).toMatch(/Later: [^"]*murder/);
});
