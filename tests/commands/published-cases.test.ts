import { afterAll, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { bundledDesk } from '../_util/desk.ts';

const desk = await bundledDesk();
afterAll(() => desk.close());
/** The text of an answer, all pages of a list, and the case ids that it lists. */
async function read(words: string) {
  const answer = await answerCommand(desk, `${words} more:all`);
  const text = JSON.stringify(answer);
  const ids = answer.parts.flatMap((part) =>
    part.kind === 'list' && part.title?.startsWith('Published cases, newest first')
      ? part.items.map((item) => item.action?.label)
      : [],
  );
  return { summary: answer.summary, text, ids };
}

test('a case is found in the place that its publisher names, whatever its brackets say', async () => {
  expect((await read('releases in:"New York City"')).ids).toContain('R01-2');
  expect((await read('releases in:"Los Angeles" page:2')).ids).toContain('LA24-1');
  for (const state of ['Oregon', 'Alaska', '"State of Washington"'])
    expect((await read(`releases in:${state}`)).ids, state).toContain('R23-1');
  expect((await read('releases in:"Baltimore County, MD"')).text).not.toContain('R25-2');
});

test('a case with two releases is in a window by one of them, and not by the time between', async () => {
  const window = (days: string) => read(`releases in:"Hennepin County, MN" ${days}`);
  expect((await window('since:2024-08 until:2024-08')).ids).toEqual(['R37-1']);
  expect((await window('since:2025-05-13 until:2025-05-13')).ids).toEqual(['R37-1']);
  expect((await window('since:2024-10 until:2025-01')).ids).toEqual([]);
  expect((await window('')).text).toContain('Aug 6, 2024; May 13, 2025');
});

test('a case dated by its month is said to lie perhaps outside of days inside the month', async () => {
  const days = await read('releases since:2020-08-01 until:2020-08-05');
  expect(days.summary).toContain('1 published case, Aug 1, 2020 to Aug 5, 2020, perhaps outside these days');
  expect(days.text).toContain(
    '1 case may lie outside these days: the source gives only a month or a longer time (LA-8).',
  );
  const more = await read('releases since:2020-08-20 until:2020-09-30');
  expect(more.summary).toContain('1 of them perhaps outside these days');
  expect((await read('releases since:2020-08 until:2020-09')).text).not.toContain('outside these days');
});

test('a detainer that was honored is told as honored, and never as a release', async () => {
  expect((await read('releases in:"Montgomery County, MD"')).text).toContain(
    'since the detainer was honored: 1 listed case (R19-1;',
  );
  const card = await read('lookup R19-1');
  expect(card.text).toContain('coded here as honored');
  expect(card.text).toContain('"label":"Left the jail","value":"Mar 11, 2024"');
  expect(card.text).not.toContain('"label":"Released"');
});

test('what no publisher wrote stands in no quotation marks in any card', async () => {
  const rows = await desk.db.selectFrom('releases').select(['case_id', 'detainer_outcome', 'later_event']).execute();
  expect(rows.length).toBeGreaterThan(40);
  for (const { case_id, detainer_outcome, later_event } of rows) {
    const { text, summary } = await read(`lookup ${case_id}`);
    expect(summary).toContain('coded here as');
    for (const mark of ['\\"', '“', '‘'])
      if (detainer_outcome) expect(text).not.toContain(`${mark}${detainer_outcome}`);
    if (later_event) expect(text).toContain(later_event.replace(/^ICE administrative ?/, ''));
  }
});
