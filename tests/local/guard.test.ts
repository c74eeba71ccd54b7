import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCAL_IDS } from '../../src/local/workspace.ts';
import { type LocalDesk, startLocalDesk } from '../_util/local-desk.ts';

let desk: LocalDesk;
beforeAll(async () => {
  desk = await startLocalDesk();
});
afterAll(() => desk.close());

/** A request with just these headers: fetch sets Host and Origin by itself. */
function ask(
  path: string,
  headers: Record<string, string>,
  body?: string | Buffer,
): Promise<{ status: number; text: string }> {
  const url = new URL(desk.address);
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: url.hostname,
        port: url.port,
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers: { host: url.host, ...headers },
      },
      async (response) => {
        let text = '';
        for await (const chunk of response) text += String(chunk);
        resolve({ status: response.statusCode ?? 0, text });
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}
const command = JSON.stringify({ channel: LOCAL_IDS.channel, words: 'help' });
const ok = () => ({ cookie: desk.cookie, 'x-desk-token': desk.token, 'content-type': 'application/json' });

describe('another site', () => {
  test.each([
    ['a name that points here (DNS rebinding)', '/', { host: 'evil.example' }, undefined],
    ['a name that begins like ours', '/', { host: '127.0.0.1.evil.example' }, undefined],
    ['another port', '/', { host: '127.0.0.1:1' }, undefined],
    ['a form of another site', '/page/command', { origin: 'https://evil.example' }, command],
    ['a sandboxed frame', '/page/command', { origin: 'null' }, command],
    ['a page on another port of this machine', '/page/command', { origin: 'http://127.0.0.1:1' }, command],
    [
      'a script of another site',
      '/typeahead?q=a',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      undefined,
    ],
    ['the Web API from another site', '/api/chat.postMessage', { origin: 'https://evil.example' }, 'text=x'],
  ])('%s is refused', async (_what, path, headers, body) => {
    const before = desk.workspace.messages.length;
    const answer = await ask(path, { ...ok(), ...headers }, body);
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain(desk.token);
    expect(desk.workspace.messages.length).toBe(before);
  });

  test('nothing is done without the token of this start', async () => {
    for (const token of ['', 'wrong', `${desk.token}x`]) {
      const answer = await ask('/page/command', { ...ok(), 'x-desk-token': token }, command);
      expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('reload the page')]);
    }
    expect(desk.workspace.messages).toEqual([]);
    expect((await ask('/page/command', ok(), command)).status).toBe(200);
    expect(desk.workspace.messages.length).toBe(2);
  });
});

describe('another account on this machine', () => {
  test('reads and does nothing without the cookie, which only the address of the terminal gives, once', async () => {
    const before = desk.workspace.messages.length;
    for (const path of ['/', '/?code=', '/?code=wrong', '/page/stream', '/page/modal', '/typeahead?q=a', '/files/F1']) {
      const answer = await ask(path, {});
      expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('belongs to the person who started')]);
      expect(answer.text).not.toContain(desk.token);
    }
    expect((await ask('/page/command', { ...ok(), cookie: `${desk.cookie}x` }, command)).status).toBe(403);
    expect(desk.workspace.messages.length).toBe(before);
    const { pathname, search } = new URL(desk.entry);
    const again = await ask(pathname + search, {});
    expect(again.status).toBe(403); // the code was used
    expect((await ask(pathname + search, { cookie: desk.cookie })).status).toBe(303); // by this browser
  });

  test('the cookie is out of reach of scripts and other sites', async () => {
    const fresh = await startLocalDesk();
    expect(fresh.setCookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    await fresh.close();
  });

  test('open streams are capped, and one that is not read is given up', async () => {
    const open: AbortController[] = [];
    const statuses: number[] = [];
    for (let count = 0; count < 52; count += 1) {
      const stop = new AbortController();
      open.push(stop);
      const headers = { cookie: desk.cookie };
      statuses.push((await fetch(`${desk.address}page/stream`, { headers, signal: stop.signal })).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(50);
    expect(statuses.at(-1)).toBe(503);
    for (const stop of open) stop.abort();
  });
});

test('listens on this machine only', () => {
  expect(desk.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
});

test('the page allows only its own scripts, styles and requests, and names no other address', async () => {
  const response = await fetch(desk.address, { headers: { cookie: desk.cookie } });
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  const page = await response.text();
  expect(page).not.toMatch(/<script(?![^>]* src="\/page\/)|\son\w+=|style="/);
  expect(
    [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1]).filter((url) => !/^[/#]/.test(url ?? '')),
  ).toEqual([]);
});

test('the Web API requires the bot token', async () => {
  expect(await desk.call('auth.test', {}, 'xoxb-other')).toMatchObject({ ok: false, error: 'invalid_auth' });
  const bare = await fetch(`${desk.slack.apiUrl}auth.test`, { method: 'POST', body: new URLSearchParams({}) });
  expect(await bare.json()).toMatchObject({ ok: false, error: 'not_authed' });
  expect(await desk.call('auth.test', {})).toMatchObject({ ok: true, bot_id: LOCAL_IDS.bot });
});

test.each([
  ['/page/command', 70_000],
  ['/api/chat.postMessage', 1_100_000],
  ['/upload/F1', 21_000_000],
])('%s: a body that is too large is refused', async (path, size) => {
  const answer = await ask(
    path,
    { ...ok(), authorization: `Bearer ${desk.slack.botToken}`, 'content-type': 'application/x-www-form-urlencoded' },
    Buffer.alloc(size, 'x'),
  ).catch((cause: NodeJS.ErrnoException) => ({
    status: cause.code === 'ECONNRESET' || cause.code === 'EPIPE' ? 413 : 0,
    text: '',
  }));
  expect(answer.status).toBe(413);
});

test.each([
  ['GET', '/page/../../package.json'],
  ['GET', '/page/..%2f..%2fpackage.json'],
  ['GET', '/page/constructor'],
  ['GET', '/files/F1'],
  ['POST', '/page/constructor'],
  ['POST', '/nothing'],
])('%s %s: nothing there', async (method, path) => {
  expect((await ask(path, ok(), method === 'POST' ? '{}' : undefined)).status).toBe(404);
});

test('invalid bodies are refused with a sentence', async () => {
  for (const body of ['', '[', '[]', '"x"', '['.repeat(60_000), `{"a":${'['.repeat(25_000)}${']'.repeat(25_000)}}`])
    expect((await ask('/page/command', ok(), body)).status).toBe(400);
  expect(JSON.parse((await ask('/page/command', ok(), '{"channel":"C1","words":7}')).text)).toMatchObject({
    error: expect.stringContaining('words must be a text'),
  });
  expect(JSON.parse((await ask('/page/command', ok(), '{"channel":"C9","words":"help"}')).text)).toMatchObject({
    error: 'channel_not_found',
  });
});

test('a file that is not an image is downloaded, never shown', async () => {
  const content = '<script>alert(1)</script>';
  const upload = await desk.call('files.getUploadURLExternal', {
    filename: 'page.html',
    length: String(content.length),
  });
  const path = new URL(String(upload['upload_url'])).pathname;
  expect((await ask(path, {}, `${content}!`)).status).toBe(400);
  expect((await ask(path, { 'content-type': 'application/octet-stream' }, content)).status).toBe(200);
  const file = await fetch(`${desk.address}files/${upload['file_id']}`, { headers: { cookie: desk.cookie } });
  expect(file.headers.get('content-type')).toBe('application/octet-stream');
  expect(file.headers.get('content-disposition')).toContain('attachment');
});
