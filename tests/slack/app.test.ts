import pino from 'pino';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer, Notice } from '../../src/answer.ts';
import { answerCommand } from '../../src/commands/index.ts';
import type { SlackConfig } from '../../src/config.ts';
import type { Context } from '../../src/context.ts';
import { StartError, UserError } from '../../src/errors.ts';
import { createSlackApp, type SlackApp } from '../../src/slack/app.ts';
import { createBlockMemory } from '../../src/slack/posting/block-memory.ts';
import { bundledDesk, NOW } from '../_util/desk.ts';
import { freePort } from '../_util/free-port.ts';
import { EVERYBODY, type LocalSlack, startLocalSlack } from '../_util/slack.ts';
import { actionBody, commandBody, signed } from '../_util/slack-payloads.ts';

const SECRET = 'a-signing-secret';
let desk: Context;
let slack: LocalSlack;
let app: SlackApp | undefined;
let logged: string[];

beforeAll(async () => {
  desk = await bundledDesk();
});
beforeEach(async () => {
  slack = await startLocalSlack();
  logged = [];
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await slack.close();
  expect(slack.unexpected).toEqual([]);
});

async function start(
  mode: SlackConfig['mode'],
  answer = (words: string): Promise<Answer | Notice> => answerCommand(desk, words),
) {
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
  app = await createSlackApp({
    ...EVERYBODY,
    context: { log, now: () => new Date(NOW) },
    slack: { botToken: 'xoxb-1', apiUrl: slack.apiUrl, mode },
    answer,
    onDead: (reason) => {
      throw new Error(reason);
    },
    reference: () => 'abc123',
    drawn: createBlockMemory(true),
  });
  await app.start();
  return app;
}
const socketMode = { kind: 'socket' as const, appToken: 'xapp-1' };
const envelope = (id: string, text: string) => ({
  type: 'slash_commands',
  envelope_id: id,
  accepts_response_payload: true,
  payload: commandBody(text, slack.responseUrl),
});

describe('Socket Mode', () => {
  test('a command is answered privately in the ack', async () => {
    await start(socketMode);
    await slack.untilConnected(2);
    const reply = await slack.send(
      envelope('e1', 'releases in:"Los Angeles County, CA" since:2020-08-01 until:2020-09-30'),
    );
    expect(reply?.['response_type']).toBe('ephemeral');
    expect(reply?.['text']).toContain('8 published cases');
    expect(JSON.stringify(reply)).toContain('Sep 9, 2020');
    expect(slack.responses).toEqual([]);
  });

  test('a second copy of a command gets the same answer and runs nothing', async () => {
    let runs = 0;
    await start(socketMode, async (words) => {
      runs += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return answerCommand(desk, words);
    });
    await slack.untilConnected(2);
    const [first, second] = await Promise.all([
      slack.send(envelope('e1', 'help'), 0),
      slack.send(envelope('e1', 'help'), 1),
    ]);
    expect(first).toEqual(second);
    expect(first?.['text']).toContain('Detainer Desk');
    expect(runs).toBe(1);
  });

  test('while one connection is being replaced, commands come through the other', async () => {
    await start(socketMode);
    await slack.untilConnected(2);
    slack.links[0]?.disconnect();
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, at) => slack.send(envelope(`e${at}`, 'help policy'), 1)),
    );
    expect(replies.filter((reply) => String(reply?.['text']).includes('help: policy'))).toHaveLength(50);
    // A connection that is stopped while it comes back rejects into nowhere (socket-mode 3.1), so let it arrive.
    while (logged.filter((line) => line.includes('"connected"')).length < 3)
      await new Promise((resolve) => setTimeout(resolve, 20));
  });

  test('a slow answer is acknowledged first and sent by response_url', async () => {
    let go = () => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    const running = await start(socketMode, async (words) => {
      await held;
      return answerCommand(desk, words);
    });
    await slack.untilConnected(2);
    expect(await slack.send(envelope('e1', 'help'))).toEqual({});
    go();
    await running.stop();
    expect(slack.responses.map((each) => each['text'])).toEqual([expect.stringContaining('Detainer Desk')]);
  });

  test.each([
    { takes: 'moments', seconds: 0, by: 'ack' },
    { takes: 'longer than the sockets stay open', seconds: 1.2, by: 'response_url' },
  ])('stopping waits for an answer in progress that takes $takes: it leaves by $by', async ({ seconds, by }) => {
    let go = () => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    let asked = () => {};
    const begun = new Promise<void>((resolve) => (asked = resolve));
    const running = await start(socketMode, async (words) => {
      asked();
      await held;
      return answerCommand(desk, words);
    });
    await slack.untilConnected(2);
    const seen: unknown[] = [];
    void slack.send(envelope('e1', 'help')).then((payload) => seen.push(payload?.['text']));
    await begun;
    let stopped = false;
    const stopping = running.stop().then(() => {
      stopped = true;
    });
    const late: unknown[] = [];
    void slack.send(envelope('e2', 'help')).then((payload) => late.push(payload));
    await new Promise((resolve) => setTimeout(resolve, 50 + seconds * 1000));
    expect(stopped).toBe(false);
    go();
    await stopping;
    const answered = () => ({ ack: seen.join(), response_url: slack.responses.map((each) => each['text']).join() });
    await vi.waitFor(() => expect(answered()[by as 'ack']).toContain('Detainer Desk'));
    expect(Object.values(answered()).filter(Boolean)).toHaveLength(1);
    expect(late).toEqual([]); // not taken, so that Slack may give it to another desk
  });
});

