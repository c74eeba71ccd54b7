import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SourceError } from '../../../src/errors.ts';
import { download, type Validators } from '../../../src/sources/download/download.ts';
import { DOWNLOAD_LIMITS } from '../../../src/sources/download/download-failure.ts';
import {
  type Answering,
  cutOff,
  type FileServer,
  file,
  slow,
  startFileServer,
  status,
} from '../../_util/file-server.ts';

const CSV = 'a,b\n1,2\n';
let site: FileServer;
let folder: string;
beforeEach(async () => {
  site = await startFileServer();
  folder = mkdtempSync(join(tmpdir(), 'desk-download-'));
});
afterEach(() => site.close());

const QUICK = { ...DOWNLOAD_LIMITS, mostBytes: 100_000, headersMs: 300, idleMs: 300 };
const get = (path: string, more: { known?: Validators; limits?: typeof DOWNLOAD_LIMITS } = {}) =>
  download(site.address(path), { folder, limits: QUICK, ...more });
const redirect = (to: string, code = 302): Answering => status(code, { location: to });

test('200: streamed into the folder under its own name, hashed', async () => {
  site.paths.set(
    '/a/table_20260311.csv',
    file(CSV, { etag: '"1"', 'last-modified': 'Wed, Mar 11, 2026 00:00:00 GMT' }),
  );
  const got = await get('/a/table_20260311.csv');
  const sha256 = createHash('sha256').update(CSV).digest('hex');
  expect(got).toMatchObject({ kind: 'file', name: 'table_20260311.csv', sha256, bytes: CSV.length });
  expect(got).toMatchObject({ validators: { etag: '"1"', lastModified: 'Wed, Mar 11, 2026 00:00:00 GMT' } });
  expect(readdirSync(folder)).toEqual(['table_20260311.csv']);
  expect(readFileSync(join(folder, 'table_20260311.csv'), 'utf8')).toBe(CSV);
});

test('304: asked with what the same address said, and nothing is written', async () => {
  site.paths.set('/t.csv', file(CSV, { etag: 'W/"7"', 'last-modified': 'Wed, Mar 11, 2026 00:00:00 GMT' }));
  const first = await get('/t.csv');
  if (first.kind !== 'file') throw new Error('no file');
  expect(await get('/t.csv', { known: first.validators })).toEqual({ kind: 'as before' });
  expect(site.requests[1]?.headers).toMatchObject({
    'if-none-match': 'W/"7"',
    'if-modified-since': 'Wed, Mar 11, 2026 00:00:00 GMT',
  });
});

test('a redirect to a new file with the same ETag is not taken for the old one', async () => {
  site.paths.set('/latest', redirect('/one.csv'));
  site.paths.set('/one.csv', file(CSV, { etag: '"same"' }));
  site.paths.set('/two.csv', file(`${CSV}3,4\n`, { etag: '"same"' }));
  const first = await get('/latest');
  if (first.kind !== 'file') throw new Error('no file');
  expect(await get('/latest', { known: first.validators })).toEqual({ kind: 'as before' });
  site.paths.set('/latest', redirect('/two.csv', 307));
  expect(await get('/latest', { known: first.validators })).toMatchObject({ kind: 'file', name: 'two.csv' });
});

test('a 304 that was not asked for is no answer', async () => {
  site.paths.set('/t.csv', status(304));
  await expect(get('/t.csv')).rejects.toThrow('answers 304');
});

