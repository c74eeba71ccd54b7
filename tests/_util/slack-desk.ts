import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { homeOf } from '../../src/commands/home.ts';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { makeExport } from '../../src/jobs/exports.ts';
import { guessChoice, suggestChoices } from '../../src/places/search-line.ts';
import { createSlackApp, type SlackApp } from '../../src/slack/app.ts';
import { EVERYBODY, type LocalSlack, startLocalSlack } from './slack.ts';

const PERSON = { id: 'U2', username: 'reader', team_id: 'T1' };
const COMMON = { team: { id: 'T1', domain: 'team' }, user: PERSON, api_app_id: 'A1', token: 'x' };

/** The whole desk in the local Slack, by Socket Mode. */
export async function startSlackDesk(desk: Context, given: Partial<Parameters<typeof createSlackApp>[0]> = {}) {
  const slack = await startLocalSlack();
  const logged: string[] = [];
  const app: SlackApp = await createSlackApp({
    ...EVERYBODY,
    context: { now: desk.now, log: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }) },
    slack: { botToken: 'xoxb-1', apiUrl: slack.apiUrl, mode: { kind: 'socket', appToken: 'xapp-1' } },
    answer: (words, asker) => answerCommand(desk, words, asker),
    listens: true,
    suggest: (typed) => suggestChoices(desk.db, typed),
    guess: (text) => guessChoice(desk.db, text),
    home: (userId) => homeOf(desk, userId),
    makeExport: (line, asker) => makeExport(desk, line, asker, mkdtempSync(join(tmpdir(), 'desk-export-'))),
    onDead: (reason) => {
      throw new Error(reason);
    },
    reference: () => 'abc123',
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
    /** An event; Slack gives each an id of its own. */
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
    /** What was posted, or opened, by a method. */
    sent: (method: string) =>
      slack.calls
        .filter((call) => call.method === method)
        .map(({ body }) => ({
          ...body,
          view: JSON.parse(String(body['view'] ?? '{}')),
          blocks: JSON.parse(String(body['blocks'] ?? '[]')),
        })) as ({ view: View; blocks: { type: string }[] } & Record<string, string>)[],
    /** Waits for work under way. */
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
