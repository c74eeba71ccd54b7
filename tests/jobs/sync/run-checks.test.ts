import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderText } from '../../../src/blocks/text.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import type { SyncCheck } from '../../../src/db/sync-checks.ts';
import { findSource, importFile } from '../../../src/sources/import.ts';
import { bundledDesk } from '../../_util/desk.ts';
import {
  type Answering,
  cutOff,
  type FileServer,
  file,
  slow,
  startFileServer,
  status,
  zipOf,
} from '../../_util/file-server.ts';
import { iceCsv } from '../../_util/ice.ts';
import { rows, subscribe } from '../../_util/news.ts';
import { type Clock, madeClock, postingDesk } from '../../_util/posting.ts';
import { withoutAgreements } from '../../_util/sheets.ts';
import { startLocalSlack } from '../../_util/slack.ts';
import { syncingDesk } from '../../_util/syncing.ts';

let desk: Context;
let site: FileServer;
let clock: Clock;
let sync: ReturnType<typeof syncingDesk>;
beforeEach(async () => {
  desk = await bundledDesk();
  site = await startFileServer();
  clock = madeClock('2026-11-24T10:00:00Z');
  sync = syncingDesk(desk, clock);
});
afterEach(async () => {
  await desk.close();
  await site.close();
});

const detainers = (count: number) =>
  iceCsv(Array.from({ length: count }, (_, at) => ({ birth_year: String(1950 + at) })));
const ice = (path = '/ice_20260311.csv', more: object = {}) => ({
  source: 'ice-detainers',
  name: 'ICE file',
  address: site.address(path),
  every: '6h',
  ...more,
});
const checks = () => rows<SyncCheck>(desk.db, 'select * from sync_checks order by entry');
const told = () => rows<{ payload: string; channel_id: string }>(desk.db, 'select * from outbox order by rowid');
const imports = (source = 'ice-detainers') =>
  rows<{ file: string; outcome: string }>(
    desk.db,
    `select file, outcome from imports where source = '${source}' order by import_id`,
  );
const ask = async (words: string) => renderText(await answerCommand({ ...desk, now: clock.now }, words), { width: 0 });
const serve = (answer: Answering, path = '/ice_20260311.csv') => site.paths.set(path, answer);

