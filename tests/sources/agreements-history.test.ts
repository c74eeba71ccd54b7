import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { findAllAgreements } from '../../src/db/agreements.ts';
import { projectPath } from '../../src/project.ts';
import { isListedOn } from '../../src/rules/agreement-at-date.ts';
import { importBundled } from '../../src/sources/import.ts';
import { bundledDesk, readRows } from '../_util/desk.ts';
import { rows, subscribe } from '../_util/news.ts';
import { loadSheets, type SheetLine, withoutAgreements, writeSheet } from '../_util/sheets.ts';

let desk: Context;
let folder: string;
beforeEach(async () => {
  desk = await bundledDesk();
  folder = mkdtempSync(join(tmpdir(), 'desk-history-'));
});
const ask = async (words: string) => (await answerCommand(desk, words)).summary;
const preview = () => answerCommand(desk, 'digest preview', { channelId: 'C1', userId: 'U7', role: 'editor' as const });

/** The history's list of a day as a sheet of ICE's form, with other lines and without some agencies. */
async function sheetOf(
  name: string,
  { without = '', more = [] as SheetLine[], on = '2026-05-18' } = {},
): Promise<string> {
  const listed = (await findAllAgreements(desk.db, {})).filter(
    (row) => row.stage === 'participating' && isListedOn(row, on) && row.agency !== without,
  );
  const lines = listed.map((row): SheetLine => {
    const signed = row.resigned_on.split(';').at(-1) || row.signed_on || '';
    return [row.state, row.agency, row.agency_type, row.county ?? '#N/A', row.model, signed, row.moa_url ?? ''];
  });
  return writeSheet(folder, name, [...lines, ...more]);
}

test("on every sheet day, the history lists as many agreements as ICE's own sheet, but for a row printed twice", async () => {
  const all = (await findAllAgreements(desk.db, {})).filter((row) => row.stage === 'participating');
  // ICE published up to three sheets on a day: the nearest is meant.
  const off = new Map<string, number>();
  for (const { date = '', scope, model, rows_on_sheet } of readRows('tests/sources/agreements-287g-counts.csv')) {
    const listed = all.filter(
      (row) =>
        isListedOn(row, date) &&
        (scope === 'US' || row.state === scope) &&
        (model === 'all' || row.model_code === model),
    );
    const key = `${date} ${scope} ${model}`;
    off.set(key, Math.min(off.get(key) ?? 99, Math.abs(listed.length - Number(rows_on_sheet))));
  }
  expect([...off].filter(([, rows]) => rows > 1)).toEqual([]);
  const days = [...off].filter(([key]) => key.endsWith(' US all'));
  expect(days).toHaveLength(158);
  expect(days.filter(([, rows]) => rows === 0)).toHaveLength(135);
});

