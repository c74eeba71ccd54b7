import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Notice } from '../../../src/answer.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import { findTopPlaces } from '../../../src/commands/stats/top-places.ts';
import type { Context } from '../../../src/context.ts';
import type { DetainerFilter } from '../../../src/db/detainers.ts';
import type { UserError } from '../../../src/errors.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { loadRows, type Row, randomRows } from '../../_util/detainers.ts';

let desk: Context;
const DECLINED = 'Detainer Declined by LEA';
const sent = (county: string, reasons: string[]): Row[] => {
  const [like = {}] = randomRows(1, 5);
  return reasons.map((reason, at) => ({
    ...like,
    facility_state: 'MINNESOTA',
    detention_facility: `${county.toUpperCase()} COUNTY JAIL`,
    detention_facility_code: `${county.slice(0, 4).toUpperCase()}CMN`,
    facility_city: '',
    detainer_prepare_date: `2026-01-${String((at % 28) + 1).padStart(2, '0')}`,
    detainer_lift_reason: reason,
    unique_identifier: `${county}${at}`,
    gender: at === 0 ? 'Female' : 'Male',
  }));
};
const times = (n: number, reason: string): string[] => Array<string>(n).fill(reason);
const rows = [
  ...sent('Hennepin', [...times(6, DECLINED), ...times(4, 'Booked into Detention'), ...times(9, 'NA')]),
  ...sent('Ramsey', [...times(3, DECLINED), ...times(2, 'Booked into Detention')]),
  ...sent('Stearns', [...times(4, DECLINED), ...times(15, 'NA')]),
  ...sent('Anoka', times(7, 'Booked into Detention')),
];
beforeAll(async () => {
  desk = await bundledDesk();
  await loadRows(desk, rows);
});
afterAll(() => desk.close());

const ask = (words: string): Promise<Answer | Notice> => answerCommand(desk, words);
const linesOf = async (words: string) =>
  (await ask(words)).parts.flatMap((part) => (part.kind === 'table' ? part.rows.map((row) => row.join(' ')) : []));
const notesOf = async (words: string) =>
  (await ask(words)).parts.flatMap((part) => (part.kind === 'note' ? [part.text] : [])).join(' ');

test('places stand in the order of their detainers, of how many is said, and so are ties', async () => {
  expect(await linesOf('top counties in:Minnesota')).toEqual([
    '1= Hennepin County, MN 19',
    '1= Stearns County, MN 19',
    '3 Anoka County, MN 7',
    '4 Ramsey County, MN 5',
  ]);
  expect((await ask('top counties in:Minnesota')).summary).toMatch(
    /^Of 4 counties in Minnesota .*Hennepin County, MN and Stearns County, MN tie for the most, each 19; .*50 in all\.$/,
  );
  expect(await linesOf('top 1 counties Minnesota order:least')).toEqual(['1 Ramsey County, MN 5']);
  expect(await notesOf('top 1 counties in:Minnesota')).toContain('ties with 1 more');
  expect(await linesOf('top states')).toEqual(['1 Minnesota 50']);
  expect(await linesOf('top agencies gender:women')).toHaveLength(4);
});

test('a place that declined none is among the least, and not among the most', async () => {
  expect(await linesOf('top counties outcome:declined')).not.toContainEqual(expect.stringContaining('Anoka'));
  expect((await linesOf('top counties outcome:declined order:least'))[0]).toBe('1 Anoka County, MN 0');
});

test('shares are of recorded outcomes, and no place with fewer than five is ranked by share', async () => {
  expect(await linesOf('top counties per:share')).toEqual([
    '1= Hennepin County, MN 60% 6 10',
    '1= Ramsey County, MN 60% 3 5',
    '3 Anoka County, MN 0% 0 7',
  ]);
  expect(await notesOf('top counties per:share')).toContain('with fewer than 5: 1 more county');
  // That there is no outcome is a share of all.
  expect((await linesOf('top counties per:share outcome:none'))[0]).toBe('1 Stearns County, MN 78.9% 15 19');
});

test.each([
  ['top', 'Rank what?'],
  ['top cities', '"cities" cannot be ranked'],
  ['top states in:Minnesota', 'whole country'],
  ['top counties in:"Hennepin County, MN"', 'needs a state'],
  ['top counties citizenship:Mexico charge:assault', 'not ranked by place'],
  ['top counties per:head', 'not known here'],
  ['top 0 counties', '1 to 50'],
])('%s: an error with an example that works', async (words, says) => {
  const cause = (await ask(words).catch((error: unknown) => error)) as UserError;
  expect(cause.message).toContain(says);
  for (const { words: other } of cause.choices) expect((await ask(other)).summary).not.toBe('');
});

test('whole months, from the rollup, rank as the rows themselves do', async () => {
  const own = await bundledDesk();
  await loadRows(own, randomRows(800, 11));
  const filters: DetainerFilter[] = [
    {},
    { placeIds: ['MN'] },
    { kinds: ['county jail'] },
    { outcomes: ['declined_recorded'] },
    { from: '2025-12-01', to: '2025-12-31' },
  ];
  const open = { first: null, last: null };
  for (const what of ['states', 'counties', 'agencies'] as const)
    for (const by of ['count', 'share'] as const)
      for (const filter of filters) {
        const found = await findTopPlaces(own, { what, by }, filter, open);
        expect(found.total, JSON.stringify([what, by, filter])).toBeGreaterThan(0);
        // A filter of every gender leaves the rollup out.
        const rows = await findTopPlaces(own, { what, by }, { ...filter, gender: ['Male', 'Female'] }, open);
        expect(found, JSON.stringify([what, by, filter])).toEqual(rows);
      }
  await own.close();
});
