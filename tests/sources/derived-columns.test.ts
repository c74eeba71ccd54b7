import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { connect } from '../../src/db/connect.ts';
import { findPlace } from '../../src/places/find-place.ts';
import { resolveAliases } from '../../src/places/resolve-aliases.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { readNote } from '../../src/sources/places/note-vocabulary.ts';
import { bundledDesk, NOW } from '../_util/desk.ts';
import { rows } from '../_util/news.ts';
import { databaseAt } from '../_util/old-database.ts';

const desk = await bundledDesk();
afterAll(() => desk.close());

const counts = async (table: string, column: string) =>
  Object.fromEntries(
    (
      await rows<{ value: string; n: number }>(
        desk.db,
        `select ${column} as value, count(*) as n from ${table} group by 1 order by 1`,
      )
    ).map(({ value, n }) => [value, n]),
  );

// An editor who rewrites a sentence of the data sees here what he changed.
test('the import derives these columns from the bundled files', async () => {
  expect(await counts('aliases', 'typed_as')).toEqual({ '': 1506, 'state slot': 21, 'whole argument': 5 });
  expect(await counts('aliases', 'county_government')).toEqual({ '': 1528, none: 4 });
  expect(await counts('aliases', 'name_kind')).toEqual({
    '': 1329,
    misspelling: 11,
    nickname: 145,
    'old county': 4,
    'old name': 9,
    region: 34,
  });
  expect(await counts('aliases', 'agency_role')).toEqual({ '': 1080, jail: 353, police: 99 });
  expect(await counts('releases', 'address_class')).toEqual({ internal: 14, web: 27, words: 9 });
  expect(await counts('releases', 'precision_class')).toEqual({ plain: 35, remark: 15 });
  expect(await counts('figures', 'source_class')).toEqual({ internal: 5, shown: 12 });
});

describe('a note', () => {
  test.each([
    ['Match only in a state slot', 'state slot'],
    ['has no county government', 'county government'],
    ['a nickname', 'nickname'],
    ['Region of Dallas', 'region'],
    ['its old name', 'old name'],
    ['often misspelled', 'misspel'],
  ])('that comes close to the vocabulary is refused: %s', (note) => {
    expect(() => readNote(`ICE data 2007-2015; ${note}`)).toThrow(`note "${note}" is close to a phrase`);
  });

  test('that says nothing of the kind decides nothing', () => {
    expect(readNote('city-wide; Rikers is in 36005')).toEqual({ typed_as: '', county_government: '', name_kind: '' });
  });
});

test('a row whose note comes close to the vocabulary is rejected with its number', async () => {
  const db = await connect(':memory:');
  const file = join(mkdtempSync(join(tmpdir(), 'desk-alias-')), 'aliases.csv');
  writeFileSync(
    file,
    [
      'alias,canonical,level,state,fips,kind,ambiguity,rank,note',
      'Ore,Oregon,state,OR,41,jurisdiction,,1,Also an English word or name: match only in a state slot or with a full stop',
      'Ill,Illinois,state,IL,17,jurisdiction,,1,"Also an English word: match only in a state slot"',
    ].join('\n'),
  );
  const result = await importFile(db, findSource('places'), file, { now: () => new Date(NOW) });
  expect(result).toMatchObject({ inserted: 1, rejected: 1 });
  expect(await rows(db, 'select row_number, reason from rejected_rows')).toEqual([
    { row_number: 3, reason: expect.stringContaining('note "Also an English word: match only in a state slot"') },
  ]);
  await db.destroy();
});

describe('the columns decide, whatever the note says', () => {
  test('an English word is a state only where a state is expected', async () => {
    expect((await findPlace(desk.db, 'ore.')).outcome).toBe('answer');
    expect((await findPlace(desk.db, 'ore')).outcome).not.toBe('answer');
    const other = await bundledDesk();
    await rows(other.db, "update aliases set typed_as = '' where alias = 'Ore'");
    expect((await findPlace(other.db, 'ore')).outcome).toBe('answer');
    await other.close();
  });

  test('a city leads a county of its name that has no government', () => {
    const place = { kind: 'jurisdiction' as const, state: 'RI', countyFips: ['44007'], note: '' };
    const county = { ...place, level: 'county' as const, canonical: 'Providence County', placeId: '44007' };
    const city = { ...place, level: 'city' as const, canonical: 'Providence', placeId: 'RI/providence' };
    const leading = (hasCountyGovernment: boolean) =>
      resolveAliases([{ ...county, rank: 1, ambiguity: 'same place', hasCountyGovernment }], [city]);
    expect(leading(false)).toMatchObject({ outcome: 'answer', meaning: city, also: [county] });
    expect(leading(true)).toMatchObject({ outcome: 'answer', meaning: county, also: [city] });
  });

  test('a police agency is asked about as police, a jail as a jail', async () => {
    const said = async (asked: Context) =>
      JSON.stringify({ ...(await answerCommand(asked, 'policy LAPD')), kept: undefined });
    const [other, same] = [await bundledDesk(), await bundledDesk()];
    await rows(other.db, "update aliases set agency_role = 'jail' where canonical = 'Los Angeles Police Department'");
    expect(await said(same)).toBe(await said(desk));
    expect(await said(other)).not.toBe(await said(desk));
    await Promise.all([other.close(), same.close()]);
  });
});

test('an update of the database gives loaded rows the columns that the import would', async () => {
  const file = await databaseAt('014-audit');
  const db = new Sqlite(file);
  const imported = await bundledDesk();
  const seen = new Map<string, Record<string, unknown>[]>();
  const derived = { aliases: 'alias_id', releases: 'case_id', figures: 'figure_id' };
  db.pragma('foreign_keys = OFF');
  for (const [table, key] of Object.entries(derived)) {
    const columns = (db.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => name);
    const facts = await rows<Record<string, unknown>>(imported.db, `select * from ${table}`);
    const insert = db.prepare(
      `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    );
    db.transaction(() => {
      for (const row of facts) insert.run(columns.map((column) => row[column]));
    })();
    seen.set(table, await rows(imported.db, `select * from ${table} order by ${key}`));
  }
  db.close();
  const upgraded = await connect(file);
  for (const [table, key] of Object.entries(derived))
    expect(await rows(upgraded, `select * from ${table} order by ${key}`)).toEqual(seen.get(table));
  await Promise.all([upgraded.destroy(), imported.close()]);
});