describe('a file at an address', () => {
  test('is loaded under its name and checked again when due; 304 means unchanged', async () => {
    serve(file(detainers(3), { etag: '"1"' }));
    expect(await sync.run([ice()])).toMatchObject([
      { entry: 'ICE file', outcome: 'loaded', file: 'ice_20260311.csv', rows: 3, inserted: 3 },
    ]);
    expect(await imports()).toEqual([{ file: 'ice_20260311.csv', outcome: 'loaded' }]);
    expect(sync.left()).toEqual([]);
    clock.set('2026-11-24T15:59:00Z');
    expect(await sync.run([ice()])).toEqual([{ entry: 'ICE file', source: 'ice-detainers', outcome: 'not due' }]);
    clock.set('2026-11-24T16:06:00Z');
    expect(await sync.run([ice()])).toMatchObject([{ outcome: 'as before' }]);
    expect(site.requests).toHaveLength(2);
    expect(site.requests[1]?.headers['if-none-match']).toBe('"1"');
    expect(await imports()).toHaveLength(1);
    expect(await checks()).toMatchObject([{ last_ok_at: '2026-11-24T16:06:00.000Z', failures: 0, claimed_by: null }]);
    expect(await told()).toEqual([]);
  });

  test('the same content under a new ETag is not loaded again; new content is', async () => {
    serve(file(detainers(3), { etag: '"1"' }));
    await sync.run([ice()]);
    serve(file(detainers(3), { etag: '"2"' }));
    expect(await sync.run([ice()], { all: true })).toMatchObject([{ outcome: 'as before' }]);
    expect(await checks()).toMatchObject([{ etag: '"2"' }]);
    serve(file(detainers(4), { etag: '"3"' }));
    expect(await sync.run([ice()], { all: true })).toMatchObject([{ outcome: 'loaded', inserted: 1 }]);
    expect(await imports()).toHaveLength(2);
  });

  test('another address, or another loaded file, is requested without the old validators', async () => {
    serve(file(detainers(3), { etag: '"1"' }));
    serve(file(detainers(5), { etag: '"1"' }), '/other.csv');
    await sync.run([ice()]);
    expect(await sync.run([ice('/other.csv')])).toMatchObject([{ outcome: 'loaded', file: 'other.csv' }]);
    expect(site.requests[1]?.headers['if-none-match']).toBeUndefined();
    const byHand = join(mkdtempSync(join(tmpdir(), 'desk-hand-')), 'by-hand.csv');
    writeFileSync(byHand, detainers(2));
    await importFile(desk.db, findSource('ice-detainers'), byHand, { now: desk.now });
    expect(await sync.run([ice('/other.csv')], { all: true })).toMatchObject([{ outcome: 'loaded' }]);
    expect(site.requests[2]?.headers['if-none-match']).toBeUndefined();
  });

  test('a name that leaves the folder is reduced to a name', async () => {
    serve(file(detainers(1), { 'content-disposition': 'attachment; filename="../../../../tmp/evil.csv"' }));
    expect(await sync.run([ice()])).toMatchObject([{ outcome: 'loaded', file: 'evil.csv' }]);
    expect(sync.left()).toEqual([]);
  });

  test('deletes what a killed process left', async () => {
    mkdirSync(join(sync.folder, 'incoming-old'));
    mkdirSync(join(sync.folder, 'incoming-new'));
    mkdirSync(join(sync.folder, 'charts'));
    utimesSync(join(sync.folder, 'incoming-old'), new Date('2026-11-24T08:00:00Z'), new Date('2026-11-24T08:00:00Z'));
    utimesSync(join(sync.folder, 'incoming-new'), clock.now(), clock.now());
    serve(file(detainers(1)));
    await sync.run([ice()]);
    expect(sync.left().sort()).toEqual(['charts', 'incoming-new']);
  });
});

test('two entries of one source alternate, and neither causes the other to load again', async () => {
  await withoutAgreements(desk);
  const sheet = (stage: string, agency: string) =>
    `STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE${stage === 'pending' ? '' : ',SIGNED,MOA,ADDENDUM'}\nFLORIDA,${agency},County,Alachua County,Task Force Model${stage === 'pending' ? '' : ',2025-03-01,,'}\n`;
  const list = ['participating', 'pending'].map((stage) => {
    serve(file(sheet(stage, `${stage} Sheriff`)), `/${stage}Agencies07182025pm.csv`);
    return {
      source: 'agreements-287g',
      name: stage,
      address: site.address(`/${stage}Agencies07182025pm.csv`),
      every: '1h',
    };
  });
  expect((await sync.run(list)).map((each) => each.outcome)).toEqual(['loaded', 'loaded']);
  for (let hour = 0; hour < 3; hour += 1)
    expect((await sync.run(list, { all: true })).map((each) => each.outcome)).toEqual(['as before', 'as before']);
  expect(await imports('agreements-287g')).toHaveLength(2);
});

describe('files and folders', () => {
  test('a folder is loaded, skipped while unchanged, and loaded when a file is added', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'desk-folder-'));
    const entry = { source: 'ice-detainers', path: folder, every: '1h' };
    writeFileSync(join(folder, 'a.csv'), detainers(2));
    expect(await sync.run([entry])).toMatchObject([{ outcome: 'loaded', inserted: 2 }]);
    expect(await sync.run([entry], { all: true })).toMatchObject([{ outcome: 'as before' }]);
    writeFileSync(join(folder, 'b.csv'), iceCsv([{ birth_year: '1999' }]));
    expect(await sync.run([entry], { all: true })).toMatchObject([{ outcome: 'loaded', inserted: 1 }]);
  });

  test('a missing path fails with a sentence', async () => {
    expect(await sync.run([{ source: 'policies', path: 'nowhere.csv', every: '1d' }])).toMatchObject([
      { outcome: 'failed', failure: 'There is no file or folder nowhere.csv. Check the path.' },
    ]);
  });
});

