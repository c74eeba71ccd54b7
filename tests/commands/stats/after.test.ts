import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Notice } from '../../../src/answer.ts';
import { renderText } from '../../../src/blocks/text.ts';
import { LOCAL } from '../../../src/command-line/subcommand.ts';
import { answerCommand, findFullTable } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { findSource, importFile } from '../../../src/sources/import.ts';
import { bundledDesk } from '../../_util/desk.ts';
import type { Row } from '../../_util/detainers.ts';

const id = (number: number) => `a${String(number).padStart(15, '0')}`;
const REASONS = ['NA', 'NA', 'Booked into Detention', 'Detainer Declined by LEA', 'Early Release'];

/** A hundred detainers of Hennepin County, one a person; every fifth reason; some dated by the row itself. */
const HENNEPIN: Row[] = Array.from({ length: 100 }, (_, at) => ({
  unique_identifier: at % 10 === 9 ? 'NA' : id(at),
  detainer_prepare_date: `2025-03-${String((at % 28) + 1).padStart(2, '0')}`,
  facility_state: 'MINNESOTA',
  detention_facility: 'HENNEPIN COUNTY JAIL',
  detention_facility_code: 'HENNCMN',
  facility_city: 'MINNEAPOLIS',
  detainer_lift_reason: REASONS[at % 5] ?? 'NA',
  citizenship_country: at < 50 ? 'MEXICO' : 'ECUADOR',
  birth_year: String(1950 + (at % 50)),
  gender: at % 2 ? 'Male' : 'Female',
  row_original: String(at + 8),
}));
const plus = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const dated = HENNEPIN.map((row, at) => ({
  ...row,
  apprehension_date:
    at < 20
      ? plus(row['detainer_prepare_date'] ?? '', at)
      : at < 30
        ? plus(row['detainer_prepare_date'] ?? '', -40)
        : 'NA',
  departed_date: at >= 90 ? plus(row['detainer_prepare_date'] ?? '', 100) : 'NA',
}));
/** Of the first sixty people: forty after three days, twenty after fifty; those without an identifier are not matched. */
const ARRESTS: Row[] = HENNEPIN.slice(0, 60)
  .filter((row) => row['unique_identifier'] !== 'NA')
  .map((row, at) => ({
    unique_identifier: row['unique_identifier'] ?? '',
    apprehension_date: plus(row['detainer_prepare_date'] ?? '', at < 36 ? 3 : 50),
  }));

async function load(desk: Context, source: string, some: Row[]): Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), 'after-')), `${source}.csv`);
  const columns = Object.keys(some[0] ?? {});
  writeFileSync(
    file,
    [columns, ...some.map((row) => columns.map((column) => row[column] ?? 'NA'))]
      .map((cells) => cells.join(','))
      .join('\n'),
  );
  await importFile(desk.db, findSource(source), file, { now: desk.now });
}
/** The detainers with the days that their own rows give. */
const loadDetainers = (desk: Context) =>
  load(
    desk,
    'ice-detainers',
    dated.map((row) => ({ ...row, detainer_type: 'I247A', file_original: 'Made_Up_20260311.xlsx' })),
  );
const tablesOf = (answer: Answer | Notice) =>
  answer.parts.flatMap((part) => (part.kind === 'table' ? [{ title: part.title ?? '', rows: part.rows }] : []));
const text = (answer: Answer | Notice) => renderText(answer, { width: 0 });

