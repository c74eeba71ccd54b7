import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCAL } from '../../src/command-line/subcommand.ts';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { readRelease } from '../../src/intake/read-release.ts';
import { caseReference, hashOfText, rowOfCase } from '../../src/intake/row-of.ts';
import { projectPath } from '../../src/project.ts';
import { importFile } from '../../src/sources/import.ts';
import { releasesSource } from '../../src/sources/releases/index.ts';
import { acceptCases } from '../../src/sources/write/accept-cases.ts';
import { bundledDesk } from '../_util/desk.ts';

const TEXT =
  'Osvaldo Trebino-Lucas, 31, a Honduran national, was arrested by Denver police on Sept. 2 for theft. ICE lodged a detainer with the Denver Sheriff Department on Sept. 3. Trebino-Lucas was released from the Denver County Jail, Colorado, on Sept. 9 without the detainer being honored.';
const SOURCE = { publisher: 'ICE', title: 'One release', url: 'https://www.ice.example/1', published: '2020-09-28' };

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
});
afterAll(() => desk.close());

function accepted() {
  const sha256 = hashOfText(TEXT);
  const rows = readRelease(TEXT, SOURCE.published).cases.map((made, at) => ({
    row: rowOfCase(made, caseReference(sha256, SOURCE.published, String(at + 1)), SOURCE),
    spans: { outcome: made.outcome.from },
  }));
  return { sha256, address: SOURCE.url, publisher: SOURCE.publisher, published: SOURCE.published, rows };
}

const countRows = async (table: 'releases' | 'imports' | 'changes') =>
  Number(
    (
      await desk.db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

describe('cases that are accepted', () => {
  test('enter once, with a reference and a change in the history', async () => {
    const before = await countRows('releases');
    expect(await acceptCases(desk.db, accepted(), desk.now)).toMatchObject({ inserted: 1, removed: 0 });
    expect(await countRows('releases')).toBe(before + 1);
    const change = await desk.db.selectFrom('changes').selectAll().orderBy('change_id', 'desc').executeTakeFirst();
    expect(change).toMatchObject({ kind: 'releases', change: 'added', class: 'declined', state: 'CO' });
    const imports = await countRows('imports');
    expect(await acceptCases(desk.db, accepted(), desk.now)).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 });
    expect([await countRows('releases'), await countRows('imports')]).toEqual([before + 1, imports]);
  });

  test('are answered like any published case, in their place', async () => {
    const reference = accepted().rows[0]?.row['case_id'] ?? '';
    expect(reference).toMatch(/^PR20-\d[0-9A-Z]{4}-1$/);
    const found = await answerCommand(desk, `lookup ${reference}`, LOCAL);
    expect(found.summary).toContain('declined');
    const there = await answerCommand(desk, 'releases in:"Denver, CO" since:2020-09-01 until:2020-09-30', LOCAL);
    expect(JSON.stringify(there)).toContain(reference);
  });

  test('stay when the file of releases is loaded again', async () => {
    const before = await countRows('releases');
    await importFile(desk.db, releasesSource, projectPath('data/releases.csv'), { now: desk.now, name: 'again.csv' });
    expect(await countRows('releases')).toBe(before);
  });

  test('the text and the name are nowhere in the database', async () => {
    const stored = await desk.db.selectFrom('accepted_cases').selectAll().execute();
    const rows = await desk.db.selectFrom('releases').selectAll().execute();
    const imports = await desk.db.selectFrom('imports').selectAll().execute();
    const changes = await desk.db.selectFrom('changes').selectAll().execute();
    const all = JSON.stringify([stored, rows, imports, changes]);
    expect(all).not.toMatch(/Osvaldo|Trebino/);
    expect(all).not.toContain('without the detainer being honored');
    expect(stored[0]).toMatchObject({ text_sha256: hashOfText(TEXT), address: SOURCE.url });
  });
});

test('a case of another publication that fits is named as perhaps the same person, and never merged', async () => {
  const text =
    'Detainers not honored in Los Angeles County, California: A 36-year-old citizen of Pakistan convicted of grand theft; released by the Los Angeles Police Department on Sept. 9';
  const [made] = readRelease(text, '2020-10-01').cases;
  if (!made) throw new Error('no case');
  const reference = caseReference(hashOfText(text), '2020-10-01', '1');
  const source = { ...SOURCE, url: 'https://www.ice.example/2', published: '2020-10-01' };
  const rows = [{ row: rowOfCase(made, reference, source), spans: {} }];
  await acceptCases(
    desk.db,
    { sha256: hashOfText(text), address: source.url, publisher: 'ICE', published: source.published, rows },
    desk.now,
  );
  const card = JSON.stringify(await answerCommand(desk, `lookup ${reference}`, LOCAL));
  expect(card).toContain('May be the same person as LA-1');
  expect(card).toContain('not asserted');
  const list = JSON.stringify(
    await answerCommand(desk, 'releases in:"Los Angeles County, CA" since:2020-08-01 until:2020-09-30 more:all', LOCAL),
  );
  expect(list).toContain('9 published cases');
  expect(list).toContain('may be one person told by two publications');
});

test('the same release with other blanks and breaks is the same text', () => {
  expect(hashOfText('A text.\n\nOf  two lines.')).toBe(hashOfText(' A text. Of two lines. '));
});