const zipBomb = zipOf([
  { name: 'xl/workbook.xml', text: '<workbook/>', declared: 0xfffffff0 },
  { name: 'xl/worksheets/sheet1.xml', text: 'x', declared: 0xfffffff0 },
]);
const zipLiar = zipOf([
  { name: 'xl/workbook.xml', text: Buffer.alloc(50_000_000, 32), declared: 100 },
  { name: 'xl/_rels/workbook.xml.rels', text: '<a/>' },
]);

describe('each failure has a sentence, keeps the earlier data and leaves no file', () => {
  test.each<[string, Answering, RegExp]>([
    ['404', status(404), /answers 404.*Has the file moved/],
    ['500', status(500), /answers 500/],
    ['slow', slow('a,b'), /stopped sending/],
    ['cut off', cutOff(detainers(3).slice(0, 400)), /was cut off after/],
    ['a web page', file('<html>'), /is a web page/],
    ['a zip bomb', file(zipBomb), /unpacks to more than 200 times its size/],
    ['a zip archive that lies about its size', file(zipLiar), /cannot be read as a workbook/],
    ['a zip archive of something else', file(zipOf([{ name: 'a.txt', text: 'x' }])), /not an Excel workbook/],
    ['a redirect loop', status(302, { location: '/ice_20260311.csv' }), /redirects more than 5 times/],
    ['a redirect to a file', status(302, { location: 'file:///etc/passwd' }), /redirects to file:/],
    ['over the cap', file('x'.repeat(1_000_001)), /larger than/],
    [
      'a file of another source',
      file('figure_id,publisher\nx,y\n'),
      /not a file of the source ice-detainers: column detainer_prepare_date/,
    ],
    ['a header alone', file(detainers(0)), /has a header but no rows/],
  ])('%s', async (_name, answer, words) => {
    serve(file(detainers(3), { etag: '"1"' }));
    await sync.run([ice()]);
    serve(answer);
    clock.set('2026-11-24T17:00:00Z');
    const [failed] = await sync.run([ice()]);
    expect(failed).toMatchObject({ outcome: 'failed', failure: expect.stringMatching(words) });
    expect(failed?.fault).toBeUndefined();
    expect(await rows(desk.db, 'select count(*) n from detainers')).toEqual([{ n: 3 }]);
    expect(sync.left()).toEqual([]);
    expect(await checks()).toMatchObject([
      { failures: 1, failing_since: '2026-11-24T17:00:00.000Z', last_ok_at: '2026-11-24T10:00:00.000Z', etag: '"1"' },
    ]);
    const [post] = await told();
    expect(post).toMatchObject({ channel_id: 'COPS', payload: expect.stringMatching(words) });
    for (const words of ['sources', 'sources ice-detainers']) {
      const said = await ask(words);
      expect(
        said.match(
          /ice-detainers is not kept fresh: ICE file \(127\.0\.0\.1:\d+\/ice_20260311\.csv\) has failed once since Nov 24, 2026, 5:00 PM UTC; it last went well on Nov 24, 2026, 10:00 AM UTC\./g,
        ),
      ).toHaveLength(1);
      expect(said).toContain('mend its entry in SOURCES_FILE');
    }
  });

  test('a refused file is recorded once, however often it is found; a folder without files is reported too', async () => {
    serve(file('figure_id,publisher\nx,y\n'));
    for (let round = 0; round < 4; round += 1) {
      expect(await sync.run([ice()], { all: true })).toMatchObject([{ outcome: 'failed' }]);
    }
    expect(await imports()).toEqual([{ file: 'ice_20260311.csv', outcome: 'refused' }]);
    expect(await ask('sources ice-detainers')).toMatch(/not loaded[\s\S]*has failed 4 times in a row since/);
    serve(file(detainers(2)));
    expect(await sync.run([ice()], { all: true })).toMatchObject([{ outcome: 'loaded' }]);
    expect(await ask('sources')).not.toContain('not kept fresh');
  });
});

