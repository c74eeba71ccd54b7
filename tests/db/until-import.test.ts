import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { untilNextImport } from '../../src/db/until-import.ts';
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