describe('a day of the history', () => {
  test('is answered on a fresh desk, with what absence means on that day', async () => {
    expect(await ask('agreements on:2025-07-18')).toBe(
      '832 agreements of 687 agencies (Jail Enforcement Model 117, Task Force Model 415, Warrant Service Officer 300) were listed on Jul 18, 2025.',
    );
    const cobb = await answerCommand(desk, 'agreements in:"Cobb County, GA" on:2021-03-01');
    expect(cobb.summary).toBe('No agreement was listed in Cobb County, GA on Mar 1, 2021.');
    expect(JSON.stringify(cobb)).toContain("ICE's sheet of Jan 16, 2021, which still stood on Mar 1, 2021, has none.");
    const harris = JSON.stringify(await answerCommand(desk, 'agreements in:"Harris County, TX" on:2019-06-01'));
    expect(harris).toContain(
      'No list between Aug 1, 2017 and Jan 13, 2021 is loaded: not being listed proves nothing.',
    );
    const early = 'agreements in:"Los Angeles County, CA" on:2005-06-01';
    expect(await ask(early)).toContain('on no list of that time that is loaded');
    expect(JSON.stringify(await answerCommand(desk, `${early} more:all`))).toContain(
      'The first list that is loaded is of Sep 19, 2007.',
    );
    expect(await ask('agreements in:Florida')).toMatch(/on ICE's sheet of May 18, 2026, the newest loaded\. 1 more/);
  });

  test('an agreement that ended before ICE dropped it is listed and not in force', async () => {
    expect(await ask('agreements in:"Monmouth County, NJ" on:2021-03-01')).toContain(
      'One of them had ended by then, though ICE still listed it.',
    );
    expect(JSON.stringify(await answerCommand(desk, 'policy "Monmouth County, NJ" on:2021-03-01 more:all'))).toContain(
      'Listed by ICE on that day, though ended',
    );
    const short = JSON.stringify(await answerCommand(desk, 'policy "Monmouth County, NJ" on:2021-03-01'));
    expect(short).toContain('1 listed, though ended by then');
  });

  test('a return is a row of its own', async () => {
    const fwb = (await findAllAgreements(desk.db, { states: ['FL'] })).filter(
      (row) => row.agency === 'Fort Walton Beach Police Department' && row.stage === 'participating',
    );
    expect(fwb.map((row) => [row.listed_on, row.left_on]).sort()).toEqual([
      ['2025-03-06', '2025-08-01'],
      ['2025-08-04', null],
    ]);
  });
});

describe('sheets over the history', () => {
  test('the history is no news; the next sheet tells what changed since its last list', async () => {
    await subscribe(desk, 'C1', 'at:08:00 tz:UTC in:Florida kinds:agreements', desk.now().toISOString());
    expect(await rows(desk.db, "select 1 from changes where kind = 'agreements'")).toEqual([]);
    const path = await sheetOf('participatingAgencies11202026pm.xlsx', {
      without: "Baker County Sheriff's Office",
      on: '2026-11-20',
      more: [
        [
          'FLORIDA',
          'Apalachicola Police Department',
          'Municipality',
          'Franklin County',
          'Task Force Model',
          '2026-11-02',
        ],
      ],
    });
    expect(await loadSheets(desk, path)).toMatchObject({ inserted: 1, updated: 0, rejected: 0 });
    expect((await preview()).summary).toContain('1 agency joined 287(g), 1 agency left 287(g)');
    expect(await ask('agreements in:"Baker County, FL"')).toBe(
      'No agreement is known to have been listed in Baker County, FL on Nov 24, 2026.',
    );
    expect(await ask('agreements in:"Baker County, FL" on:2026-05-18')).toContain('2 agreements of 1 agency');
  });

  test('a history that is loaded again keeps the newer sheets, and again is no news', async () => {
    const path = await sheetOf('participatingAgencies06052026am.xlsx', { without: "Baker County Sheriff's Office" });
    await loadSheets(desk, path);
    const before = await rows(
      desk.db,
      'select agency, model, listed_on, sheet_on, left_on from agreements order by 1, 2, 3',
    );
    const changes = await rows(desk.db, 'select 1 from changes');
    const copy = join(folder, 'history.csv');
    copyFileSync(projectPath('data/agreements-287g.csv'), copy);
    await loadSheets(desk, copy);
    expect(
      await rows(desk.db, 'select agency, model, listed_on, sheet_on, left_on from agreements order by 1, 2, 3'),
    ).toEqual(before);
    expect(await rows(desk.db, 'select 1 from changes')).toHaveLength(changes.length);
  });

  test('a desk that has sheets only gets the history under them', async () => {
    const path = await sheetOf('participatingAgencies06052026am.xlsx', { without: "Baker County Sheriff's Office" });
    await withoutAgreements(desk);
    await loadSheets(desk, path);
    await importBundled(desk.db, projectPath, desk.now, () => {});
    expect(await ask('agreements on:2025-07-18')).toContain('832 agreements');
    expect(await ask('agreements in:"Baker County, FL" on:2026-06-05')).toBe(
      'No agreement was listed in Baker County, FL on Jun 5, 2026.',
    );
    expect(await ask('agreements in:"Baker County, FL" on:2026-05-18')).toContain('2 agreements of 1 agency');
    expect(await rows(desk.db, "select 1 from changes where kind = 'agreements'")).toEqual([]);
  });

  test('a growing folder with older, misdated and exchanged sheets, and folders inside', async () => {
    const inside = join(folder, 'sheets', 'sheets_20260602');
    mkdirSync(inside, { recursive: true });
    await sheetOf('sheets/participatingAgencies06012026pm.xlsx');
    await sheetOf('sheets/sheets_20260602/participatingAgencies06022025am.xlsx');
    await sheetOf('sheets/participatingAgencies07182025pm.xlsx', { on: '2025-07-18' });
    writeFileSync(join(folder, 'sheets', 'readme.txt'), 'not a sheet');
    const first = await loadSheets(desk, join(folder, 'sheets'));
    expect(first).toMatchObject({ inserted: 0, removed: 0, updated: 0 });
    expect(first.message).toContain('1 sheet passed over');
    expect(first.message).toContain(
      'It is probably of Jun 2, 2026: rename it to participatingAgencies06022026am.xlsx.',
    );
    await sheetOf('sheets/participatingAgencies06032026pm.xlsx', { without: "Baker County Sheriff's Office" });
    expect(await loadSheets(desk, join(folder, 'sheets'))).toMatchObject({ inserted: 0, removed: 2 });
  });
});

const shared = join(import.meta.dirname, '../../../shared/data');
describe.skipIf(!existsSync(shared))("ICE's own sheets over the history (skipped without ../shared)", () => {
  test('ten odd sheets and two of July 2025 change nothing that the history knows', async () => {
    const before = await rows(desk.db, 'select * from agreements order by agreement_id');
    const real = await loadSheets(desk, join(shared, '287g-real'));
    expect(real).toMatchObject({ rejected: 0, inserted: 0, removed: 0 });
    expect(real.message).toContain('9 sheets passed over');
    expect(real.message).toContain('rename it to participatingAgencies01052026pm.xlsx');
    expect(real.message).toContain(
      'pendingAgencies09222025pm.xlsx is named pending, and was read as the participating sheet',
    );
    expect(await loadSheets(desk, join(shared, '287g'))).toMatchObject({ inserted: 0, removed: 0 });
    expect(await rows(desk.db, 'select * from agreements order by agreement_id')).toEqual(before);
  });

  test("the last sheet under a later day continues the history's spells: two days that the history corrected differ", async () => {
    const path = join(folder, 'participatingAgencies05192026am.xlsx');
    writeFileSync(path, readFileSync(join(shared, '287g-real/participatingAgencies05182026am.xlsx')));
    expect(await loadSheets(desk, path)).toMatchObject({ rows: 1843, inserted: 0, removed: 0, rejected: 0 });
    expect(await rows(desk.db, "select 1 from changes where kind = 'agreements'")).toHaveLength(2);
  });

  test('a misdated sheet by itself is refused with its likely day', async () => {
    await expect(loadSheets(desk, join(shared, '287g-real/participatingAgencies01052025pm.xlsx'))).rejects.toThrow(
      'It is probably of Jan 5, 2026',
    );
  });
});
