import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { iceCsv } from '../_util/ice.ts';
import { rows } from '../_util/news.ts';
import { runTask } from '../_util/operator.ts';

let desk: Context;
let folder: string;
beforeEach(async () => {
  desk = await bundledDesk();
  folder = mkdtempSync(join(tmpdir(), 'desk-paths-'));
});
afterEach(() => desk.close());

const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const made = (count: number, more: Record<string, string> = {}) =>
  iceCsv(Array.from({ length: count }, (_, at) => ({ birth_year: String(1930 + (at % 70)), ...more })));
const load = (path: string, options: Partial<Parameters<typeof importFile>[3]> = {}) =>
  importFile(desk.db, findSource('ice-detainers'), path, { now: desk.now, ...options });
const loaded = () =>
  rows(desk.db, "select import_id from imports where source = 'ice-detainers' and outcome = 'loaded'");

test('a pipe is refused, where reading it would wait for ever', async () => {
  const pipe = join(folder, 'pipe.csv');
  execFileSync('mkfifo', [pipe]);
  await expect(load(pipe)).rejects.toThrow('neither a file nor a folder');
});

test('links that lead nowhere and folders named like files are passed over', async () => {
  write('a.csv', made(3));
  symlinkSync(join(folder, 'gone.csv'), join(folder, 'b.csv'));
  mkdirSync(join(folder, 'c.csv'));
  expect(await load(folder)).toMatchObject({ rows: 3 });
});

test('a file that grows while it is read is refused, and nothing is changed', async () => {
  const path = write('release.csv', made(20_000));
  const options = {
    now: desk.now,
    // Asked for once the rows were read.
    get accept() {
      appendFileSync(path, made(3).split('\n').slice(1).join('\n'));
      return false;
    },
  };
  await expect(importFile(desk.db, findSource('ice-detainers'), path, options)).rejects.toThrow(
    'was changed while it was read',
  );
  expect(await loaded()).toEqual([]);
  expect(await load(path)).toMatchObject({ rejected: 0 });
});

test('two imports of one file at once are one import', async () => {
  const path = write('release.csv', made(500));
  const file = (await rows<{ file: string }>(desk.db, 'pragma database_list'))[0]?.file ?? '';
  const both = await Promise.all([0, 1].map(() => runTask(file, ['import', 'ice-detainers', path, '--json'])));
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(await loaded()).toHaveLength(1);
});

test('two columns of one name are refused, and both are named', async () => {
  const [header = '', ...lines] = made(2).split('\n');
  const path = write('twice.csv', [`${header},Birth Year`, ...lines.map((line) => line && `${line},1970`)].join('\n'));
  await expect(load(path)).rejects.toThrow(/The columns \d+ and \d+ are both named "birth_year"/);
});

test('what a spreadsheet shows where a formula failed is no facility', async () => {
  const path = write('broken.csv', made(2, { detention_facility: '#REF!', detention_facility_code: '#N/A' }));
  await load(path).catch(() => undefined);
  expect(await rows(desk.db, "select name from facilities where name like '#%'")).toEqual([]);
});

test('control characters of a name do not reach the terminal', async () => {
  const path = write('re\u001b[31mlease.csv', made(2));
  const file = (await rows<{ file: string }>(desk.db, 'pragma database_list'))[0]?.file ?? '';
  const { stdout, stderr } = await runTask(file, ['import', 'ice-detainers', path]);
  expect(stdout + stderr).toContain('31mlease.csv');
  expect(stdout + stderr).not.toContain('\u001b');
});
