import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Db, isBusy } from '../../../src/db/connect.ts';
import { engineOf } from '../../../src/db/engine/engine-of.ts';
import { insertImport, newImport } from '../../../src/db/imports.ts';
import { type Moved, moveDatabase } from '../../../src/db/move/move-database.ts';
import { findAllNameKeys, findSimilarKeys } from '../../../src/db/places.ts';
import { findAllSuggested } from '../../../src/db/suggestions.ts';
import { projectPath } from '../../../src/project.ts';
import { nameKey } from '../../../src/rules/name-key.ts';
import { readRows } from '../../_util/desk.ts';
import { openPglite } from '../../_util/pglite.ts';
import { THOROUGH } from '../../_util/thorough.ts';
import { answersOn, textOf } from '../../answers/ask.ts';
import { fillSeed } from '../../answers/seed.ts';

let file: Db;
let postgres: Db;
let moved: Moved[];

beforeAll(async () => {
  file = await connect(':memory:');
  await fillSeed(file);
  postgres = await openPglite();
  moved = await moveDatabase(file, postgres);
});
afterAll(async () => {
  await Promise.all([file.destroy(), postgres?.destroy()]);
});

const countOf = async (db: Db, table: string) =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db)).rows[0]?.n;

describe('a desk that was moved to PostgreSQL', () => {
  test('has every row of every table', async () => {
    expect(moved.length).toBeGreaterThan(35);
    for (const { table, rows } of moved) {
      expect(rows, table).toBe(await countOf(file, table));
      expect(await countOf(postgres, table), table).toBe(rows);
    }
    expect(moved.find(({ table }) => table === 'detainers')?.rows).toBeGreaterThan(3000);
  });

  // CI answers the other lists too, and all of them on a server: npm run test:postgres
  const few = ['agreements', 'compare', 'top'];
  const more = ['lookup', 'places', 'policy', 'releases', 'stats', 'place-queries'];
  test.each(THOROUGH ? [...few, ...more] : few)('answers as SQLite does, letter for letter: %s', async (list) => {
    const said = textOf(await answersOn(postgres, list));
    await postgres.deleteFrom('answers').execute();
    expect(said).toBe(readFileSync(projectPath(`tests/answers/expected/${list}.txt`), 'utf8'));
  });

  test('goes back to a file with every row, and numbers new rows after the old', async () => {
    const back = await connect(join(mkdtempSync(join(tmpdir(), 'desk-')), 'back.sqlite'));
    expect((await moveDatabase(postgres, back)).map(({ table, rows }) => [table, rows])).toEqual(
      await Promise.all(moved.map(async ({ table }) => [table, await countOf(postgres, table)])),
    );
    const row = newImport({ source: 'figures', file: 'next.csv', publisher: 'test', started_at: '2026-11-24' });
    for (const db of [back, postgres]) {
      const newest = Math.max(
        ...(await db.selectFrom('imports').select('import_id').execute()).map((r) => r.import_id),
      );
      expect(await db.transaction().execute((transaction) => insertImport(transaction, row))).toBe(newest + 1);
    }
    await expect(moveDatabase(file, back)).rejects.toThrow(/^The other database is in use: it has rows in \w+\./);
    await back.destroy();
  });
});

describe('names', () => {
  const queries = [...readRows('tests/place-queries.csv'), ...readRows('tests/place-names.csv')].map((row) =>
    nameKey(row['query'] ?? ''),
  );

  test('pg_trgm finds the names that FTS5 finds, in its order: of every query, and of 300 slips in names', async () => {
    const keys = [...new Set((await findAllNameKeys(file)).map(({ key }) => key))].filter((key) => key.length > 5);
    const slips = Array.from({ length: 300 }, (_, at) => {
      const key = keys[Math.floor((at * keys.length) / 300)] ?? '';
      const place = 1 + (at % (key.length - 2));
      return at % 2 ? key.slice(0, place) + key.slice(place + 1) : `${key.slice(0, place)}x${key.slice(place)}`;
    });
    let found = 0;
    const part = THOROUGH ? 1 : 5;
    for (const key of [...queries, ...slips].filter((_, at) => at % part === 0)) {
      const here = await findSimilarKeys(file, key, 60);
      found += here.length;
      expect(await findSimilarKeys(postgres, key, 60), key).toEqual(here);
    }
    expect(found).toBeGreaterThan(20_000 / part);
  });

  test('completion offers the same', async () => {
    for (const key of queries.filter((each) => each.length > 1).slice(0, THOROUGH ? 150 : 15))
      for (const typed of [key.slice(0, 2), key.slice(0, 5), key]) {
        const given = { key: typed, base: typed, limit: 20 };
        expect(await findAllSuggested(postgres, given), typed).toEqual(await findAllSuggested(file, given));
      }
  });
});

