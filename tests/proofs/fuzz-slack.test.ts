import type { App } from '@slack/bolt';
import fc from 'fast-check';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkView } from '../../src/blocks/limits.ts';
import { describeWords } from '../../src/bootstrap/parts.ts';
import { homeOf } from '../../src/commands/home.ts';
import { answerCommand, commandOf } from '../../src/commands/index.ts';
import { placesNamed } from '../../src/commands/questions/places-named.ts';
import { suggestChoices } from '../../src/places/search-line.ts';
import { ALLOW_ALL } from '../../src/slack/access/access-middleware.ts';
import { createBoltApp } from '../../src/slack/app.ts';
import { type LocalSlack, startLocalSlack } from '../_util/slack.ts';
import { checkSent } from './check-answer.ts';
import { type FuzzDesk, fuzzDesk } from './fuzz-desk.ts';
import { type Payload, payloads } from './payloads.ts';
import { runMany } from './run-many.ts';

const NO_LIMIT = 86_400_000;
let desk: FuzzDesk;
let slack: LocalSlack;
let app: App;
const logged: string[] = [];
beforeAll(async () => {
  desk = await fuzzDesk();
  slack = await startLocalSlack();
  app = createBoltApp(
    {
      slack: { botToken: 'xoxb-1', apiUrl: slack.apiUrl },
      bot: { botId: 'B1', botUserId: 'U1' },
      log: pino({ level: 'error' }, { write: (line: string) => void logged.push(line) }),
      authorizer: ALLOW_ALL,
      describe: describeWords,
      listens: true,
      suggest: (typed) => suggestChoices(desk.context.db, typed),
      guess: (text) => placesNamed(desk.context, commandOf, text),
      home: (userId) => homeOf(desk.context, userId),
    },
    (words, asker) => answerCommand(desk.context, words, asker),
  );
});
afterAll(async () => {
  await slack.close();
  await desk.context.close();
});

const all = () => payloads(desk.words, slack.responseUrl);
const many = (kind: 'clicks' | 'forms', count: { short: number; long: number }) =>
  runMany({
    kind: kind === 'clicks' ? 'clicks, shortcuts, typeaheads, mentions and direct messages' : 'submitted forms',
    cases: fc.constant(null).chain(() => all()[kind]),
    count,
    round: 500,
    prepare: () => desk.reset(),
    check: checkPayload,
  });

test(
  'whatever is clicked, chosen or written, it is acknowledged once and answered inside the limits',
  { timeout: NO_LIMIT },
  () => many('clicks', { short: 300, long: 250_000 }),
);

test('whatever a form holds, it is acknowledged once and answered inside the limits', { timeout: NO_LIMIT }, () =>
  many('forms', { short: 200, long: 100_000 }),
);

async function checkPayload({ kind, body, waits }: Payload): Promise<string> {
  for (const kept of [slack.calls, slack.responses, logged]) kept.length = 0;
  const acks: unknown[] = [];
  await app.processEvent({ body, ack: async (said?: unknown) => void acks.push(said) } as never);
  if (logged.length > 0) throw new Error(`logged: ${logged.join('\n')}`);
  if (waits) expect(acks).toHaveLength(1);
  expect(slack.unexpected).toEqual([]);
  for (const said of slack.responses) checkSent(said as never);
  for (const { method, body: sent } of slack.calls) {
    const parsed = (name: string) => JSON.parse(String(sent[name] ?? 'null'));
    if (method === 'chat.postMessage') checkSent({ text: String(sent['text']), blocks: parsed('blocks') });
    if (method.startsWith('views.')) expect(checkView(parsed('view'))).toEqual([]);
  }
  const [ack] = acks as ({ options?: unknown[]; errors?: object } | undefined)[];
  if (ack?.options) expect(ack.options.length).toBeLessThanOrEqual(100);
  const outcome = ack?.errors
    ? 'told in the form'
    : ack?.options
      ? 'completed'
      : slack.responses.length + slack.calls.length > 0
        ? 'answered'
        : 'dropped';
  return `${kind} ${outcome}`;
}
