import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCAL } from '../../src/command-line/subcommand.ts';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { readRelease } from '../../src/intake/read-release.ts';
import { caseReference, hashOfText, rowOfFigure } from '../../src/intake/row-of.ts';
import { acceptCases } from '../../src/sources/write/accept-cases.ts';
import { bundledDesk } from '../_util/desk.ts';
import { loadRows } from '../_util/detainers.ts';

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
});
afterAll(() => desk.close());

/** Accepts the first figure of a text, and shows its card. */
async function cardOf(text: string): Promise<string> {
  const source = { publisher: 'ICE', title: 'A list', url: 'https://www.ice.example/1', published: '2020-10-05' };
  const sha256 = hashOfText(text);
  const [figure] = readRelease(text, source.published).figures;
  if (!figure) throw new Error('no figure');
  const reference = caseReference(sha256, source.published, 'F1');
  const rows = [{ row: rowOfFigure(figure, reference, source), spans: {} }];
  const { publisher, published, url: address } = source;
  await acceptCases(desk.db, { sha256, address, publisher, published, rows }, desk.now);
  return JSON.stringify(await answerCommand(desk, `lookup ${reference}`, LOCAL));
}

const DECLINED = 'In Los Angeles County, California, 12 detainers were declined between Sept. 1 and Sept. 30, 2020.';

test('without loaded rows the card says that nothing can be counted', async () => {
  const card = await cardOf(DECLINED);
  expect(card).toContain('12 detainers declined');
  expect(card).toContain('no detainer row of Los Angeles County, CA from Sep 1, 2020 to Sep 30, 2020 is loaded');
});

test('the claim stands beside our own count of its area and days, with why they may differ', async () => {
  const one = {
    detainer_prepare_date: '2020-09-07',
    detention_facility: 'LOS ANGELES COUNTY JAIL',
    detention_facility_code: 'LACOJAIL',
    facility_city: 'LOS ANGELES',
    facility_state: 'CALIFORNIA',
  };
  const declined = { ...one, detainer_lift_reason: 'Detainer Declined by LEA' };
  await loadRows(desk, [
    ...Array.from({ length: 7 }, (_, at) => ({ ...declined, unique_identifier: `in-${at}` })),
    { ...declined, unique_identifier: 'later', detainer_prepare_date: '2020-10-02' },
    { ...one, unique_identifier: 'silent', detainer_lift_reason: '' },
    { ...one, unique_identifier: 'august', detainer_prepare_date: '2020-08-02' },
  ]);
  const card = await cardOf(`${DECLINED} `.replace('12', '13'));
  expect(card).toContain('our own count: 7 detainers that ICE recorded as declined');
  expect(card).toContain('1 more have no outcome or a redacted one');
  expect(card).toContain('The two may differ');
});

test.each([
  ['a total of people', 'In Los Angeles County, California, 40 people were released in September 2020.'],
  ['a total without an area', 'ICE said that 21 detainers were declined in September 2020.'],
  ['a total of no time', 'In Los Angeles County, California, 22 detainers were declined.'],
])('%s has nothing beside it: rows do not tell', async (_what, text) => {
  expect(await cardOf(text)).not.toContain('our own count');
});

test.each([
  [
    'ICE said that 45 detainers were lodged in Cook County, Illinois, in fiscal year 2020.',
    'Cook County',
    '2019-10-01..2020-09-30',
  ],
  ['Since January 2020, more than 70 detainers were ignored in Colorado.', 'Colorado', '2020-01-01..2020-10-05'],
  ['In Cook County and in Lake County, Illinois, 31 detainers were declined in August 2020.', undefined, '2020-08'],
])('%s', (text, jurisdiction, period) => {
  const [figure] = readRelease(text, '2020-10-05').figures;
  expect(figure?.jurisdiction?.value).toBe(jurisdiction);
  expect(figure?.period?.value).toBe(period);
});
