import { Buffer } from 'node:buffer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerWords } from '../../src/commands/answer-words.ts';
import { UserError } from '../../src/errors.ts';
import { createAskModel } from '../../src/model/ask-model.ts';
import type { ModelSettings } from '../../src/model/protocol.ts';
import { bundledDesk } from '../_util/desk.ts';
import { type Answering, type FileServer, startFileServer, status } from '../_util/file-server.ts';

/** Words that the reader has no reading of, with a place and a day in them. */
const QUESTION = 'frobnicate the detainers of Texas since March 2025 gently';
const KEY = 'sk-a-key-that-is-secret';

let server: FileServer;
let asked: { headers: Record<string, unknown>; body: Record<string, unknown> }[];
let warned: string[];
beforeEach(async () => {
  server = await startFileServer();
  asked = [];
  warned = [];
});
afterEach(() => server.close());

const openai = (content: string) => JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] });
const anthropic = (text: string) => JSON.stringify({ content: [{ type: 'text', text }] });

/** Answers with a body, and keeps what was asked. */
const answers =
  (body: string): Answering =>
  (response, request) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      asked.push({ headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(body);
    });
  };

const modelAt = (path: string, given: Partial<ModelSettings> & { withinMs?: number; now?: () => Date } = {}) =>
  createAskModel(
    { url: server.address(path), name: given.name ?? 'model-1', key: KEY },
    {
      fetch,
      now: given.now ?? (() => new Date('2026-11-28T12:00:00Z')),
      log: { warn: (...said: unknown[]) => void warned.push(JSON.stringify(said)) },
      ...(given.withinMs === undefined ? {} : { withinMs: given.withinMs }),
    },
  );

/** The buttons below the desk's question back. */
async function choicesOf(words: string, askModel = modelAt('/v1/chat/completions')) {
  const desk = await bundledDesk('2026-11-28T12:00:00Z');
  const problem = await answerWords({ ...desk, askModel }, words).catch((cause: unknown) => cause);
  await desk.close();
  expect(problem).toBeInstanceOf(UserError);
  return (problem as UserError).choices ?? [];
}

describe('a model that answers rightly', () => {
  test.each([
    ['/v1/chat/completions', openai('stats Texas since:2025-03-01')],
    ['/v1/messages', anthropic('`stats Texas since:2025-03`\n')],
  ])('is a button at %s, and nothing is run', async (path, body) => {
    server.paths.set(path, answers(body));
    const [first] = await choicesOf(QUESTION, modelAt(path));
    expect(first).toEqual({
      label: 'Read by model-1: stats Texas since:2025-03-01',
      words: 'stats Texas since:2025-03-01',
    });
    expect(asked).toHaveLength(1);
  });

  test('gets the question and the grammar of what only reads, and the key in a header alone', async () => {
    server.paths.set('/v1/chat/completions', answers(openai('NONE')));
    await choicesOf(QUESTION);
    const [{ headers, body } = { headers: {}, body: {} }] = asked;
    expect(headers['authorization']).toBe(`Bearer ${KEY}`);
    const sent = JSON.stringify(body);
    expect(sent).toContain(QUESTION);
    expect(sent).toContain('stats <place>');
    expect(sent).not.toMatch(/digest on|unwatch|export <|audit|sk-a-key/);
  });

  test('is not asked where the reader has a reading, asks back or refuses', async () => {
    server.paths.set('/v1/chat/completions', answers(openai('stats Texas')));
    const desk = await bundledDesk();
    const askModel = modelAt('/v1/chat/completions');
    await answerWords({ ...desk, askModel }, 'does Denver honor detainers');
    for (const words of ['does orange county honor detainers', 'what is your opinion of ICE', 'is my neighbor illegal'])
      await answerWords({ ...desk, askModel }, words).catch(() => undefined);
    await desk.close();
    expect(asked).toEqual([]);
  });
});

test('personal data does not leave the desk', async () => {
  server.paths.set('/v1/chat/completions', answers(openai('NONE')));
  await choicesOf('frobnicate the detainers of Texas, write to me at jane.roe@example.org').catch(() => undefined);
  await choicesOf('frobnicate the detainers of Texas for Maria Lopez Garcia').catch(() => undefined);
  await choicesOf('frobnicate the detainers of Texas for A098765432').catch(() => undefined);
  expect(JSON.stringify(asked)).not.toMatch(/jane|roe@|maria|lopez|098765432/i);
});