const html = '<!DOCTYPE html><title>Sign in</title>';
describe('what is no table is refused in words', () => {
  test.each<[string, Answering, RegExp]>([
    ['404', status(404), /answers 404: there is no \/x\.xlsx\. Has the file moved\?/],
    ['403', status(403), /the desk may not read/],
    ['500', status(500), /answers 500: the site has a problem/],
    ['204', status(204), /answers 204/],
    ['HTML instead of a workbook', file(html), /x\.xlsx is a web page.*A table was expected/],
    ['HTML behind a blank and a byte-order mark', file(`\uFEFF  \n<html>`), /is a web page/],
    ['a comment first', file('<!-- cached -->\n<html>'), /is a web page/],
    ['an error as JSON', file('{"error":"token sk-123 expired"}'), /is JSON, often an error message\. A table was/],
    ['XML', file('<?xml version="1.0"?><Error/>'), /is an XML document/],
    ['nothing', file(''), /x\.xlsx is empty/],
    ['blanks', file(' \n\n'), /is empty/],
    ['a PDF', file('%PDF-1.7'), /is a PDF/],
    ['gzip', file(Buffer.from([0x1f, 0x8b, 8, 0])), /is packed \(gzip\)/],
    [
      'a pointer to a large file',
      file('version https://git-lfs.github.com/spec/v1\noid sha256:aa\n'),
      /pointer to a large file/,
    ],
    ['packed against our wish', file(CSV, { 'content-encoding': 'gzip' }), /compressed the file although/],
    ['slow: silence inside the body', slow('a,b\n'), /stopped sending for 0\.3 s, after 4 bytes/],
    ['no answer', () => {}, /gave no answer within 0\.3 s/],
    ['cut off in the middle', cutOff('a,b\n1,'), /was cut off after \d+ bytes: the file is not whole/],
    ['hung up at once', (response) => response.socket?.destroy(), /was cut off after 0 bytes/],
    ['larger than said to be allowed', file('x'.repeat(100_001)), /larger than the 98 KB that the desk downloads/],
    [
      'larger, without saying so',
      (response) => {
        const more = () => response.write('x'.repeat(10_000), () => response.destroyed || more());
        more();
      },
      /larger than the 98 KB/,
    ],
  ])('%s', async (_name, answer, words) => {
    site.paths.set('/x.xlsx', answer);
    const failed = await get('/x.xlsx?key=secret').catch((cause: unknown) => cause);
    expect(failed).toBeInstanceOf(SourceError);
    expect((failed as Error).message).toMatch(words);
    expect((failed as Error).message).not.toMatch(/secret|sk-123/);
    expect(readdirSync(folder).filter((name) => name !== '.incoming')).toEqual([]);
  });

  test('a body that drips for ever ends by the time for the whole', async () => {
    site.paths.set('/x.csv', (response) => {
      const drip = setInterval(() => response.write('a'), 20);
      response.on('close', () => clearInterval(drip));
    });
    await expect(get('/x.csv', { limits: { ...QUICK, totalMs: 500 } })).rejects.toThrow(
      /was still sending after 0\.5 s/,
    );
  });

  test('429 and 503 say when to come back', async () => {
    site.paths.set('/x.csv', status(429, { 'retry-after': '3600' }));
    await expect(get('/x.csv')).rejects.toMatchObject({
      message: expect.stringContaining('too many requests'),
      retryAfter: 3600,
    });
    site.paths.set('/x.csv', status(503, { 'retry-after': 'Wed, Mar 11, 2026 00:00:00 GMT' }));
    await expect(get('/x.csv')).rejects.toThrow('answers 503');
  });

  test('https where nobody answers the handshake: given up in time', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as { port: number };
    const asked = download(`https://127.0.0.1:${port}/x.csv`, { folder, limits: { ...QUICK, connectMs: 300 } });
    await expect(asked).rejects.toThrow(/accepted no connection within 0\.3 s/);
    mute.close();
  });

  test('https to a port that speaks no TLS', async () => {
    await expect(
      download(site.address('/x.csv').replace('http:', 'https:'), { folder, limits: QUICK }),
    ).rejects.toThrow(/127\.0\.0\.1:\d+ /);
  });

  test('a port where nobody listens', async () => {
    await expect(download('http://127.0.0.1:1/x.csv', { folder, limits: QUICK })).rejects.toThrow(
      /127\.0\.0\.1:1 refuses connections/,
    );
  });
});

