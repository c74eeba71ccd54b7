import { afterAll, describe, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { findPlace } from '../../src/places/find-place.ts';
import { bundledDesk } from '../_util/desk.ts';
import { rows } from '../_util/news.ts';

const desk = await bundledDesk();
afterAll(() => desk.close());
const found = async (words: string) => {
  const outcome = await findPlace(desk.db, words);
  return outcome.outcome === 'answer' ? outcome.meaning.placeId : outcome.outcome;
};

describe('places that are easily mistaken', () => {
  test.each([
    ['St. Louis County, MO', '29189'],
    ['St. Louis city, MO', '29510'],
    ['Saint Louis County, MO', '29189'],
    ['Baltimore County, MD', '24005'],
    ['Baltimore city, MD', '24510'],
    ['Fairfax County, VA', '51059'],
    ['Fairfax city, VA', '51600'],
    ['Richmond city, VA', '51760'],
    ['Richmond County, VA', '51159'],
    ['Doña Ana County, NM', '35013'],
    ['Brooklyn, NY', 'NY/new york city'],
    ['New York City', 'NY/new york city'],
    ['Oklahoma City', 'OK/oklahoma city'],
    ['Kansas City', 'ask'],
    ['Orleans Parish', '22071'],
    // Both generations of Connecticut and of Valdez-Cordova.
    ['Fairfield County, CT', '09001'],
    ['Western Connecticut Planning Region, CT', '09190'],
    ['Capitol Planning Region, CT', '09110'],
    ['Chugach Census Area, AK', '02063'],
    ['Fairfax', 'ask'],
    ['Franklin County', 'ask'],
  ])('%s is %s', async (words, id) => {
    expect(await found(words)).toBe(id);
  });

  test('every town stands in a county that is there; New York City in five', async () => {
    const lost = await rows(
      desk.db,
      'select count(*) as n from place_counties where county_fips not in (select place_id from places)',
    );
    expect(lost).toEqual([{ n: 0 }]);
    const five = await rows<{ n: number }>(
      desk.db,
      "select count(*) as n from place_counties where place_id = 'NY/new york city'",
    );
    expect(five).toEqual([{ n: 5 }]);
    const [towns] = await rows<{ n: number }>(desk.db, "select count(*) as n from places where level = 'city'");
    expect(towns?.n).toBeGreaterThan(16_000);
  });

  test('where the state runs the jails, no county is said to', async () => {
    const said = JSON.stringify(await answerCommand(desk, 'policy "Ansonia, CT"'));
    expect(said).toContain('As far as the desk knows, Connecticut runs the jails, so its rules decide.');
    expect(said).not.toContain('is run in');
  });
});
