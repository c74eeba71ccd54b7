import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { projectPath } from '../../src/project.ts';
import { findSource, type ImportResult, importBundled, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';

let desk: Context;
beforeEach(async () => {
  desk = await bundledDesk();
});
afterEach(() => desk.close());

const again = async () => {
  const loads: ImportResult[] = [];
  await importBundled(desk.db, projectPath, desk.now, (result) => loads.push(result));
  return loads;
};
const edited = (name: string, edit: (text: string) => string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'desk-')), name);
  writeFileSync(path, edit(readFileSync(projectPath(`data/${name}`), 'utf8')));
  return path;
};

test('every row of the bundled facts loads', async () => {
  const imports = await desk.db.selectFrom('imports').selectAll().execute();
  expect(imports.map((each) => [each.source, each.rejected])).toEqual([
    ['places', 0],
    ['facilities', 0],
    ['policies', 0],
    ['releases', 0],
    ['figures', 0],
    ['lists', 0],
    ['agreements-287g', 0],
  ]);
  expect(imports.find((each) => each.source === 'policies')?.rows).toBe(422);
  expect(imports.find((each) => each.source === 'releases')?.rows).toBe(50);
  expect(imports.find((each) => each.source === 'figures')?.rows).toBe(17);
  expect(imports.find((each) => each.source === 'agreements-287g')?.rows).toBe(2162 + 975);
});

test('starting again loads nothing', async () => expect(await again()).toEqual([]));

test("the team's own file stays: a start does not put the bundled one back", async () => {
  const path = edited('releases.csv', (text) => text.split('\n').slice(0, 5).join('\n'));
  const result = await importFile(desk.db, findSource('releases'), path, { now: desk.now });
  expect(result).toMatchObject({ rows: 4, unchanged: 4, removed: 46 });
  expect(await again()).toEqual([]);
});

test('an edited row is one change', async () => {
  const path = edited('policies.csv', (text) => text.replace('Alaska runs its jails', 'Alaska runs the jails'));
  expect(await importFile(desk.db, findSource('policies'), path, { now: desk.now })).toMatchObject({
    inserted: 0,
    updated: 1,
    unchanged: 421,
    removed: 0,
  });
});

test('a row that does not cite is kept aside', async () => {
  const path = edited(
    'figures.csv'.replace('figures', 'published-figures'),
    (text) => `${text.trimEnd()}\nX-1,Somebody,detainers,Ohio,OH,,,detainers issued,5,detainers,exact,,\n`,
  );
  expect(await importFile(desk.db, findSource('figures'), path, { now: desk.now })).toMatchObject({
    rows: 18,
    unchanged: 17,
    rejected: 1,
  });
});

test('"same" in a figure repeats the publisher above', async () => {
  const row = await desk.db
    .selectFrom('figures')
    .selectAll()
    .where('figure_id', '=', 'MN-2026-declined')
    .executeTakeFirstOrThrow();
  expect(row.publisher).toContain('Deportation Data Project');
});