describe('wrong Content-Length', () => {
  /** A server that writes what it is told, whatever HTTP says. */
  async function raw(answer: string): Promise<string> {
    const server = createServer((socket) => socket.once('data', () => socket.end(answer)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const words = await download(`http://127.0.0.1:${port}/t.csv`, { folder, limits: QUICK }).then(
      (got) => got.kind,
      (cause: unknown) => (cause instanceof SourceError ? cause.message : `fault: ${cause}`),
    );
    await new Promise((resolve) => server.close(resolve));
    return words.replace(/127\.0\.0\.1:\d+/, 'host');
  }

  test.each([
    ['more than comes', `HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n${CSV}`, /cut off after 8 bytes/],
    ['less than comes', `HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n${CSV}`, /sent more than it announced/],
    [
      'two of them',
      `HTTP/1.1 200 OK\r\nContent-Length: 8\r\nContent-Length: 9\r\n\r\n${CSV}`,
      /was cut off after 0 bytes/,
    ],
    ['no number', `HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n${CSV}`, /does not answer like a web server/],
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.2\r\n', /does not answer like a web server/],
    ['chunks that end early', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\na,b\n1', /cut off after/],
    ['headers without end', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(40_000)}`, /does not answer like a web server|cut off/],
  ])('%s', async (_name, answer, words) => expect(await raw(answer)).toMatch(words));
});

describe('redirects', () => {
  test.each<[string, string, RegExp]>([
    ['file:', 'file:///etc/passwd', /redirects to file: but the desk reads only http and https/],
    ['ftp:', 'ftp://example.org/x.csv', /redirects to ftp: but/],
    ['javascript:', 'javascript:alert(1)', /redirects to javascript: but/],
    ['data:', 'data:text/csv,a,b', /redirects to data: but/],
    ['a password', 'http://user:pass@127.0.0.1/x.csv', /an address with a password: refused/],
    ['no address', 'http://[', /something that is not an address/],
    ['itself', '/x.csv', /redirects more than 5 times/],
  ])('to %s: refused', async (_name, to, words) => {
    site.paths.set('/x.csv', redirect(to));
    await expect(get('/x.csv')).rejects.toThrow(words);
    expect(site.requests.length).toBeLessThanOrEqual(6);
  });

  test('five are followed, relative ones too', async () => {
    for (let at = 0; at < 5; at += 1)
      site.paths.set(`/${at}`, redirect(at === 4 ? 'files/t.csv' : `${at + 1}`, 301 + (at % 2)));
    site.paths.set('/files/t.csv', file(CSV));
    expect(await get('/0')).toMatchObject({ kind: 'file', name: 't.csv' });
  });

  test('what fails behind a redirect is told of the site that failed', async () => {
    site.paths.set('/x.csv', redirect('http://127.0.0.1:1/x.csv'));
    await expect(get('/x.csv')).rejects.toThrow('127.0.0.1:1 refuses connections');
  });

  test('a redirect without an address is an error', async () => {
    site.paths.set('/x.csv', status(302));
    await expect(get('/x.csv')).rejects.toThrow('answers 302');
  });
});

describe('a site of the internet', () => {
  /** 127.0.0.2 stands for an address of the internet, and redirects where it is told. */
  async function outside(to: (path: string) => string) {
    const server = createHttpServer((request, response) => {
      response.writeHead(302, { location: to(request.url ?? '') });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve));
    const address = `http://127.0.0.2:${(server.address() as { port: number }).port}/x.csv`;
    const got = await download(address, { folder, limits: QUICK, isPublic: (ip) => ip === '127.0.0.2' }).catch(
      (cause: unknown) => cause,
    );
    await new Promise((resolve) => server.close(resolve));
    return got;
  }

  test('may not send the desk to this machine or into its network, by address or by name', async () => {
    site.paths.set('/x.csv', file(CSV));
    const { port } = new URL(site.address('/'));
    for (const host of [
      `127.0.0.1:${port}`,
      `localhost:${port}`,
      `2130706433:${port}`,
      `[::1]:${port}`,
      '169.254.169.254',
    ]) {
      const refused = await outside(() => `http://${host}/x.csv`);
      expect(refused, host).toBeInstanceOf(SourceError);
      expect((refused as Error).message).toMatch(
        /^127\.0\.0\.2:\d+ redirects to \S+, which is inside this network: refused/,
      );
    }
    expect(site.requests).toEqual([]);
  });

  test('an address inside that is redirected outside does not come inside again', async () => {
    const { port } = new URL(site.address('/'));
    site.paths.set('/t.csv', file(CSV));
    const server = createHttpServer((_, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${port}/t.csv` });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve));
    site.paths.set('/x.csv', redirect(`http://127.0.0.2:${(server.address() as { port: number }).port}/`));
    const got = await download(site.address('/x.csv'), {
      folder,
      limits: QUICK,
      isPublic: (ip) => ip === '127.0.0.2',
    }).catch((cause: unknown) => cause);
    await new Promise((resolve) => server.close(resolve));
    expect((got as Error).message).toContain('which is inside this network: refused');
    expect(site.requests.map(({ path }) => path)).toEqual(['/x.csv']);
  });

  test('inside, redirects may stay inside: the operator gave that address', async () => {
    site.paths.set('/x.csv', redirect('/t.csv'));
    site.paths.set('/t.csv', file(CSV));
    const { port } = new URL(site.address('/'));
    for (const host of ['127.0.0.1', 'localhost'])
      expect(await download(`http://${host}:${port}/x.csv`, { folder, limits: QUICK })).toMatchObject({ kind: 'file' });
  });
});

test('a secret in an address stays out of every sentence, behind a redirect too', async () => {
  site.paths.set('/x.csv', redirect('/gone.csv?token=sk-123'));
  const failed = await get('/x.csv?key=secret').catch((cause: unknown) => cause);
  expect((failed as Error).message).toContain('answers 404: there is no /gone.csv');
  expect((failed as Error).message).not.toMatch(/secret|sk-123/);
});

test('a name that climbs out of the folder stays in it', async () => {
  site.paths.set('/x', file(CSV, { 'content-disposition': 'attachment; filename="../../../desk.sqlite"' }));
  const got = await get('/x');
  if (got.kind !== 'file') throw new Error('no file');
  expect(got.path).toBe(join(folder, 'desk.sqlite'));
  expect(readdirSync(folder)).toEqual([basename(got.path)]);
});
