import { expect, test } from 'vitest';
import { findPlace } from '../../src/places/find-place.ts';
import { bundledDesk } from '../_util/desk.ts';
import { loadRows } from '../_util/detainers.ts';

const labels = async (db: Parameters<typeof findPlace>[0], words: string): Promise<string[]> => {
  const found = await findPlace(db, words);
  return found.outcome === 'ask' ? found.candidates.map(({ canonical, state }) => `${canonical}, ${state}`) : [];
};

test('of places that share a name, those of which more is loaded come first', async () => {
  const desk = await bundledDesk();
  // Its rules are in the record.
  expect(await labels(desk.db, 'Cook County')).toEqual(['Cook County, IL', 'Cook County, GA', 'Cook County, MN']);
  // None of these has rules: the order is that of the states, until records are loaded of one.
  expect((await labels(desk.db, 'Clay County')).indexOf('Clay County, MO')).toBeGreaterThan(0);
  await loadRows(desk, [
    { facility_state: 'MISSOURI', detention_facility: 'CLAY COUNTY JAIL', facility_city: 'LIBERTY' },
  ]);
  expect((await labels(desk.db, 'Clay County'))[0]).toBe('Clay County, MO');
  await desk.close();
});

test("a city that is a county of its own does not go before the towns of its name, nor they before a county's police", async () => {
  const desk = await bundledDesk();
  const richmond = await labels(desk.db, 'Richmond police');
  expect(richmond).toContain('Richmond city Police, VA');
  expect(richmond).toContain('Richmond Police, CA');
  expect(await labels(desk.db, 'Fairfax PD')).toEqual(
    expect.arrayContaining(['Fairfax County Police Department, VA', 'Fairfax city Police, VA', 'Fairfax Police, CA']),
  );
  for (const words of ['Roanoke police', 'Franklin police', 'Alexandria police department', 'Norfolk police'])
    expect((await labels(desk.db, words)).length, words).toBeGreaterThan(1);
  for (const words of ['Denver police', 'Philadelphia police', 'Baltimore police', 'Richmond police, VA'])
    expect(await findPlace(desk.db, words), words).toMatchObject({ outcome: 'answer' });
  await desk.close();
});
