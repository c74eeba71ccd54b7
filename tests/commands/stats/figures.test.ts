import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderText } from '../../../src/blocks/text.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { bundledDesk, readRows } from '../../_util/desk.ts';

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
});
afterAll(() => desk.close());
const said = async (words: string) => renderText(await answerCommand(desk, words), { width: 0 });

test.each([
  ['stats "Los Angeles"', ['3,158', '2,429', 'nearly 250', 'field office area, not the city or county']],
  ['stats "Los Angeles County, CA"', ['3,158', '2,429']],
  ['stats "ERO Los Angeles"', ['3,158', '2,429']],
  ['stats "Los Angeles field office" since:FY2023 until:FY2023', ['3,158', '2,429']],
  ['stats California', ['3,158', 'Los Angeles field office']],
  ['stats us', ['about 70 percent', 'via the Washington Post', 'undated', '13,595']],
  ['stats "Mecklenburg County, NC"', ['more than 12', 'six of the arrests']],
  ['stats "Mecklenburg County, NC" since:2020-09 until:2020-10', ['more than 12', 'no date in the source']],
  ['stats "Charlotte, NC"', ['more than 12', 'Mecklenburg County']],
  ['stats Minnesota', ['882', '292', '152', '310']],
  ['stats us since:2014 until:2014', ['13,595', 'NPR']],
  ['stats us since:2017-02-01 until:2017-02-01', ['3,083', '206']],
  ['stats us since:2014 until:2014 outcome:declined', ['13,595']],
])('without a detainer row, published figures answer: %s', async (words, figures) => {
  const answer = await answerCommand(desk, words);
  expect(answer.kind).toBe('answer');
  const text = await said(words);
  for (const figure of figures) expect(text).toContain(figure);
  expect(text).toMatch(/According to .*No detainer records are loaded for/s);
});

test('each figure of the file is in the answer of its area and period', async () => {
  const areas: Record<string, string> = { 'Los Angeles field office': '"Los Angeles"', 'United States': 'us' };
  const rows = readRows('data/published-figures.csv');
  expect(rows.length).toBeGreaterThan(15);
  for (const { jurisdiction = '', state, period_from, period_to, value } of rows) {
    const area =
      areas[jurisdiction] ?? `"${jurisdiction}${state && jurisdiction.includes('County') ? `, ${state}` : ''}"`;
    const days = period_from ? ` since:${period_from} until:${period_to}` : '';
    expect(await said(`stats ${area}${days}`)).toContain(Number(value).toLocaleString('en-US'));
  }
});

test.each([
  'stats Minnesota since:2024 until:2024',
  'stats "Harris County, TX"',
  'stats Texas',
  'stats us since:2016 until:2016 outcome:declined',
])('a place or days without a figure: %s', async (words) => {
  const answer = await answerCommand(desk, words);
  expect(answer.title).not.toContain('Published figures');
  expect(answer.summary).toMatch(/^No detainer records are loaded/);
});