describe('failures are independent', () => {
  const figures = () => ({ source: 'figures', name: 'Figures', address: site.address('/figures.csv'), every: '1h' });
  const other = () => ice('/gone.csv', { name: 'Other file' });

  test('of three entries two fail: each is checked, recorded and reported', async () => {
    serve(file(detainers(2)));
    serve(status(503), '/figures.csv');
    const results = await sync.run([figures(), other(), ice()]);
    expect(results.map((each) => each.outcome)).toEqual(['failed', 'failed', 'loaded']);
    expect((await checks()).map((each) => [each.entry, each.failures])).toEqual([
      ['Figures', 1],
      ['ICE file', 0],
      ['Other file', 1],
    ]);
    expect(await told()).toHaveLength(2);
    const said = await ask('sources');
    expect(said).toContain('figures is not kept fresh');
    expect(said).toContain('ice-detainers is not kept fresh: Other file');
  });

  test('an entry with a broken record does not affect the others', async () => {
    serve(file(detainers(2)));
    await sync.run([figures()]);
    await rows(
      desk.db,
      "create trigger broken before update on sync_checks when old.entry = 'Figures' begin select raise(abort, 'broken'); end",
    );
    const results = await sync.run([figures(), ice()], { all: true });
    expect(results).toMatchObject([{ outcome: 'failed', fault: true }, { outcome: 'loaded' }]);
  });

  test('a removed entry is forgotten', async () => {
    await sync.run([other()]);
    expect(await ask('sources')).toContain('not kept fresh');
    await sync.run([]);
    expect(await ask('sources')).not.toContain('not kept fresh');
  });
});

describe('the schedule', () => {
  /** The clock is turned from due to due; the site fails all the while. */
  test('after failures the wait doubles up to six hours; operators are notified once, and once on recovery; then hourly again', async () => {
    const hourly = ice('/ice_20260311.csv', { every: '1h' });
    serve(status(500));
    const waits: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      await sync.run([hourly]);
      const [check] = await checks();
      waits.push(Math.round((Date.parse(check?.next_due_at ?? '') - clock.now().getTime()) / 60_000));
      clock.set(check?.next_due_at ?? '');
    }
    expect(
      waits.every((wait, at) => wait >= Math.min(5 * 2 ** at, 360) && wait <= Math.min(5.5 * 2 ** at, 365) + 1),
    ).toBe(true);
    expect(site.requests).toHaveLength(10);
    expect(await told()).toHaveLength(1);
    serve(file(detainers(1)));
    await sync.run([hourly]);
    expect((await told()).map((each) => JSON.parse(each.payload).answer.title)).toEqual([
      'A source is not kept fresh',
      'A source is kept fresh again',
    ]);
    const [check] = await checks();
    expect(Date.parse(check?.next_due_at ?? '') - clock.now().getTime()).toBeLessThanOrEqual(65 * 60_000);
    clock.set(check?.next_due_at ?? '');
    serve(status(500));
    await sync.run([hourly]);
    expect(await told()).toHaveLength(3); // a new streak
  });

  test('a site that says when to come back is not asked earlier', async () => {
    serve(status(429, { 'retry-after': '7200' }));
    await sync.run([ice()]);
    clock.set('2026-11-24T11:59:00Z');
    expect(await sync.run([ice()])).toMatchObject([{ outcome: 'not due' }]);
  });

  test('without an operators’ channel nothing is queued', async () => {
    await sync.run([ice()], { opsChannel: undefined });
    expect(await told()).toEqual([]);
  });

  test('two runs at once: each entry is checked by one of them', async () => {
    serve(file(detainers(2)));
    const results = await Promise.all([sync.run([ice()]), sync.run([ice()])]);
    expect(
      results
        .flat()
        .map((each) => each.outcome)
        .sort(),
    ).toEqual(['loaded', 'not due']);
    expect(site.requests).toHaveLength(1);
  });

  test('a stopped check is no failure and stays due', async () => {
    const stopper = new AbortController();
    serve((response) => {
      response.writeHead(200);
      response.write('a,b');
      stopper.abort();
    });
    expect(await sync.run([ice(), ice('/b.csv', { name: 'b' })], { signal: stopper.signal })).toMatchObject([
      { outcome: 'stopped' },
      { outcome: 'stopped' },
    ]);
    expect(await checks()).toMatchObject([{ failures: 0, failure: null, claimed_by: null }]);
    expect(sync.left()).toEqual([]);
    serve(file(detainers(2)));
    expect(await sync.run([ice()])).toMatchObject([{ outcome: 'loaded' }]);
  });

  test('a check that did not finish counts as a failure once its claim expires; others go on', async () => {
    serve(file(detainers(2)));
    await sync.run([ice()]);
    await rows(
      desk.db,
      "update sync_checks set next_due_at = '2026-11-24T10:00:00.000Z', claimed_by = 'dead', claimed_until = '2026-11-24T11:30:00.000Z'",
    );
    clock.set('2026-11-24T11:00:00Z');
    expect(await sync.run([ice()])).toMatchObject([{ outcome: 'not due' }]);
    clock.set('2026-11-24T11:31:00Z');
    expect(await sync.run([ice()])).toMatchObject([
      { outcome: 'failed', failure: expect.stringContaining('did not finish') },
    ]);
    clock.set('2026-11-24T11:40:00Z');
    expect(await sync.run([ice()])).toMatchObject([{ outcome: 'as before' }]);
  });
});

