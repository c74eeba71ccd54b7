import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Chart, Notice, Part } from '../../../src/answer.ts';
import { checkMessage } from '../../../src/blocks/limits.ts';
import { renderMessage } from '../../../src/blocks/message.ts';
import { renderText } from '../../../src/blocks/text.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { UserError } from '../../../src/errors.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { loadRows, type Row, randomRows } from '../../_util/detainers.ts';

let desk: Context;
const rows = randomRows(900, 7);
const firstHere = rows.findIndex((row) => row['facility_state'] === 'MINNESOTA');
beforeAll(async () => {
  desk = await bundledDesk();
  // One of them twice: the publisher marks both, the first is counted.
  const marked = rows.map((row, at) => (at === firstHere ? { ...row, duplicate_likely: 'TRUE' } : row));
  await loadRows(desk, [...marked, { ...(marked[firstHere] as Row), row_original: '5000' }]);
});
afterAll(() => desk.close());

const ask = (words: string): Promise<Answer | Notice> => answerCommand(desk, words);
const tableOf = (answer: Answer | Notice) =>
  answer.parts.find((part) => part.kind === 'table' || part.kind === 'chart') as Extract<Part, { kind: 'table' }>;
const number = (cell = '') => Number(cell.replace(/,/g, '').replace(/ .*$/, ''));
const inMinnesota = (row: Row) => row['facility_state'] === 'MINNESOTA';
const textOf = (answer: Answer | Notice) => renderText(answer, { width: 0 });

describe('numbers against a second way of counting', () => {
  test('by month, whole', async () => {
    const table = tableOf(await ask('stats Minnesota more:all'));
    expect(table.rows).toHaveLength(14);
    for (const [label = '', ...cells] of table.rows) {
      const month = new Date(`1 ${label.replace(/ \(.*$/, '')} UTC`).toISOString().slice(0, 7);
      const mine = rows.filter((row) => inMinnesota(row) && row['detainer_prepare_date']?.startsWith(month));
      const of = (reason: string) => mine.filter((row) => row['detainer_lift_reason'] === reason).length;
      expect(cells.map(number), label).toEqual([
        mine.length,
        of('Detainer Declined by LEA'),
        of('Booked into Detention'),
        of('NA'),
      ]);
    }
  });

  test.each([
    ['', '2025-01-01', '2026-12-31'],
    [' since:2025-03 until:2025-05', '2025-03-01', '2025-05-31'],
    [' since:2025-03-11 until:2025-05-19', '2025-03-11', '2025-05-19'],
  ])('by each column the cells add up to the rows: "%s"', async (window, from, to) => {
    const mine = rows.filter(
      (row) =>
        inMinnesota(row) && (row['detainer_prepare_date'] ?? '') >= from && (row['detainer_prepare_date'] ?? '') <= to,
    );
    for (const by of ['month', 'outcome', 'facility', 'county', 'citizenship', 'charge']) {
      const answer = await ask(`stats Minnesota by:${by}${window} more:all`);
      const column = by === 'facility' ? 2 : 1;
      const total = tableOf(answer).rows.reduce((sum, row) => sum + number(row[column]), 0);
      expect(total, `${by}${window}`).toBe(mine.length);
      expect(answer.summary.startsWith(`${mine.length} detainers in Minnesota, `), answer.summary).toBe(true);
    }
  });

  test('by citizenship, facility and county', async () => {
    const count = (key: string, value: string) => rows.filter((row) => inMinnesota(row) && row[key] === value).length;
    const citizens = tableOf(await ask('stats Minnesota by:citizenship more:all')).rows;
    expect(number(citizens.find(([label]) => label === 'Ecuador')?.[1])).toBe(count('citizenship_country', 'ECUADOR'));
    expect(number(citizens.find(([label]) => label === 'Not recorded')?.[1])).toBe(count('citizenship_country', 'NA'));
    const sites = tableOf(await ask('stats Minnesota by:facility more:all')).rows;
    expect(sites.find(([label]) => label?.startsWith('MN CORRECTIONAL'))?.[1]).toBe('State prisons');
    const counties = tableOf(await ask('stats Minnesota by:county more:all')).rows;
    expect(number(counties.find(([label]) => label === 'Hennepin County')?.[1])).toBe(
      count('detention_facility', 'HENNEPIN COUNTY JAIL'),
    );
  });
});

