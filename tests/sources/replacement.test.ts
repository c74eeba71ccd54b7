import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { HEADER, iceCsv } from '../_util/ice.ts';
import { rows } from '../_util/news.ts';

type Row = Record<string, string>;
let desk: Context;
let folder: string;
beforeEach(async () => {
  desk = await bundledDesk();
  folder = mkdtempSync(join(tmpdir(), 'desk-release-'));
});
afterEach(() => desk.close());

/** Loads rows as the release of a day. */
async function release(day: string, some: Row[], name = `release_${day}.csv`, columns = HEADER) {
  const path = join(folder, name);
  const stamped = some.map((row) => ({ file_original: `FY26_${day}_Redacted.xlsx`, ...row }));
  writeFileSync(path, iceCsv(stamped, columns));
  return await importFile(desk.db, findSource('ice-detainers'), path, { now: desk.now });
}
/** People who differ in their year of birth; identifiers are other ones in each release. */
const people = (count: number, prefix = 'r1'): Row[] =>
  Array.from({ length: count }, (_, at) => ({
    birth_year: String(1950 + at),
    detainer_prepare_date: `2025-03-${String((at % 20) + 1).padStart(2, '0')}`,
    unique_identifier: `${prefix}-${at}`,
  }));
const said = async (words: string) => JSON.stringify(await answerCommand(desk, words));
const counted = () => said('lookup COOKCIL').then((text) => Number(/(\d+) detainer records?/.exec(text)?.[1] ?? 0));
const referenceOf = async (year: string) =>
  (await rows<{ reference: string }>(desk.db, `select reference from detainers where birth_year = ${year}`))[0]
    ?.reference ?? '';

