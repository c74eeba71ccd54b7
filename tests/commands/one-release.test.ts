import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCAL } from '../../src/command-line/subcommand.ts';
import { answerCommand, findFullTable } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { connect, type Db } from '../../src/db/connect.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { randomRows } from '../_util/detainers.ts';
import { iceCsv } from '../_util/ice.ts';
import { rows } from '../_util/news.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-one-release-'));
let desk: Context;
let importer: Db;
let made = 0;
beforeAll(async () => {
  desk = await bundledDesk();
  importer = await connect((await rows<{ file: string }>(desk.db, 'pragma database_list'))[0]?.file ?? '');
  await importNext();
});
afterAll(async () => {
  await importer.destroy();
  await desk.close();
});

/** Loads the next release on a connection of its own; each has other counts than the last; one with fewer is loaded by a yes. */
async function importNext(): Promise<void> {
  made += 1;
  const day = new Date(Date.UTC(2026, 2, 11 + made)).toISOString().slice(0, 10).replaceAll('-', '');
  const some = randomRows(60 + (made % 2) * 30, 7).map((row) => ({
    ...row,
    file_original: `FY26_${day}_Redacted.xlsx`,
  }));
  const file = join(folder, `release_${day}.csv`);
  writeFileSync(file, iceCsv(some));
  await importFile(importer, findSource('ice-detainers'), file, { now: desk.now, accept: true });
}

/** A desk whose question number `at` is answered, and then an import ends before the next; tells whether it came to that. */
function interrupted(at: number): { context: Context; came: () => boolean } {
  let asked = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      asked += 1;
      if (asked === at) await importNext();
      return result;
    },
  };
  return { context: { ...desk, db: desk.db.withPlugin(plugin) }, came: () => asked >= at };
}

test.each([
  ['compare', (context: Context) => answerCommand(context, 'compare Minnesota with Illinois')],
  ['stats', (context: Context) => answerCommand(context, 'stats Minnesota')],
  ['lookup', (context: Context) => answerCommand(context, 'lookup Minnesota')],
  ['an export', (context: Context) => findFullTable(context, 'stats Minnesota', LOCAL)],
])('%s: an import that ends between any two of its questions gives the counts of one release', async (_, ask) => {
  let interruptions = 0;
  for (let at = 1; ; at += 1) {
    const before = await ask(desk);
    const { context, came } = interrupted(at);
    const answer = await ask(context);
    if (!came()) break;
    interruptions += 1;
    expect([before, await ask(desk)]).toContainEqual(answer);
  }
  expect(interruptions).toBeGreaterThan(3);
});