describe('what stands beside the numbers', () => {
  test('no-outcome share beside the declined share, the prison apart, copies told, published figures with ours', async () => {
    const said = textOf(await ask('stats Minnesota more:all'));
    expect(said).toMatch(/recorded by ICE as declined, .* with no outcome recorded/);
    expect(said).toMatch(
      /State prisons: \d+; of \d+ with a recorded outcome \d+ \(.*\) declined, .* \d+ \(.*\) with none/,
    );
    expect(said).toContain('Loaded but not counted: 1 likely copy');
    expect(said).toMatch(/detainers issued \(Dec 1, 2025 to Mar 10, 2026\): 882 by .* Here: \d+ \(only .* is loaded\)/);
    expect(said).toContain('not a count of releases');
    expect(said).not.toMatch(/refus|defi|sanctuary|illegal|honor/i);
  });

  test('a batch date is named', async () => {
    const other = await bundledDesk();
    const batch = Array.from({ length: 20 }, (_, at) => ({
      detainer_prepare_date: at < 15 ? '2026-02-11' : `2026-02-${String(at + 1).padStart(2, '0')}`,
      birth_year: String(1960 + at),
      unique_identifier: `b${at}`,
    }));
    await loadRows(other, batch);
    const answer = await answerCommand(other, 'stats "Cook County, IL"');
    expect(textOf(answer)).toContain(
      '15 of the 20 of February 2026 carry one date, Feb 11, 2026: this may be a batch entry',
    );
    await other.close();
  });

  test('an outcome filter keeps the whole and the no-outcome share in the sentence', async () => {
    const all = rows.filter(inMinnesota).length;
    const declined = rows.filter(
      (row) => inMinnesota(row) && row['detainer_lift_reason'] === 'Detainer Declined by LEA',
    ).length;
    const answer = await ask('stats Minnesota outcome:declined');
    expect(answer.summary).toMatch(
      new RegExp(
        `^ICE recorded ${declined} of ${all} detainers in Minnesota, .* as declined: .* with no outcome recorded`,
      ),
    );
  });

  test('an agency answers for its place, and says so', async () => {
    const answer = await ask('stats "Hennepin County Sheriff"');
    expect(answer.title).toBe('Detainers at facilities of Hennepin County, MN');
    expect(textOf(answer)).toContain('ICE names facilities, not agencies');
  });

  test('all messages are within limits', async () => {
    for (const words of [
      'stats Minnesota',
      'stats us by:facility',
      'chart stats Minnesota',
      'compare Minnesota with Illinois',
    ]) {
      const message = renderMessage(await ask(words), { visibility: 'ephemeral' });
      expect(checkMessage(message), words).toEqual([]);
    }
  });
});

