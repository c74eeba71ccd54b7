import { afterAll, beforeAll, expect, test } from 'vitest';
import { besideRecord } from '../../src/cards/beside-record.ts';
import type { Context } from '../../src/context.ts';
import { findReleaseByCaseId, type Release } from '../../src/db/releases.ts';
import { bundledDesk } from '../_util/desk.ts';
import { loadRows } from '../_util/detainers.ts';

let desk: Context;
let row: Release;
beforeAll(async () => {
  desk = await bundledDesk();
  row = (await findReleaseByCaseId(desk.db, 'LA-1')) as Release;
});
afterAll(() => desk.close());

test('nothing is said while no detainer rows of those days are loaded', async () => {
  expect(await besideRecord(desk, row)).toBeUndefined();
});

test('rows of the place, week, citizenship and age are counted in steps, and no row is named', async () => {
  const one = {
    detainer_prepare_date: '2020-09-07',
    detention_facility: 'LOS ANGELES COUNTY JAIL',
    detention_facility_code: 'LACOJAIL',
    facility_city: 'LOS ANGELES',
    facility_state: 'CALIFORNIA',
    citizenship_country: 'PAKISTAN',
    birth_year: '1984',
  };
  await loadRows(desk, [
    ...Array.from({ length: 6 }, (_, at) => ({ ...one, unique_identifier: `fits-${at}` })),
    { ...one, unique_identifier: 'older', birth_year: '1970' },
    { ...one, unique_identifier: 'later', detainer_prepare_date: '2020-09-12' },
    { ...one, unique_identifier: 'other', citizenship_country: 'MEXICO' },
  ]);
  const note = await besideRecord(desk, row);
  expect(note?.text).toContain('5 to 9 of Los Angeles County, CA');
  expect(note?.text).toContain('no row is matched to a person');
});