describe('what a model answers wrongly is not offered', () => {
  test.each([
    ['a place that the question does not name', 'stats Florida since:2025-03-01'],
    ['a place that may mean several', 'policy Orange County'],
    ['a day that the question does not name', 'stats Texas since:2024-01-01'],
    ['the whole country, which nobody named', 'stats us'],
    ['another place inside free words', 'top counties in Florida'],
    ['a command that sets something up', 'watch Texas'],
    ['a command that posts', 'digest now'],
    ['a file', 'export stats Texas'],
    ['a picture in the channel', 'chart stats Texas'],
    ['the audit', 'audit'],
    ['an earlier answer', 'show DD-7K3Q'],
    ['a reference that the question does not name', 'lookup D-4QX7-9KTM'],
    ['a word of its own', 'stats Texas charge:zzyzx'],
    ['a clock', 'policy Texas release:2026-12-01T17:00'],
    ['a filter that the command has not', 'stats Texas colour:red'],
    ['two lines', 'stats Texas\nwatch Texas'],
    ['talk', 'Sure! Here is the command: stats Texas'],
    ['nothing', 'NONE'],
    ['markup', 'stats Texas since:2025-03-01 <!channel>'],
    ['control characters', 'stats Texas\u0007'],
    ['a very long line', `stats Texas ${'since:2025-03-01 '.repeat(40)}`],
  ])('%s', async (_, line) => {
    server.paths.set('/v1/chat/completions', answers(openai(line)));
    const choices = await choicesOf(QUESTION);
    expect(choices.filter(({ label }) => label.startsWith('Read by'))).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['no JSON', 'stats Texas'],
    ['another form', '{"output":"stats Texas"}'],
    ['an object for a text', '{"choices":[{"message":{"content":{"$":1}}}]}'],
    ['a body without end', openai('x'.repeat(200_000))],
  ])('%s', async (_, body) => {
    server.paths.set('/v1/chat/completions', answers(body));
    expect((await choicesOf(QUESTION)).map(({ label }) => label)).toEqual(['stats Texas since:2025-03-01']);
  });
});

describe('a model that fails', () => {
  test('late: the desk answers without it', async () => {
    server.paths.set('/v1/chat/completions', () => undefined);
    const choices = await choicesOf(QUESTION, modelAt('/v1/chat/completions', { withinMs: 50 }));
    expect(choices).toHaveLength(1);
  });

  test('a body that never ends is late too', async () => {
    server.paths.set('/v1/chat/completions', (response) => {
      response.writeHead(200);
      response.write('{');
    });
    expect(await choicesOf(QUESTION, modelAt('/v1/chat/completions', { withinMs: 50 }))).toHaveLength(1);
  });

  test.each([401, 429, 500])('with %s, the log says so without question, key or address', async (code) => {
    server.paths.set('/v1/chat/completions', status(code));
    expect(await choicesOf(QUESTION)).toHaveLength(1);
    expect(warned).toEqual([JSON.stringify([{ model: 'model-1', why: 'Error' }, 'the model gave no answer'])]);
  });

  test('a redirect is not followed', async () => {
    server.paths.set('/v1/chat/completions', status(307, { location: '/elsewhere' }));
    server.paths.set('/elsewhere', answers(openai('stats Texas since:2025-03-01')));
    expect(await choicesOf(QUESTION)).toHaveLength(1);
    expect(server.requests.map(({ path }) => path)).toEqual(['/v1/chat/completions']);
  });

  test('it is left alone for half a minute, and asked again after that', async () => {
    let now = '2026-11-28T12:00:00Z';
    server.paths.set('/v1/chat/completions', status(500));
    const model = modelAt('/v1/chat/completions', { now: () => new Date(now) });
    await model.ask('', 'a');
    await model.ask('', 'b');
    expect(server.requests).toHaveLength(1);
    now = '2026-11-28T12:00:31Z';
    await model.ask('', 'c');
    expect(server.requests).toHaveLength(2);
  });
});