describe('where nationality, offence and place meet', () => {
  const published = (answer: Answer | Notice): number[][] =>
    [...textOf(answer).matchAll(/(\d[\d,]*) to (\d[\d,]*)(?= detainers|$|\n| ·|;|\.)/gm)].map((found) => [
      number(found[1]),
      number(found[2]),
    ]);

  test('no cell is under five, none is exact, and the parts stay apart from the total', async () => {
    let seen = 0;
    const notices: string[] = [];
    for (const place of ['Minnesota', '"Hennepin County, MN"', 'HENNCMN', 'us']) {
      for (const filter of [
        'citizenship:ecuador charge:assault by:month',
        'citizenship:ecuador charge:assault by:outcome',
        'citizenship:guatemala charge:larceny by:facility',
        'citizenship:mexico by:charge',
        'charge:assault by:citizenship',
        'citizenship:guatemala charge:assault by:month since:2025-06-01 until:2025-06-20',
        'citizenship:guatemala charge:larceny outcome:declined',
      ]) {
        const answer = await ask(`stats ${place} ${filter}`);
        if (answer.kind === 'notice') {
          notices.push(`${place} ${filter}`);
          continue;
        }
        const cells = answer.parts.flatMap((part) =>
          part.kind === 'table' ? part.rows.map((row) => row.at(-1) ?? '') : [],
        );
        for (const cell of cells) {
          expect(cell, `${place} ${filter}`).toMatch(/^[\d,]+ to [\d,]+$/);
          expect(number(cell)).toBeGreaterThanOrEqual(5);
          expect(number(cell) % 5).toBe(0);
          seen += 1;
        }
        // A share of an exact count would give the count away.
        expect(textOf(answer)).not.toMatch(/\d%/);
        for (const [from = 0, to = 0] of published(answer)) expect(to - from).toBe(4);
      }
    }
    expect(seen).toBeGreaterThan(60);
    expect(notices).toEqual([]);
  });

  test('fewer than five in all: said, not counted, and no chart', async () => {
    const words = 'stats RAMSCMN citizenship:guatemala charge:larceny since:2025-01-01 until:2025-01-20';
    for (const line of [words, `chart ${words}`]) {
      const answer = await ask(line);
      const all = rows.filter(
        (row) =>
          row['detention_facility_code'] === 'RAMSCMN' &&
          row['citizenship_country'] === 'GUATEMALA' &&
          row['most_serious_conviction_charge'] === 'Larceny' &&
          (row['detainer_prepare_date'] ?? '') <= '2025-01-20',
      );
      expect(all.length).toBeLessThan(5);
      expect(answer.summary).toMatch(/Fewer than 5|None of the/);
      expect(answer.parts.some((part) => part.kind === 'chart' || part.kind === 'table')).toBe(false);
    }
  });

  test('a picture has no more than the table', async () => {
    const answer = await ask('chart stats us citizenship:guatemala charge:assault by:month');
    const chart = answer.parts.find((part) => part.kind === 'chart') as Chart | undefined;
    for (const { value } of chart?.picture.points ?? [])
      expect(value === 0 || (value >= 5 && value % 5 === 0)).toBe(true);
    expect(chart?.alt).not.toMatch(/ [1-4] in /);
  });
});

describe('bad input', () => {
  test.each([
    ['stats', /Statistics of what/],
    ['stats Minnesota by:colour', /nothing to count by.*by:outcome/],
    ['stats Minnesota since:2026 until:2024', /is after/],
    ['stats "Hennepin County, MN" by:county', /needs a state/],
    ['stats Atlantis', /don't know a place/],
    ['stats Minnesota outcome:won', /not an outcome group/],
    ['chart', /A chart of what/],
    ['chart stats Minnesota theme:pink', /theme:light or theme:dark/],
  ])('%s', async (words, said) => {
    const error = await ask(words).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(said);
  });

  test('an ambiguous place asks, and keeps the rest of the line, in a chart too', async () => {
    const choices = async (words: string) =>
      (await ask(words)).parts.flatMap((part) =>
        part.kind === 'choices' ? part.choices.map((choice) => choice.words) : [],
      );
    expect(await choices('stats orange county by:outcome since:2025')).toContain(
      'stats "Orange County, CA" by:outcome since:2025',
    );
    expect(await choices('chart stats orange county by:outcome theme:dark')).toContain(
      'chart stats "Orange County, CA" by:outcome theme:dark',
    );
  });

  test('a place without rows: a sentence and what else is known, no table, no chart', async () => {
    for (const words of ['stats Vermont', 'chart stats Vermont', 'stats Minnesota since:2027', 'chart map Vermont']) {
      const answer = await ask(words);
      expect(answer.parts.filter(({ kind }) => kind === ('table' as string) || kind === ('chart' as string))).toEqual(
        [],
      );
      expect(answer.summary, words).toMatch(/^No detainer records are loaded/);
    }
  });

  test('an empty desk says that no file is loaded', async () => {
    const empty = await bundledDesk();
    expect(textOf(await answerCommand(empty, 'stats Wyoming'))).toMatch(/detainer file is not\s+loaded/);
    await empty.close();
  });
});

test('buttons lead to what they say', async () => {
  for (const words of [
    'stats Minnesota since:2025-03',
    'chart stats Minnesota by:outcome',
    'stats HENNCMN',
    'compare Minnesota with Illinois',
    'chart map Minnesota',
  ]) {
    const answer = await ask(words);
    expect(answer.kind, words).toBe('answer');
    for (const action of answer.followUps) expect((await ask(action.words)).title, action.words).toBeTruthy();
    const again = await ask(answer.words);
    expect({ ...again }).toEqual({ ...answer });
  }
});
