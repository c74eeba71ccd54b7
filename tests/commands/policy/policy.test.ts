import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Notice } from '../../../src/answer.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { UserError } from '../../../src/errors.ts';
import { bundledDesk } from '../../_util/desk.ts';

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
});

/** The whole answer, with what stands behind More. */
const ask = (words: string) => answerCommand(desk, `${words} more:all`);
const answer = async (words: string): Promise<Answer> => {
  const found = await ask(words);
  if (found.kind !== 'answer') throw new Error(`${words}: ${found.title}: ${found.summary}`);
  return found;
};
const all = (found: Answer | Notice) => JSON.stringify(found);
/** [question, rule, from] of one line of the table. */
const row = (found: Answer, question: string) => {
  const table = found.parts.find((part) => part.kind === 'table');
  const [name, rule, numbers = ''] =
    (table?.kind === 'table' ? table.rows.find((each) => each[0]?.startsWith(question)) : undefined) ?? [];
  const cited = numbers.replace(/\[(\d+)\]/g, (_, number) => `${found.citations[Number(number) - 1]?.title} ·`);
  return [name, rule, cited];
};

describe('Charlotte, NC', () => {
  test('Nov 30, 2024: the sheriff held nobody', async () => {
    const found = await answer('policy "Charlotte, NC" on:2024-11-30');
    expect(row(found, 'Hold')[1]).toMatch(/^prohibited/);
    expect(row(found, 'Hold')[2]).toContain('Sheriff McFadden policy');
    expect(row(found, 'Tell')[1]).toMatch(/^prohibited/);
  });
  test('Dec 1, 2024: HB 10 requires the hold and is silent on notice', async () => {
    const found = await answer('policy "Charlotte, NC" on:2024-12-01');
    expect(row(found, 'Hold')[1]).toMatch(/^required/);
    expect(row(found, 'Hold')[2]).toContain('HB 10 (2024)');
    expect(row(found, 'Tell')[1]).toBe('not addressed');
    expect(all(found)).toContain('48 hours from their receipt');
  });
  test('Oct 1, 2025: HB 318 requires hold and notice', async () => {
    const found = await answer('policy "Charlotte, NC" on:2025-10-01');
    expect(row(found, 'Hold')[2]).toContain('HB 318 (2025)');
    expect(row(found, 'Tell')[1]).toMatch(/^required/);
    expect(all(found)).toContain('within two hours');
  });
});

describe('what governs', () => {
  test.each([
    ['policy "Travis County, TX" on:2017-09-01', 'Hold', /^limited/],
    ['policy "Travis County, TX" on:2018-01-01', 'Hold', /^required/],
    ['policy "Miami-Dade County, FL" on:2015-01-01', 'Hold', /^(prohibited|limited)/],
    ['policy "Miami-Dade County, FL" on:2018-01-01', 'Hold', /^required/],
    ['policy Illinois on:2022-01-01', 'Hold', /^prohibited/],
    ['policy Texas on:2026-02-01', '287', /^required/],
    ['policy "Cook County, IL" on:2024-01-01', 'Tell', /^prohibited/],
    ['policy "Nassau County, NY" on:2025-07-18', 'Hold', /^prohibited/],
  ])('%s', async (words, question, rule) => {
    expect(row(await answer(words), question)[1]).toMatch(rule);
  });

  test('Virginia on Jan 20, 2026: neither duty nor ban on 287(g), and state agreements went on', async () => {
    const found = await answer('policy Virginia on:2026-01-20');
    expect(row(found, '287')[1] + all(found)).toMatch(/32 agreements of 30 agencies/);
    expect(all(found)).toContain('Executive Directive 1');
  });

  test('unconfirmed rows are never law, and are said apart', async () => {
    for (const [words, name] of [
      ['policy Hawaii', 'SB 2057'],
      ['policy "New York State"', '2026 budget immigration package'],
    ] as const) {
      const found = await answer(words);
      expect(JSON.stringify(found.parts.filter((part) => part.kind === 'table'))).not.toContain(name);
      expect(all(found)).toContain('Not confirmed, not shown as law');
    }
  });

  test('San Diego: board and sheriff stand side by side', async () => {
    const found = await answer('policy "San Diego County, CA" on:2025-06-01');
    const sideBySide = JSON.stringify(
      found.parts.filter((part) => part.kind === 'facts' && part.title === 'Side by side'),
    );
    expect(sideBySide).toContain('Policy L-2');
    expect(sideBySide).toMatch(/Policy L-2.*\| .*binds sheriff/);
  });

  test('Orleans: the state law governs and the contested judgment is beside it', async () => {
    const found = await answer('policy "Orleans Parish, LA" on:2026-05-01');
    expect(row(found, 'Hold')[1]).toMatch(/^required/);
    expect(all(found)).toContain('Cacho v. Gusman');
  });

  test('a state prison never gets the policy of the county that it stands in', async () => {
    const found = await answer('policy "FULTON C.F. BRONX NY"');
    expect(found.title).toContain('Corrections and Community Supervision');
    expect(all(found)).toContain('rules of counties and cities do not reach it');
    expect(all(found)).not.toContain('Local Law 58');
  });

  test('a federal site has no policy of a county', async () => {
    const found = await ask('policy "ROCHESTER FED.MED.CENTER"');
    expect(found.kind).toBe('notice');
    expect(found.summary).toContain('no county or state detainer policy');
  });

  test('a row last read long ago is warned of, with the months', async () => {
    expect(all(await answer('policy Tennessee'))).toMatch(/May have changed since: \[\d\]/);
    expect(all(await answer('policy Tennessee more:all'))).toMatch(/\[\d\] \(read \d+ months before\)/);
  });

  test('every governing row says its as-of date and confidence, and is cited', async () => {
    const found = await answer('policy "Los Angeles County, CA"');
    expect(row(found, 'Hold')[2]).not.toBe('');
    const full = found.parts.find((part) => part.kind === 'list' && part.title === 'Sources in full');
    const items = full?.kind === 'list' ? full.items : [];
    expect(items.length).toBeGreaterThan(0);
    for (const item of items)
      expect(item.details?.join()).toMatch(/confidence (high|medium|low); read as of \w+ \d+, \d{4} at http/);
    for (const each of found.citations) expect(each.asOf).toMatch(/^\d{4}/);
  });
});