describe('a later release replaces the earlier over its days', () => {
  test('other identifiers and row numbers alone change nothing', async () => {
    await release('20260311', people(30));
    const again = people(30, 'r2').map((row, at) => ({ ...row, row_original: String(900 - at) }));
    expect(await release('20260401', again.reverse())).toMatchObject({
      inserted: 0,
      updated: 0,
      unchanged: 30,
      removed: 0,
    });
    expect(await counted()).toBe(30);
    expect(await said('lookup COOKCIL')).toContain('FY26_20260401_Redacted.xlsx');
  });

  test('statistics cite the release that replaced the others, and an extract beside it', async () => {
    const cited = async () => {
      const answer = await answerCommand(desk, 'stats Illinois');
      return answer.kind === 'answer' ? answer.citations.map(({ asOf }) => asOf) : [];
    };
    await release('20260311', people(30));
    await release('20260401', people(30, 'r2'));
    expect(await cited()).toEqual(['2026-04-01']);
    await release('20260215', people(30, 'r0'));
    expect(await cited()).toEqual(['2026-04-01']);
    await release('20260501', people(4, 'r3'));
    expect(await cited()).toEqual(['2026-05-01', '2026-04-01']);
    await release('20260601', people(25, 'r4'));
    expect(await cited()).toEqual(['2026-06-01']);
  });

  test('an outcome that changed is kept as was and now, with both releases; the reference stays', async () => {
    await release('20260311', people(30));
    const reference = await referenceOf('1953');
    const later = people(30, 'r2').map((row) =>
      row['birth_year'] === '1953' ? { ...row, detainer_lift_reason: 'Booked into Detention' } : row,
    );
    expect(await release('20260401', later)).toMatchObject({ inserted: 0, updated: 1, unchanged: 29, removed: 0 });
    expect(await referenceOf('1953')).toBe(reference);
    const card = await said(`lookup ${reference}`);
    expect(card).toContain('was No outcome recorded (release of Mar 11, 2026, release_20260311.csv)');
    expect(card).toMatch(/→ now [^"]*\(\\"Booked into Detention\\"\) \(release of Apr 1, 2026, release_20260401.csv\)/);
  });

  test('rows that are gone are marked and not counted, and are counted again when they come back', async () => {
    await release('20260311', people(30));
    const reference = await referenceOf('1955');
    const without = people(30, 'r2').filter((row) => row['birth_year'] !== '1955');
    expect(await release('20260401', without)).toMatchObject({ inserted: 0, updated: 0, unchanged: 29, removed: 1 });
    expect(await counted()).toBe(29);
    expect(await said('lookup COOKCIL')).toContain('Loaded but not counted: 1 record that a later release');
    expect(await said(`lookup ${reference}`)).toContain('Not counted: a later release of the same days');
    expect(await release('20260501', people(30, 'r3'))).toMatchObject({ unchanged: 30, removed: 0 });
    expect(await counted()).toBe(30);
  });

  test('days and states outside of the release stay', async () => {
    await release('20260311', [
      ...people(25),
      { detainer_prepare_date: '2024-01-05', birth_year: '1901' },
      { facility_state: 'TEXAS', detention_facility_code: 'TXX', birth_year: '1902' },
    ]);
    expect(await release('20260401', people(25, 'r2'))).toMatchObject({ unchanged: 25, removed: 0 });
  });

  test('rows that agree in everything are paired one by one', async () => {
    await release('20260311', [...people(20), { birth_year: '1940' }, { birth_year: '1940' }, { birth_year: '1940' }]);
    const later = [
      ...people(20, 'r2'),
      { birth_year: '1940' },
      { birth_year: '1940', detainer_lift_reason: 'Booked into Detention' },
    ];
    expect(await release('20260401', later)).toMatchObject({ inserted: 0, updated: 1, unchanged: 21, removed: 1 });
    expect(await counted()).toBe(22);
  });

  test('a charge that was added later is a change of the same record', async () => {
    await release('20260311', people(20));
    const later = people(20, 'r2').map((row, at) =>
      at === 4 ? { ...row, most_serious_conviction_charge: 'Assault', msc_charge_code: '1399' } : row,
    );
    expect(await release('20260401', later)).toMatchObject({ inserted: 0, updated: 1, unchanged: 19, removed: 0 });
  });

  test('an extract takes nothing away and says so', async () => {
    await release('20260311', people(40));
    const declined = people(40, 'r2')
      .slice(0, 5)
      .map((row) => ({ ...row, detainer_lift_reason: 'Detainer Declined by LEA' }));
    expect(await release('20260401', [...declined, ...people(20, 'r2').slice(19)])).toMatchObject({
      updated: 5,
      unchanged: 1,
      removed: 0,
    });
    expect(await said('sources ice-detainers')).toContain('Read as an extract, which takes no row away, for IL');
    expect(await release('20260501', people(39, 'r3'), 'detainers_filtered_20260501_101112.csv')).toMatchObject({
      removed: 0,
    });
    expect(await counted()).toBe(40);
  });

  test('an older release adds only what the newer does not cover', async () => {
    await release(
      '20260401',
      people(20).map((row) => ({ ...row, detainer_lift_reason: 'Booked into Detention' })),
    );
    const older = [...people(21, 'r0'), { detainer_prepare_date: '2024-05-05', birth_year: '1920' }];
    expect(await release('20260311', older)).toMatchObject({ inserted: 1, updated: 0, removed: 0 });
    expect(await counted()).toBe(21);
    expect(await said('lookup COOKCIL outcome:declined')).not.toContain('no outcome');
    expect(await said('sources ice-detainers')).toContain('Older than the release of 2026-04-01');
  });
});

describe('likely copies', () => {
  const twice: Row[] = [
    { birth_year: '1970', unique_identifier: 'same', duplicate_likely: 'TRUE' },
    { birth_year: '1971', unique_identifier: 'same', duplicate_likely: 'TRUE' },
    { birth_year: '1972', unique_identifier: 'other', duplicate_likely: 'FALSE' },
    { birth_year: '1973', unique_identifier: 'NA', duplicate_likely: 'NA' },
    { birth_year: '1974', unique_identifier: 'NA', duplicate_likely: 'NA' },
  ];

  test("by the publisher's mark: the first is counted, rows without identifier stay", async () => {
    await release('20260311', twice);
    expect(await counted()).toBe(4);
    const answer = await said('lookup COOKCIL');
    expect(answer).toContain('1 likely copy (rows that the publisher marks, or of one identifier at most a day apart');
    expect(await said(`lookup ${await referenceOf('1971')}`)).toContain('likely a copy of another record');
  });

  test("a raw file without the mark is marked by the publisher's rule", async () => {
    await release(
      '20260311',
      twice,
      'raw_20260311.csv',
      HEADER.filter((column) => column !== 'duplicate_likely'),
    );
    expect(await counted()).toBe(4);
  });
});

test('the totals are those of the counted rows, after each import', async () => {
  const byHand = async () =>
    rows(
      desk.db,
      `select f.state, f.county_fips, f.place_id, f.kind as facility_kind, substr(d.prepared_on, 1, 7) as month,
         d.outcome_group, count(*) as rows
       from detainers d join facilities f using (facility_id) where d.not_counted is null
       group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`,
    );
  const written = () =>
    rows(
      desk.db,
      `select state, county_fips, place_id, facility_kind, month, outcome_group, rows from detainer_totals
       order by 1, 2, 3, 4, 5, 6`,
    );
  await release('20260311', [...people(30), { facility_state: 'TEXAS', detention_facility_code: 'TXX' }]);
  expect(await written()).toEqual(await byHand());
  await release(
    '20260401',
    people(28, 'r2').map((row, at) => (at < 3 ? { ...row, detainer_lift_reason: 'Booked into Detention' } : row)),
  );
  expect(await written()).toEqual(await byHand());
  expect((await written()).length).toBeGreaterThan(2);
});
