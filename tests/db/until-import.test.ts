import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { connect, inTransaction } from '../../src/db/connect.ts';
import { countByFacilityAndOutcome } from '../../src/db/detainer-places.ts';
import { findPolicyCoverage } from '../../src/db/policies.ts';
import { keeping, ofOneImport, untilNextImport } from '../../src/db/until-import.ts';
import { projectPath } from '../../src/project.ts';
import { findSource, importBundled, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { loadRows, randomRows } from '../_util/detainers.ts';

let desk: Context;
beforeEach(async () => {
  desk = await bundledDesk();
  await loadRows(desk, randomRows(60, 3));
});
afterEach(() => desk.close());

const counted = (results: unknown[][]) => {
  let times = 0;
  return { find: async () => results[Math.min(times++, results.length - 1)] ?? [], times: () => times };
};

test('a result is found once, and found anew after an import', async () => {
  const { find, times } = counted([[1], [2]]);
  expect(await untilNextImport(desk.db, 'one', find)).toEqual([1]);
  expect(await untilNextImport(desk.db, 'one', find)).toEqual([1]);
  expect(times()).toBe(1);
  await loadRows(desk, randomRows(61, 3), 'made-up_20260401.csv');
  expect(await untilNextImport(desk.db, 'one', find)).toEqual([2]);
});

test('what is read while an import ends is read again', async () => {
  let times = 0;
  const found = await untilNextImport(desk.db, 'two', async () => {
    times += 1;
    if (times === 1) await loadRows(desk, randomRows(62, 3), 'made-up_20260401.csv');
    return times;
  });
  expect(found).toBe(2);
});

test('what a transaction reads is not kept, for an import reads what it has just written', async () => {
  let times = 0;
  const read = keeping(async (_db, _what: string) => ++times);
  await inTransaction(desk.db, async (transaction) => {
    expect(await read(transaction, 'one')).toBe(1);
    expect(await read(transaction, 'one')).toBe(2);
  });
  expect(await read(desk.db, 'one')).toBe(3);
  expect(await read(desk.db, 'one')).toBe(3);
  expect(await read(desk.db, 'two')).toBe(4);
});

test('an answer checks the newest import once, and is computed again when an import ended meanwhile', async () => {
  let times = 0;
  const read = keeping(async () => ++times);
  const import1 = () => loadRows(desk, randomRows(63, 3), 'made-up_20260401.csv');
  const answer = await ofOneImport(
    desk.db,
    async (db) => {
      const first = await read(db);
      if (first === 1) await import1();
      return [first, await read(db)];
    },
    () => false,
  );
  expect(answer).toEqual([2, 2]);
});

test('an import of another process is seen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-kept-'));
  const file = join(folder, 'desk.sqlite');
  const [ours, theirs] = [await connect(file), await connect(file)];
  await importBundled(theirs, projectPath, desk.now, () => {});
  expect(await findPolicyCoverage(ours)).not.toMatchObject({ rows: 0 });
  const policies = join(folder, 'policies.csv');
  const lines = readFileSync(projectPath('data/policies.csv'), 'utf8').split('\n');
  writeFileSync(policies, lines.slice(0, 2).join('\n'));
  await importFile(theirs, findSource('policies'), policies, { now: desk.now });
  expect(await findPolicyCoverage(ours)).toMatchObject({ rows: 1 });
  for (const db of [ours, theirs]) await db.destroy();
});

test('all facilities from the rollup are those from the rows, in the same order', async () => {
  await loadRows(desk, randomRows(300, 9), 'made-up_20260401.csv');
  const rolled = await countByFacilityAndOutcome(desk.db, {});
  expect(rolled.length).toBeGreaterThan(10);
  expect(rolled).toEqual(await countByFacilityAndOutcome(desk.db, { from: '0001-01-01' }));
});

test('the oldest results give way, and a very long list is not kept', async () => {
  const long = counted([Array<number>(11_000).fill(0)]);
  await untilNextImport(desk.db, 'long', long.find);
  await untilNextImport(desk.db, 'long', long.find);
  expect(long.times()).toBe(2);
  const [first, others] = [counted([Array<number>(8000).fill(1)]), counted([Array<number>(8000).fill(2)])];
  await untilNextImport(desk.db, 'first', first.find);
  for (let at = 0; at < 6; at += 1) await untilNextImport(desk.db, ['other', at], others.find);
  await untilNextImport(desk.db, 'first', first.find);
  expect(first.times()).toBe(2);
});

test('asked again, counts are the same, and an import changes them', async () => {
  const lines = [
    'stats Minnesota by:citizenship',
    'top counties',
    'stats us by:facility',
    'after us',
    'lookup HENNCMN',
  ];
  const said = async (line: string) => JSON.stringify({ ...(await answerCommand(desk, line)), kept: undefined });
  const before = new Map<string, string>();
  for (const line of lines) before.set(line, await said(line));
  for (const line of lines) expect(await said(line), line).toBe(before.get(line));
  await loadRows(desk, randomRows(300, 8), 'made-up_20260401.csv');
  for (const line of lines) expect(await said(line), line).not.toBe(before.get(line));
});
