import type { App } from '@slack/bolt';
import pino from 'pino';
import { describeWords } from '../../src/bootstrap/parts.ts';
import { answerCommand, subcommands } from '../../src/commands/index.ts';
import type { Shortcut } from '../../src/local/html/message.ts';
import { startPage } from '../../src/local/server/index.ts';
import { LOCAL_IDS } from '../../src/local/workspace.ts';
import { suggestLines } from '../../src/places/suggest.ts';
import { projectPath } from '../../src/project.ts';
import { createBoltApp } from '../../src/slack/app.ts';
import { bundledDesk } from './desk.ts';

/** The local desk over the bundled facts, on a free port; `extend` adds handlers to its Bolt app. */
export async function startLocalDesk(extend: (app: App) => void = () => {}, shortcuts: Shortcut[] = []) {
  const context = await bundledDesk();
  const clock = { ahead: 0 };
  const log = pino({ level: 'silent' });
  const page = await startPage({
    now: () => new Date(context.now().getTime() + clock.ahead),
    log,
    port: 0,
    openApp: (slack) => {
      // The handlers that a test adds are none of the desk's, so this door lets everything in.
      const door = { ask: async () => ({ role: 'admin' as const }) };
      const me = { botId: LOCAL_IDS.bot, botUserId: LOCAL_IDS.botUser };
      const app = createBoltApp({ slack, me, log, door, describe: describeWords }, (words, asker) =>
        answerCommand(context, words, asker),
      );
      extend(app);
      return Promise.resolve(app);
    },
    suggest: (typed) => suggestLines(context.db, subcommands, typed),
    shortcuts,
    examples: ['policy orange county'],
    folder: projectPath('src/local/page'),
  });
  const html = await (await fetch(page.address)).text();
  const token = /name="desk-token" content="([^"]+)"/.exec(html)?.[1] ?? '';
  return {
    ...page,
    context,
    clock,
    token,
    /** What the page's script asks for. */
    async ask(name: string, body: object) {
      const response = await fetch(`${page.address}page/${name}`, {
        method: 'POST',
        headers: { 'x-desk-token': token, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as Record<string, unknown>;
      return { ...answer, status: response.status } as Record<string, unknown>;
    },
    /** A Web API call as the app makes it. */
    async call(method: string, fields: Record<string, unknown>, bearer = page.slack.botToken) {
      const form = Object.entries(fields).map(([name, value]): [string, string] => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]);
      const response = await fetch(`${page.slack.apiUrl}${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}` },
        body: new URLSearchParams(form),
      });
      return (await response.json()) as Record<string, unknown>;
    },
    async close() {
      await page.close();
      await context.close();
    },
  };
}

export type LocalDesk = Awaited<ReturnType<typeof startLocalDesk>>;