describe('where the engines differ, the desk does not', () => {
  test('counts and sums are numbers', async () => {
    const { rows } = await sql<Record<string, unknown>>`
      select count(*) as c, sum(rows) as s, max(import_id) as m from imports`.execute(postgres);
    expect(Object.values(rows[0] ?? {}).map((value) => typeof value)).toEqual(['number', 'number', 'number']);
  });

  test('an empty list matches nothing, and not being in it matches all', async () => {
    for (const db of [file, postgres]) {
      expect(await db.selectFrom('places').selectAll().where('state', 'in', []).execute()).toEqual([]);
      const all = await db.selectFrom('places').select('place_id').where('state', 'not in', []).execute();
      expect(all.length).toBeGreaterThan(3000);
    }
  });

  test('a text within a text: letter for letter, and % and _ are letters', async () => {
    for (const db of [file, postgres]) {
      const { contains } = engineOf(db);
      const says = async (text: string, part: string) => {
        const within = contains(sql`cast(${text} as text)`, sql`cast(${part} as text)`);
        return (await sql<{ n: number }>`select case when ${within} then 1 else 0 end as n`.execute(db)).rows[0]?.n;
      };
      expect([await says('a_b%c', '_b%'), await says('axb', 'a_b'), await says('abc', 'B')]).toEqual([1, 0, 0]);
    }
  });

  test('JSON that SQL makes has the letters of JSON.stringify', async () => {
    for (const db of [file, postgres]) {
      const value = 'say "no"\\ \n é';
      const json = engineOf(db).jsonObject({ a: sql`cast(${value} as text)`, b: sql`cast(null as text)` });
      const { rows } = await sql<{ json: string }>`select ${json} as json`.execute(db);
      expect(rows[0]?.json).toBe(JSON.stringify({ a: value, b: null }));
    }
  });

  test('many rows are inserted and updated with blanks, tabs, backslashes and nulls as they are', async () => {
    const texts = ['a\tb', 'c\\N', 'd\ne\r', '', '\\', ' ', null];
    for (const db of [file, postgres]) {
      await db.transaction().execute(async (transaction) => {
        const engine = engineOf(transaction);
        await sql`create temp table odd_texts (id integer, text text, more text)`.execute(transaction);
        await engine.insertMany(
          transaction,
          'odd_texts',
          ['id', 'text'],
          texts.map((text, id) => [id, text]),
        );
        await engine.analyze(transaction, 'odd_texts');
        const { rows } = await sql<{ text: string }>`select text from odd_texts order by id`.execute(transaction);
        expect(rows.map(({ text }) => text)).toEqual(texts);
        await sql`drop table odd_texts`.execute(transaction);
        const places = await transaction
          .selectFrom('places')
          .select(['place_id', 'name'])
          .orderBy('place_id')
          .limit(7)
          .execute();
        const values = places.map(({ place_id }, at) => [texts[at] ?? 'none', place_id]);
        await engine.updateMany(transaction, 'places', [['name', "?  || '!'"]], 'place_id', values);
        const after = await transaction.selectFrom('places').select('name').orderBy('place_id').limit(7).execute();
        expect(after.map(({ name }) => name)).toEqual(values.map(([text]) => `${text}!`));
        await engine.updateMany(
          transaction,
          'places',
          [['name', '?']],
          'place_id',
          places.map((each) => [each.name, each.place_id]),
        );
      });
    }
  });

  test('a probe writes nothing, and a fault of the words is no busy database', async () => {
    await engineOf(postgres).probeWrite(postgres);
    await expect(sql`select nothing`.execute(postgres)).rejects.toSatisfy((cause) => !isBusy(cause));
  });
});