describe('buttons', () => {
  const click = (actionId: string, value: string) =>
    slack.send({
      type: 'interactive',
      envelope_id: `${actionId}${value}`,
      accepts_response_payload: true,
      payload: actionBody(actionId, value, slack.responseUrl),
    });
  const response = async () => {
    while (slack.responses.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    return slack.responses.at(-1) ?? {};
  };

  test('a button runs its command and answers below the old message', async () => {
    await start(socketMode);
    await slack.untilConnected(2);
    await click('words:f:0', 'policy "Orange County, CA"');
    const said = await response();
    expect(said['response_type']).toBe('ephemeral');
    expect(said['replace_original']).toBe(false);
    expect(said['text']).toContain('Orange County, CA');
  });

  test('"Post to channel" posts the answer for everyone, with its command', async () => {
    await start(socketMode);
    await slack.untilConnected(2);
    await click('post', 'releases in:"Los Angeles County, CA" since:2020-08');
    const said = await response();
    expect(said['response_type']).toBe('in_channel');
    expect(JSON.stringify(said['blocks'])).toContain('Asked with /detainer releases');
    expect(JSON.stringify(said['blocks'])).toContain('Asked by <@U2>');
    expect(JSON.stringify(said['blocks'])).not.toContain('Post to channel');
  });

  test('when Slack refuses the blocks, the same is said as plain sections', async () => {
    await start(socketMode);
    await slack.untilConnected(2);
    let refusals = 1;
    slack.fault = (name) =>
      name.startsWith('/response') && refusals-- > 0 ? { kind: 'status', status: 400 } : undefined;
    await click('words:f:0', 'policy "Cook County, IL"');
    const types = (((await response())['blocks'] ?? []) as { type: string }[]).map((block) => block.type);
    expect(new Set(types)).toEqual(new Set(['section']));
  });
});

describe('faults and mistakes', () => {
  test('a fault is answered with a reference and logged with it; no stack, no words of the person', async () => {
    await start(socketMode, () => Promise.reject(new TypeError('secret detail')));
    await slack.untilConnected(2);
    const reply = await slack.send(envelope('e1', 'policy "a private question"'));
    expect(reply?.['text']).toContain('abc123');
    expect(JSON.stringify(reply)).not.toMatch(/secret detail|\bat \w+ \(|TypeError/);
    expect(logged.join()).toContain('abc123');
    expect(logged.join()).toContain('secret detail');
    expect(logged.join()).not.toContain('private question');
  });

  test('a mistake is answered in its own words, with buttons', async () => {
    await start(socketMode, () =>
      Promise.reject(
        new UserError('There is no `lokup`. Did you mean `lookup`?', {
          choices: [{ label: 'lookup', words: 'lookup' }],
        }),
      ),
    );
    await slack.untilConnected(2);
    const reply = await slack.send(envelope('e1', 'lokup'));
    expect(reply?.['response_type']).toBe('ephemeral');
    expect(reply?.['text']).toContain('Did you mean');
    expect(JSON.stringify(reply?.['blocks'])).toContain('"value":"lookup"');
  });
});

describe('HTTP', () => {
  test('a signed command is answered; a bad or old signature is not', async () => {
    const port = await freePort();
    await start({ kind: 'http', signingSecret: SECRET, port, host: '127.0.0.1' });
    const url = `http://127.0.0.1:${port}/slack/events`;
    const body = new URLSearchParams(commandBody('policy "Charlotte, NC" on:2024-11-30')).toString();
    const good = await fetch(url, { method: 'POST', headers: signed(body, SECRET), body });
    expect(good.status).toBe(200);
    const reply = (await good.json()) as Record<string, unknown>;
    expect(reply['response_type']).toBe('ephemeral');
    expect(reply['text']).toContain('may not hold a person for ICE');
    const bad = await fetch(url, { method: 'POST', headers: signed(body, 'another-secret'), body });
    expect(bad.status).toBe(401);
    const old = await fetch(url, {
      method: 'POST',
      headers: signed(body, SECRET, Math.floor(Date.now() / 1000) - 400),
      body,
    });
    expect(old.status).toBe(401);
  });

  test('a repeated signed request runs nothing and gets the same answer; one of 5 MB is refused unread', async () => {
    const port = await freePort();
    const asked: string[] = [];
    await start({ kind: 'http', signingSecret: SECRET, port, host: '127.0.0.1' }, (words) => {
      asked.push(words);
      return answerCommand(desk, words);
    });
    const url = `http://127.0.0.1:${port}/slack/events`;
    const body = new URLSearchParams(commandBody('policy "Charlotte, NC" on:2024-11-30')).toString();
    const headers = signed(body, SECRET);
    const [first, second] = [
      await fetch(url, { method: 'POST', headers, body }),
      await fetch(url, { method: 'POST', headers, body }),
    ];
    expect(await second.json()).toEqual(await first.json());
    expect(asked).toHaveLength(1);
    const huge = await fetch(url, { method: 'POST', headers, body: 'x'.repeat(5 * 2 ** 20) });
    expect(huge.status).toBe(413);
    expect(asked).toHaveLength(1);
  });

  test('what nobody signed, or is of another time or shape, ends no desk and is read no further', async () => {
    const port = await freePort();
    await start({ kind: 'http', signingSecret: SECRET, port, host: '127.0.0.1' });
    const url = `http://127.0.0.1:${port}/slack/events`;
    const post = async (body: string, type = 'application/json', at = Math.floor(Date.now() / 1000)) =>
      (await fetch(url, { method: 'POST', headers: { ...signed(body, SECRET, at), 'content-type': type }, body }))
        .status;
    for (const body of ['null', 'true', '7', '"x"', '{']) expect(await post(body), body).toBe(400);
    expect(await post('payload=null', 'application/x-www-form-urlencoded')).toBe(400);
    expect(await post('{}', 'application/json', Math.floor(Date.now() / 1000) + 86_400)).toBe(401);
    expect((await fetch(url, { method: 'POST', body: 'x'.repeat(1_100_000) })).status).toBe(413);
    const form = new URLSearchParams(commandBody('help')).toString();
    expect(await post(form, 'application/x-www-form-urlencoded')).toBe(200);
  });

  test('HTTP and Socket Mode answer alike', async () => {
    const words = 'policy "Charlotte, NC" on:2025-10-01';
    const port = await freePort();
    const http = await start({ kind: 'http', signingSecret: SECRET, port, host: '127.0.0.1' });
    const body = new URLSearchParams(commandBody(words)).toString();
    const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      headers: signed(body, SECRET),
      body,
    });
    const byHttp = await answer.json();
    await http.stop();
    await start(socketMode);
    await slack.untilConnected(2);
    expect(await slack.send(envelope('e1', words))).toEqual(byHttp);
  });
});