describe('the digest', () => {
  const digest = async (kinds: string, quiet: string) => {
    await subscribe(desk, 'C1', `at:18:00 tz:UTC quiet:${quiet} kinds:${kinds}`, '2026-11-24T09:00:00Z');
    return renderText(
      await answerCommand({ ...desk, now: clock.now }, 'digest preview', {
        channelId: 'C1',
        userId: 'U7',
        role: 'editor' as const,
      }),
      { width: 0 },
    );
  };

  test.each(['line', 'always'])('names the sources that could not be checked (quiet:%s)', async (quiet) => {
    await sync.run([ice('/gone.csv')]);
    expect(await digest('data,outcomes', quiet)).toMatch(
      /Not kept fresh: ice-detainers since Nov 24, 2026 \(ICE file \(127.*\): .*answers 404.*\)\. The earlier data stay\./,
    );
    expect(await digest('policy', quiet)).not.toContain('Not kept fresh');
  });
});

test('the outbox notifies the operators in Slack, once', async () => {
  const slack = await startLocalSlack();
  const posting = postingDesk(desk, slack, clock);
  for (let round = 0; round < 3; round += 1) {
    await sync.run([ice('/gone.csv', { name: '<!channel> *file*' })], { all: true });
    await posting.ticker.tick();
  }
  expect(slack.messages).toHaveLength(1);
  expect(slack.messages[0]).toMatchObject({ channel: 'COPS' });
  expect(slack.messages[0]?.text).toMatch(
    /^A source is not kept fresh: ice-detainers: &lt;!channel&gt; \*file\* \(.*\) fails since Nov 24, 2026, 10:00 AM UTC\. .*answers 404/,
  );
  expect(JSON.stringify(slack.messages)).not.toContain('<!channel>');
  serve(file(detainers(1)), '/gone.csv');
  await sync.run([ice('/gone.csv', { name: '<!channel> *file*' })], { all: true });
  await posting.ticker.tick();
  expect(slack.messages).toHaveLength(2);
  expect(slack.messages[1]?.text).toContain('went well on');
  await slack.close();
});