test.each([
  [
    'policy "Denver, CO" release:2026-03-07T17:00',
    'Clocks go forward on Mar 8, 2026 where daylight saving time is kept',
    'one hour later, Mon, Mar 9, 2026, 6:00 PM',
  ],
  [
    'policy "Denver, CO" release:2026-10-31T17:00',
    'Clocks go back on Nov 1, 2026',
    'one hour earlier, Mon, Nov 2, 2026, 4:00 PM',
  ],
  ['policy Arizona release:2026-03-07T17:00', 'on Navajo land, not elsewhere in Arizona', 'Mon, Mar 9, 2026, 6:00 PM'],
])('%s says that clocks change inside the 48 hours', async (line, when, ends) => {
  const clocks = all(await answer(line));
  expect(clocks).toContain(when);
  expect(clocks).toContain(ends);
});

test.each([
  'policy "Denver, CO" release:2026-03-05T17:00', // only the regulation's clock runs over the Sunday, and leaves it out
  'policy "Denver, CO" release:2026-03-14T17:00',
  'policy Hawaii release:2026-03-07T17:00',
])('%s does not speak of a change of clocks', async (line) => {
  const clocks = all(await answer(line));
  expect(clocks).toContain('48 hours from a would-be release');
  expect(clocks).not.toContain('Change of clocks');
});

test('both clocks are worked out from the release that was given', async () => {
  const found = await answer('policy "Cook County, IL" release:2026-11-20T17:00');
  expect(all(found)).toContain('Sun, Nov 22, 2026, 5:00 PM');
  expect(all(found)).toContain('Tue, Nov 24, 2026, 5:00 PM');
  expect(all(found)).not.toContain('must hold');
});

test('a place without a rule says so, and what is loaded', async () => {
  const found = await ask('policy Guam');
  expect(found.summary).toContain('287(g): 1 agreement of 1 agency');
  expect(all(found)).toMatch(/No rule on detainers is loaded.*422 rules/);
});

test.each([
  ['policy', /Which place\?/],
  ['policy Atlantis', /I don't know a place called "Atlantis".*Franklin County, PA/],
  ['policy Denver on:2020-13-45', /not a date/],
  ['policy Denver release:yesterday', /not a time at the jail/],
  ['policy Denver release:9999-12-31', /not a time at the jail/],
  ['policy Denver release:0000-01-01', /not a time at the jail/],
])('%s is answered with a sentence and an example', async (words, sentence) => {
  await expect(ask(words)).rejects.toThrow(UserError);
  await expect(ask(words)).rejects.toThrow(sentence);
});

test('no answer speaks of sanctuary, illegal aliens or refusal in its own voice', async () => {
  for (const words of ['policy Denver', 'policy "Cook County, IL"', 'releases last 20 years', 'help all', 'sources']) {
    const found = await ask(words);
    const own = [
      found.title,
      found.summary,
      ...found.parts.flatMap((part) => (part.kind === 'note' ? [part.text] : [])),
    ].join(' ');
    expect(own).not.toMatch(/sanctuary|illegal alien|refus|ignored|defied|criminal alien/i);
  }
});
