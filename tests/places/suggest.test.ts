import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerCommand, subcommands } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { upsertFacility } from '../../src/db/facilities.ts';
import { UserError } from '../../src/errors.ts';
import { findSuggestions, suggestLines } from '../../src/places/suggest.ts';
import { bundledDesk } from '../_util/desk.ts';

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
  for (const [id, code] of [
    ['f1', 'MNCFSTC'],
    ['f2', 'XSTCLD'],
  ] as const)
    await upsertFacility(desk.db, {
      facility_id: id,
      code,
      name: 'Zenith Detention Center',
      city: null,
      state: 'MN',
      kind: 'unknown',
      place_id: null,
      county_fips: null,
      search_key: ' zenith detention center mn ',
      import_id: 1,
    });
});
afterAll(() => desk.close());

const names = async (typed: string) => (await findSuggestions(desk.db, typed)).map((each) => each.name);

describe('places, agencies and facilities', () => {
  test.each([
    ['cook', 'Cook County, IL'],
    ['nevad', 'Nevada'],
    ['orange', 'Orange County, CA'],
    ['mecklen', 'Mecklenburg County, NC'],
    ['lasd', "Los Angeles County Sheriff's Department, CA"],
    ['SAINT LOUIS', 'St. Louis city, MO'],
    ['Doña An', 'Doña Ana County, NM'],
    ['philadelfia', 'Philadelphia, PA'],
    ['zenith', 'Zenith Detention Center, MN'],
  ])('%s: %s is among them', async (typed, name) => expect(await names(typed)).toContain(name));

  test('a state after a comma narrows them', async () => {
    const found = await names('orange, fl');
    expect(found[0]).toBe('Orange County, FL');
    expect(found.filter((name) => !name.endsWith(', FL'))).toEqual([]);
  });

  test('an alias is said beside the name that it stands for', async () => {
    const found = await findSuggestions(desk.db, 'charlotte');
    expect(found.find((each) => each.name === 'Mecklenburg County, NC')?.detail).toBe('county, for Charlotte');
  });

  test.each([
    '',
    ' ',
    'a',
    '%',
    '_',
    '"',
    "'",
    '*',
    "x' or 1=1 --",
    '" OR name_key:*',
    '🦀',
    'x'.repeat(5000),
    'NEAR(a b)',
  ])('%j finds little and breaks nothing', async (typed) => {
    expect((await findSuggestions(desk.db, typed)).length).toBeLessThanOrEqual(8);
    expect((await suggestLines(desk.db, subcommands, `policy ${typed}`)).length).toBeLessThanOrEqual(8);
  });

  test('facilities of one name are told apart by their codes', async () => {
    const found = await suggestLines(desk.db, subcommands, 'lookup zenith');
    expect(found.map((each) => each.words)).toEqual(['lookup MNCFSTC', 'lookup XSTCLD']);
  });
});

describe('command lines', () => {
  const words = async (typed: string) => (await suggestLines(desk.db, subcommands, typed)).map((each) => each.words);

  test('a command by its first letters, then its examples, then its place or filter', async () => {
    expect(await words('po')).toEqual(['policy ']);
    expect(await words('/detainer w')).toEqual(['watch ', 'watches ']);
    expect(await words('digest ')).toContain('digest preview');
    expect((await words('policy cook'))[0]).toBe('policy "Cook County, IL"');
    expect((await words('releases since:2020 in:"los ang'))[0]).toMatch(/^releases since:2020 in:"Los Angeles/);
    expect((await words('cook'))[0]).toBe('policy "Cook County, IL"');
  });

  test('each line that is offered is one that a command understands', async () => {
    for (const letters of ['ca', 'st', 'san', 'new', 'mont', 'jeff', 'cook county s', 'king', 'dc', 'pr']) {
      for (const line of await words(`policy ${letters}`)) {
        const answer = await answerCommand(desk, line).catch((cause: unknown) => cause);
        if (answer instanceof UserError) expect(answer.message, line).not.toMatch(/don't know|not a place/);
        else expect(answer, line).toMatchObject({ title: expect.any(String) });
      }
    }
  });
});

test.each([
  ['stats tex', 'stats "Texas"'],
  ['after tex', 'after "Texas"'],
  ['chart map tex', 'chart map "Texas"'],
  ['compare Texas with flori', 'compare Texas with "Florida"'],
])('%s completes the place', async (typed, line) => {
  expect((await suggestLines(desk.db, subcommands, typed)).map(({ words }) => words)).toContain(line);
});
