import { expect, test } from 'vitest';
import type { Answer, Notice } from '../../../src/answer.ts';
import { renderText } from '../../../src/blocks/text.ts';
import { LOCAL } from '../../../src/command-line/subcommand.ts';
import { answerCommand, findFullTable } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { madeImport, madeRelease } from '../../_util/news.ts';

const ask = (context: Context, line: string): Promise<Answer | Notice> => answerCommand(context, line);
const text = async (context: Context, line: string): Promise<string> =>
  renderText(await ask(context, line), { width: 0 });

test('a fresh desk tells the deadline to come, the newest facts, and where they end', async () => {
  const desk = await bundledDesk();
  const said = await ask(desk, 'news');
  expect(said.summary).toMatch(
    /^No rule, 287\(g\) agreement or published case that is loaded is dated from Oct 25 to Nov 24, 2026.* SB 8 \(2025\), deadline Dec 1, 2026\.$/,
  );
  const whole = renderText(said, { width: 0 });
  for (const kind of ['rules', '287(g) agreements signed', 'published cases'])
    expect(whole).toContain(`Before: newest of the ${kind}`);
  expect(whole).toMatch(
    /rules were last read on .*ICE's newest 287\(g\) list is of .*What happened later is not known/,
  );
  expect(whole).toContain("ICE's detainer file is not loaded.");
  // What came with the desk is no change.
  expect(whole).not.toContain('Loaded here');
});

test('counts what happened in the days, by kind, with the rest behind buttons', async () => {
  const desk = await bundledDesk();
  const said = await ask(desk, 'news in:Texas since:2026-01-01');
  expect(said.summary).toMatch(
    /^From Jan 1 to Nov 24, 2026 in Texas: 1 rule took effect; \d+ agreements of \d+ agencies/,
  );
  expect(said.followUps.map(({ words }) => words)).toContain('agreements in:Texas signed-since:2026-01-01');
  const table = await findFullTable(desk, 'news in:Texas since:2026-01-01', LOCAL);
  const signed = Number(/(\d+) agreements of/.exec(said.summary)?.[1]);
  if (table.kind !== 'rows') throw new Error('no rows');
  expect(table.rows.filter(([, kind, what]) => kind === 'agreements' && what === 'signed')).toHaveLength(signed);
  expect(table.rows.every(([, , , , state]) => state === 'TX')).toBe(true);
});

test('a county is told of its state’s rules, and not of another county', async () => {
  const desk = await bundledDesk();
  const said = await text(desk, 'news in:"Harris County, TX" kinds:policy since:2025-12-01');
  expect(said).toContain('SB 8 (2025), took effect Jan 1, 2026');
  expect(said).not.toContain('Dallas');
});

test('days that are over have nothing to come; days ahead tell only what is to come', async () => {
  const desk = await bundledDesk();
  expect(await text(desk, 'news in:Texas since:2025 until:2025')).not.toContain('To come');
  const ahead = await text(desk, 'news since:2026-12-01 until:2026-12-31');
  expect(ahead).toContain('To come by Dec 31, 2026: Texas: SB 8 (2025), deadline Dec 1, 2026.');
  expect(ahead).not.toContain('Before: newest');
  expect(await text(desk, 'news in:Ohio since:2026-12-01 until:2026-12-31')).toContain(
    'No loaded rule or deadline for Ohio falls between now and Dec 31, 2026.',
  );
});

test('what a later file brought is told by the day of its loading, and only inside the filter', async () => {
  const desk = await bundledDesk();
  await madeImport(desk.db, [madeRelease(1), madeRelease(2)], { at: '2026-11-20T12:00:00Z' });
  expect((await ask(desk, 'news in:California')).summary).toMatch(/^Loaded here .* on California: 2 declined releases/);
  expect((await ask(desk, 'news in:Texas')).summary).toMatch(
    /^No rule, 287\(g\) agreement or published case that is loaded about Texas/,
  );
  expect((await ask(desk, 'news in:California until:2026-11-19')).summary).toMatch(/^No rule, .* about California/);
  expect((await ask(desk, 'news in:California kinds:policy')).summary).not.toContain('Loaded here');
  const whole = await text(desk, 'news in:California more:all');
  expect(whole).toContain('Published declined-detainer releases'.slice(0, 9));
});

test('a file that was refused is no news of a place, and is never cited', async () => {
  const desk = await bundledDesk();
  const source = { source: 'ice-detainers', message: 'There is no such file.' };
  await madeImport(desk.db, [], { ...source, file: 'nope.csv', at: '2026-11-20T12:00:00Z' });
  await madeImport(desk.db, [], { ...source, file: 'wrong.csv', at: '2026-11-20T13:00:00Z' });
  await madeImport(desk.db, [madeRelease(1)], { at: '2026-11-20T14:00:00Z' });
  for (const line of ['news', 'news in:Texas since:2026-01-01', 'news in:California', 'news in:"Loving County, TX"'])
    expect(await text(desk, `${line} more:all`), line).not.toMatch(/nope\.csv|wrong\.csv|failed|refused/);
  expect(await text(desk, 'cite news in:California')).not.toMatch(/nope|wrong\.csv/);
  expect(await text(desk, 'sources ice-detainers')).toContain('wrong.csv');
});

test('a published total is no case of a person', async () => {
  const desk = await bundledDesk();
  const { summary, parts } = await ask(desk, 'news in:"Cook County, IL" since:2020');
  expect(summary).toContain('1 published total was reported');
  const items = parts.flatMap((part) => (part.kind === 'list' ? part.items : [])).map(({ text }) => text);
  expect(items.filter((item) => item.includes('1,070 released in FY2019'))).toHaveLength(1);
  expect(items.find((item) => item.includes('1,070 released'))).toMatch(/^Published total, not a case: /);
  for (const line of ['lookup R09-0', 'dispute R09-0'])
    expect((await ask(desk, line)).title, line).not.toMatch(/Case R09-0/);
  expect((await ask(desk, 'lookup R09-0')).title).toBe('Published total R09-0: Cook, IL');
  await madeImport(desk.db, [madeRelease(1, { row_kind: 'aggregate' })], {
    at: '2026-11-20T12:00:00Z',
  });
  expect((await ask(desk, 'news in:California')).summary).toContain('1 published total');
});

test.each([
  ['news in:Minnesota since:2026-02-01 until:2026-02-28', 'No rule, 287(g) agreement or published case that is loaded'],
  ['news in:Minnesota since:2026-02-01 until:2026-02-28 kinds:policy', 'No rule that is loaded'],
  [
    'news in:Minnesota since:2026-02-01 until:2026-02-28 kinds:policy,releases',
    'No rule or published case that is loaded',
  ],
  ['news in:Minnesota since:2026-02-01 until:2026-02-28 kinds:outcomes', 'No fact of these kinds (recorded outcomes)'],
])('%s says which facts it has none of', async (line, words) => {
  expect((await ask(await bundledDesk(), line)).summary).toContain(words);
});

test.each([
  ['news kinds:weather', /not a kind of news/],
  ['news since:2026-11-01 until:2026-10-01', /is after/],
  ['news in:Texas until:2099-01-01', /more than ten years ahead/],
  ['news since:someday', /is not a date/],
])('%s is a mistake with an example', async (line, words) => {
  await expect(ask(await bundledDesk(), line)).rejects.toThrow(words);
});

test('a name of several places asks which one', async () => {
  const said = await ask(await bundledDesk(), 'news in:"Orange County"');
  expect(said.parts.find((part) => part.kind === 'choices')).toBeTruthy();
});