describe('without arrests and stays', () => {
  let desk: Context;
  beforeAll(async () => {
    desk = await bundledDesk();
    await loadDetainers(desk);
    return () => desk.close();
  });

  test('the rows themselves: shares, median days, and the share that is not known', async () => {
    const answer = await answerCommand(desk, 'after "Hennepin County, MN"');
    expect(answer.summary).toBe(
      "Of 100 detainers in Hennepin County, MN, Mar 1, 2025 to Mar 28, 2025, ICE's own rows date an apprehension on or after the detainer for 20% (median 9 days) and a departure for 10% (median 100 days); 70% have no date of apprehension and 90% have no date of departure.",
    );
    expect(tablesOf(answer)[0]).toEqual({
      title: "Dated in the detainers' own rows",
      rows: [
        ['Apprehension by ICE', '20 (20%)', '9 days', '10 (10%)', '70 (70%)'],
        ['Departure', '10 (10%)', '100 days', '0 (0%)', '90 (90%)'],
      ],
    });
    expect(text(answer)).toContain(
      'are not loaded here, so that only the dates of the rows themselves count. To load it: npm run -s import -- ice-arrests latest',
    );
    expect(text(answer)).toMatch(/ICE's detainer records, by FOIA to the Deportation Data Project, as of Mar 11, 2026/);
  });

  test('in Slack, nobody is told to run a command', async () => {
    const answer = await answerCommand({ ...desk, inSlack: {} }, 'after Minnesota', {
      ...LOCAL,
      userId: 'U1',
      channelId: 'C1',
    });
    expect(text(answer)).not.toContain('npm');
    expect(text(answer)).toContain('ask the person who runs this desk');
  });

  test('a filter of outcomes counts only these', async () => {
    const answer = await answerCommand(desk, 'after Minnesota outcome:declined');
    expect(answer.summary).toMatch(/^Of 20 detainers in Minnesota, Mar 1, 2025 to Mar 28, 2025 \(outcome declined\), /);
  });

  test('fewer than five are not told, and a place without records says so', async () => {
    const few = await answerCommand(desk, 'after Minnesota since:2025-03-28');
    expect(few.summary).toMatch(
      /^Fewer than 5 loaded detainers in Minnesota, .* match: what came after so few is not told/,
    );
    expect((await answerCommand(desk, 'after Wyoming')).summary).toMatch(/No detainer records are loaded for Wyoming/);
    await expect(answerCommand(desk, 'after')).rejects.toThrow(/After detainers of which place\? .*after Minnesota/);
    await expect(answerCommand(desk, 'after Minnesota citizenship:Mexico charge:assault')).rejects.toThrow(
      /nationality and offence together/,
    );
    expect(text(await answerCommand(desk, 'after Minnesota citizenship:Narnia'))).toMatch(
      /No citizenship in the loaded records/,
    );
  });
});

describe('with arrests and stays of the release', () => {
  let desk: Context;
  beforeAll(async () => {
    desk = await bundledDesk();
    await loadDetainers(desk);
    await load(desk, 'ice-arrests', ARRESTS);
    await load(
      desk,
      'ice-stays',
      ARRESTS.slice(0, 45).map((row, at) => ({
        unique_identifier: row['unique_identifier'] ?? '',
        stay_book_in_date_time: `${row['apprehension_date']} 22:10:00`,
        departed_date: at < 2 ? plus(row['apprehension_date'] ?? '', 30) : 'NA',
      })),
    );
    return () => desk.close();
  });

  test('the first sentence tells coverage, arrests, stays, and what followed those without an outcome', async () => {
    const answer = await answerCommand(desk, 'after "Hennepin County, MN"');
    expect(answer.summary).toBe(
      "Of 100 detainers in Hennepin County, MN, Mar 1, 2025 to Mar 28, 2025, 90 (90%) can be matched with ICE's arrests and detention stays of the same release: within 30 days, 40% of these were followed by an ICE arrest of the same person and 40% by an ICE detention stay; of the 40 with no outcome recorded, 60% were followed by an arrest within 180 days.",
    );
    expect(tablesOf(answer)[0]).toEqual({
      title: "Matched with ICE's files of the same release",
      rows: [
        ['ICE arrest', '40%', '60%', '3 days', '40% of 90'],
        ['Book-in to ICE detention', '40%', '50%', '3 days', '50% of 90'],
        // Two people are joined with the others.
        ['Departure', '0%', 'few, not shown', '-', 'few, not shown'],
      ],
    });
    const outcomes = tablesOf(answer).find(({ title }) => title.startsWith('By the outcome'));
    expect(outcomes?.rows.map(([, n, share]) => [n, share])).toEqual([
      ['20', 'few, not shown'],
      ['20', '60%'],
      // Four of ten were not arrested: this is joined with the next small number.
      ['10', 'few, not shown'],
      ['40', '60%'],
    ]);
    const shown = text(answer);
    expect(shown).toContain(
      "An event counts from the day before a detainer to 180 days after it, and only for the person's latest detainer by then. 10 (10%) have no identifier",
    );
    expect(shown).toContain('All of these detainers are of the last 180 days');
    expect(shown).toMatch(/ICE's arrests, by FOIA .*, as of/);
    expect(shown).toMatch(/ICE's detention stays, by FOIA .*, as of/);
    expect(shown).not.toMatch(/a0000/);
  });

  test("the rows' own dates are behind More", async () => {
    const [short, whole] = [
      await answerCommand(desk, 'after Minnesota'),
      await answerCommand(desk, 'after Minnesota more:all'),
    ];
    expect(short.followUps[0]).toMatchObject({ label: 'More' });
    expect(tablesOf(short).some(({ title }) => title.startsWith('Dated'))).toBe(false);
    expect(tablesOf(whole).some(({ title }) => title.startsWith('Dated'))).toBe(true);
  });

  test('filters by trait count the same rows', async () => {
    const [women, men] = await Promise.all(
      ['female', 'male'].map((word) => answerCommand(desk, `after Minnesota gender:${word}`)),
    );
    expect(women?.summary).toMatch(/^Of 50 detainers .* 50 \(100%\) can be matched .* 60% .*arrest within 180 days\.$/);
    expect(men?.summary).toMatch(/^Of 50 detainers .* 40 \(80%\) can be matched/);
  });

  test('no record, list, export or count by traits tells what came after', async () => {
    const plain = await bundledDesk();
    await loadDetainers(plain);
    const lines = ['lookup HENNCMN', 'stats Minnesota', 'stats Minnesota by:facility', 'top counties in:Minnesota'];
    for (const line of lines) {
      const bare = (answer: Answer | Notice) => text(answer).replace(/DD-\w+/g, 'DD');
      expect(bare(await answerCommand(desk, line))).toBe(bare(await answerCommand(plain, line)));
    }
    const table = await findFullTable(desk, 'lookup HENNCMN', LOCAL);
    expect(table).toEqual(await findFullTable(plain, 'lookup HENNCMN', LOCAL));
    expect(table.kind).toBe('rows');
    await plain.close();
  });
});

test('no answer tells of few: whatever is asked, each share stands for five people or more, and for five others', async () => {
  const desk = await bundledDesk();
  await loadDetainers(desk);
  await load(desk, 'ice-arrests', ARRESTS);
  for (const filter of [
    '',
    ' outcome:none',
    ' outcome:declined',
    ' citizenship:Mexico',
    ' citizenship:Ecuador',
    ' gender:male outcome:left',
    ' since:2025-03-25',
    ' until:2025-03-02',
  ]) {
    const answer = await answerCommand(desk, `after Minnesota${filter}`);
    for (const { title, rows } of tablesOf(answer)) {
      if (!title.startsWith('Matched')) continue;
      const [, soon = '', all = '', , none = ''] = rows[0] ?? [];
      const base = Number(/ of (\d+)$/.exec(none)?.[1] ?? 0);
      const shares = [soon, all].filter((each) => each.endsWith('%')).map((each) => Number.parseInt(each, 10));
      for (const each of shares)
        expect(
          each === 0 || each === 100 || base === 0 || (each * base) / 100 >= 4.5,
          `${filter}: ${soon} ${all} ${none}`,
        ).toBe(true);
      if (none.includes('%')) {
        const rest = (Number.parseInt(none, 10) * base) / 100;
        expect(rest === 0 || rest >= 4.5, `${filter}: ${none}`).toBe(true);
      }
    }
  }
  await desk.close();
});

test('a share that would tell how few have a date is not printed', async () => {
  const desk = await bundledDesk();
  await load(
    desk,
    'ice-detainers',
    HENNEPIN.map((row, at) => ({
      ...row,
      apprehension_date: at < 3 ? plus(row['detainer_prepare_date'] ?? '', 5) : 'NA',
    })),
  );
  const { summary } = await answerCommand(desk, 'after Minnesota');
  expect(summary).toContain('an apprehension on or after the detainer for few');
  expect(summary).not.toMatch(/9\d% have no date of apprehension/);
});