describe('wrong tokens at start', () => {
  const refuse = (mode: SlackConfig['mode']) =>
    start(mode).then(
      () => undefined,
      (cause: unknown) => cause,
    );

  test('a refused bot token is one sentence', async () => {
    slack.replies['auth.test'] = { ok: false, error: 'invalid_auth' };
    const cause = await refuse(socketMode);
    expect(cause).toBeInstanceOf(StartError);
    expect((cause as Error).message).toBe('Slack refused the bot token: invalid_auth. Check SLACK_BOT_TOKEN.');
  });

  test('a refused app token is one sentence', async () => {
    slack.replies['apps.connections.open'] = { ok: false, error: 'not_allowed_token_type' };
    expect(((await refuse(socketMode)) as Error).message).toContain('SLACK_APP_TOKEN');
  });

  test('too many connections is no wrong token', async () => {
    slack.replies['apps.connections.open'] = { ok: false, error: 'too_many_websockets' };
    const said = ((await refuse(socketMode)) as Error).message;
    expect(said).toMatch(/ten open.*Stop another desk/);
    expect(said).not.toContain('Check SLACK_APP_TOKEN');
  });

  test.each([
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }],
    ['500', { kind: 'status', status: 500 }],
    ['a cut', { kind: 'cut' }],
  ] as const)('%s at the start is waited out', async (_, fault) => {
    let left = 1;
    slack.fault = (name) => (name === 'auth.test' && left-- > 0 ? fault : undefined);
    await start(socketMode);
    await slack.untilConnected(2);
    expect(slack.calls.filter((call) => call.method === 'auth.test')).toHaveLength(2);
  });

  test('a wait that Slack wants to be longer than two minutes ends the start with one sentence', async () => {
    slack.fault = () => ({ kind: 'status', status: 429, headers: { 'retry-after': '600' } });
    expect(await refuse(socketMode)).toBeInstanceOf(StartError);
  });
});

test('a frame that the library cannot read is dropped, and the next command is answered', async () => {
  await start(socketMode);
  await slack.untilConnected(2);
  slack.sockets[0]?.send(JSON.stringify({ type: 'events_api', envelope_id: 'x', payload: {} }));
  expect((await slack.send(envelope('e1', 'help')))?.['text']).toContain('Detainer Desk');
  expect(logged.join()).toContain('unreadable frame dropped');
});
