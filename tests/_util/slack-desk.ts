import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect } from 'vitest';
import { firstPrompts } from '../../src/commands/first-prompts.ts';
import { checkForm, formOf } from '../../src/commands/forms.ts';
import { homeOf } from '../../src/commands/home.ts';
import { answerCommand, commandOf } from '../../src/commands/index.ts';
import { placesNamed } from '../../src/commands/questions/places-named.ts';
import type { InstallConfig } from '../../src/config.ts';
import type { Context } from '../../src/context.ts';
import { makeExport } from '../../src/jobs/exports.ts';
import { suggestChoices } from '../../src/places/search-line.ts';
import { createSlackApp, type SlackApp } from '../../src/slack/app.ts';
import { createBlockMemory } from '../../src/slack/posting/block-memory.ts';
import { bundledDesk } from './desk.ts';
import { EVERYBODY, type LocalSlack, startLocalSlack } from './slack.ts';

const PERSON = { id: 'U2', username: 'reader', team_id: 'T1' };
const COMMON = { team: { id: 'T1', domain: 'team' }, user: PERSON, api_app_id: 'A1', token: 'x' };

/** With `install`, the desk is installed in several workspaces. */
type Options = Partial<Parameters<typeof createSlackApp>[0]> & { install?: InstallConfig };

/** The whole desk, connected to the local Slack by Socket Mode. */
export async function startSlackDesk(desk: Context, { install, ...given }: Options = {}) {
  const slack = await startLocalSlack();
  const logged: string[] = [];
  const app: SlackApp = await createSlackApp({
    ...EVERYBODY,
    context: { now: desk.now, log: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }) },
    slack: {
      botToken: install ? '' : 'xoxb-1',
      apiUrl: slack.apiUrl,
      mode: { kind: 'socket', appToken: 'xapp-1' },
      ...(install ? { install } : {}),
    },
    answer: (words, asker) => answerCommand(desk, words, asker),
    listens: true,
    form: (words, asker) => formOf(desk, words, asker),
    check: (words, asker) => checkForm(desk, words, asker),
    suggest: (typed) => suggestChoices(desk.db, typed),
    guess: (text, asker) => placesNamed(desk, commandOf, text, asker),
    prompts: (userId, channelId) => firstPrompts(desk, userId, channelId),
    home: (userId) => homeOf(desk, userId),
    makeExport: (line, asker) => makeExport(desk, line, asker, mkdtempSync(join(tmpdir(), 'desk-export-'))),
    onDead: (reason) => {
      throw new Error(reason);
    },
    reference: () => 'abc123',
    drawn: createBlockMemory(true),
    ...given,
  });
  await app.start();
  await slack.untilConnected(2);
  let counter = 0;
  const interact = (payload: Record<string, unknown>, type = 'interactive') => {
    counter += 1;
    const envelope = { type, envelope_id: `i${counter}`, accepts_response_payload: true };
    return slack.send({ ...envelope, payload: { ...COMMON, ...payload } });
  };
  return {
    slack,
    app,
    logged,
    interact,
    /** Sends an event with a new id. */
    event: (event: Record<string, unknown>, eventId?: string, socket = 0) => {
      counter += 1;
      return slack.send(
        {
          type: 'events_api',
          envelope_id: `v${counter}`,
          accepts_response_payload: false,
          payload: {
            type: 'event_callback',
            team_id: 'T1',
            api_app_id: 'A1',
            event_id: eventId ?? `Ev${counter}`,
            event,
          },
        },
        socket,
      );
    },
    /** The messages or views that were sent by a method. */
    sent: (method: string) =>
      slack.calls
        .filter((call) => call.method === method)
        .map(({ body }) => ({
          ...body,
          view: JSON.parse(String(body['view'] ?? '{}')),
          blocks: JSON.parse(String(body['blocks'] ?? '[]')),
        })) as ({ view: View; blocks: { type: string }[] } & Record<string, string>)[],
    /** Waits for work in progress. */
    stop: () => app.stop(),
  };
}
export type SlackDesk = Awaited<ReturnType<typeof startSlackDesk>>;

interface View {
  private_metadata: string;
  blocks: { block_id?: string; type: string; element?: Record<string, unknown>; elements?: unknown[] }[];
  [key: string]: unknown;
}

export async function endSlackDesk({ slack, app }: { slack: LocalSlack; app: SlackApp }): Promise<void> {
  await app.stop();
  await slack.close();
}

/**
 * The desk in Slack for each test of a file, over the bundled facts unless `makeDesk` gives others. Fails a test in which
 * the desk sent something that Slack refuses.
 */
export function eachSlackDesk(makeDesk = sharedDesk(), options: () => Options = () => ({})): SlackDesk {
  const it = {} as SlackDesk;
  beforeEach(async () => void Object.assign(it, await startSlackDesk(await makeDesk(), options())));
  afterEach(async () => {
    await endSlackDesk(it);
    expect(it.slack.unexpected).toEqual([]);
  });
  return it;
}

/** One desk for all tests of a file. Its answers get ids that are always the same. */
function sharedDesk(): () => Promise<Context> {
  let desk: Promise<Context> | undefined;
  return () => {
    desk ??= bundledDesk().then((each) => ({ ...each, randomBytes: (count) => new Uint8Array(count).fill(7) }));
    return desk;
  };
}
