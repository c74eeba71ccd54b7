import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { iceDetainers } from '../../../src/sources/ice-detainers/index.ts';
import { cutOff, type FileServer, file, startFileServer, status } from '../../_util/file-server.ts';
import { iceCsv } from '../../_util/ice.ts';
import { deskFile, runTask } from '../../_util/operator.ts';

const BY_HAND =
  'Nothing was loaded. Download detainers-latest.parquet from https://deportationdata.org/data/ice.html and load it: npm run -s import -- ice-detainers detainers-latest.parquet';
let site: FileServer;
let database: string;
beforeEach(async () => {
  site = await startFileServer();
  ({ database } = await deskFile());
});
afterEach(() => site.close());

const run = (args: string[] = [], address = site.address('/detainers-latest.csv')) =>
  runTask(database, ['import', 'ice-detainers', 'latest', ...args], { ICE_DETAINERS_ADDRESS: address });
const left = () => readdirSync(dirname(database)).filter((name) => name.startsWith('incoming-'));
const release = iceCsv([{}, { birth_year: '1990' }]);

describe('import ice-detainers latest', () => {
  test('fetches and loads the file, with its size and hash; nothing rests on the disk', async () => {
    site.paths.set('/detainers-latest.csv', file(release));
    const { code, stdout, stderr } = await run();
    expect(stderr).toMatch(/Fetched detainers-latest\.csv, \d+ (bytes|KB), SHA-256 [0-9a-f]{12}\./);
    expect(stdout).toContain('ice-detainers: loaded detainers-latest.csv: 2 rows read, 2 new');
    expect({ code, left: left() }).toEqual({ code: 0, left: [] });
    const again = await run(['--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ file: 'detainers-latest.csv', inserted: 0, unchanged: 2 });
  });

  test.each([
    [
      'a Git LFS pointer',
      file('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'),
      /a pointer to a large file \(Git LFS\)/,
    ],
    ['a web page', file('<!DOCTYPE html><html></html>'), /is a web page/],
    ['a PDF', file('%PDF-1.7'), /is a PDF document/],
    ['gzip', file(gzipSync(release)), /is packed \(gzip\)/],
    [
      'a gzip body that the site says it packed',
      file(gzipSync(release), { 'content-encoding': 'gzip' }),
      /compressed the file/,
    ],
    ['fewer bytes than announced', cutOff(release), /was cut off after .*: the file is not whole/],
    ['nothing', file(''), /is empty/],
    ['not there', status(404), /answers 404: there is no \/detainers-latest\.csv\. Has the file moved\?/],
    ['a site with a problem', status(503), /answers 503: the site has a problem/],
  ])('%s: refused in words, with the page to download from; nothing loaded', async (_, answer, words) => {
    site.paths.set('/detainers-latest.csv', answer);
    const { code, stderr, stdout } = await run();
    expect(stderr).toMatch(words);
    expect(stderr).toContain(BY_HAND);
    expect({ code, stdout, left: left() }).toEqual({ code: 2, stdout: '', left: [] });
  });

  test('without a network: one sentence', async () => {
    const free = createServer();
    const port = await new Promise<number>((resolve) =>
      free.listen(0, '127.0.0.1', () => resolve((free.address() as { port: number }).port)),
    );
    await new Promise((resolve) => free.close(resolve));
    const { code, stderr } = await run([], `http://127.0.0.1:${port}/detainers-latest.parquet`);
    expect(stderr).toContain(`refuses connections. ${BY_HAND}`);
    expect(code).toBe(2);
  });

  test('a source without such an address says so', async () => {
    const { code, stderr } = await runTask(database, ['import', 'policies', 'latest']);
    expect(stderr).toContain('policies has no fixed address of its newest file');
    expect(code).toBe(2);
  });

  test('an address that is none is refused at the start', async () => {
    const { stderr } = await run([], 'detainers-latest.parquet');
    expect(stderr).toContain('ICE_DETAINERS_ADDRESS must be an http or https address');
  });
});

test('the address is of a Parquet file, and the page is the one that the source cites', () => {
  expect(iceDetainers.latest?.address).toMatch(
    /^https:\/\/media\.githubusercontent\.com\/.*\/detainers-latest\.parquet$/,
  );
  expect(iceDetainers.latest?.page).toBe(iceDetainers.address);
  expect(iceDetainers.latest?.address.endsWith(`/${iceDetainers.latest.file}`)).toBe(true);
});
