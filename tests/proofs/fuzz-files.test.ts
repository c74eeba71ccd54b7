import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { SourceError, UserError } from '../../src/errors.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { rows } from '../_util/news.ts';
import { THOROUGH } from '../_util/thorough.ts';
import { checkText } from './check-answer.ts';
import { files, type MadeFile, PLANTED } from './fuzzed-files.ts';
import { runMany } from './run-many.ts';

const NO_LIMIT = 86_400_000;
const FACTS = [
  'places',
  'agencies',
  'aliases',
  'policies',
  'releases',
  'figures',
  'list_entries',
  'agreements',
  'facility_corrections',
  'facilities',
  'detainers',
];
const folder = mkdtempSync(join(tmpdir(), 'desk-fuzz-'));
let desk: Context | undefined;
afterAll(async () => {
  await endRound();
  rmSync(folder, { recursive: true });
});

/** How many facts of each kind there are. */
const counts = async ({ db }: Context) =>
  JSON.stringify(await rows(db, FACTS.map((name) => `select count(*) as n from ${name}`).join(' union all ')));

/** Nothing of a round's files that was planted is anywhere in the database. */
async function endRound(): Promise<void> {
  if (!desk) return;
  const ended = desk;
  desk = undefined;
  const [main] = await rows<{ file: string }>(ended.db, 'pragma database_list');
  expect(await rows(ended.db, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  await ended.close();
  expect(readFileSync(main?.file ?? '').includes(PLANTED)).toBe(false);
  rmSync(main?.file ?? '');
}

test('a file is loaded whole or refused in words, whatever is in it', { timeout: NO_LIMIT }, () =>
  runMany({
    kind: 'files',
    cases: files,
    count: { short: THOROUGH ? 60 : 20, long: 50_000 },
    round: 200,
    async prepare() {
      await endRound();
      desk = await bundledDesk();
    },
    check: checkFile,
  }),
);

async function checkFile({ source, name, content }: MadeFile): Promise<string> {
  if (!desk) throw new Error('no desk');
  const path = join(folder, name);
  writeFileSync(path, content);
  const before = await counts(desk);
  const format = name.split('.')[1];
  try {
    const {
      rows: read,
      inserted,
      updated,
      unchanged,
      removed,
      rejected,
    } = await importFile(desk.db, findSource(source), path, { now: desk.now });
    for (const count of [read, inserted, updated, unchanged, removed, rejected])
      expect(count).toBeGreaterThanOrEqual(0);
    expect(inserted + updated + unchanged + rejected).toBe(read);
    return `${format} loaded`;
  } catch (cause) {
    if (!(cause instanceof SourceError || cause instanceof UserError)) throw cause;
    checkText(cause.message.replaceAll('<', '('));
    expect(cause.message.length).toBeLessThan(2000);
    expect(cause.message).not.toMatch(/ at \S+:\d+:\d+|node_modules/);
    expect(await counts(desk)).toBe(before);
    return `${format} refused`;
  }
}
