import { readFileSync } from 'node:fs';
import pino from 'pino';
import { describeWords } from '../../src/bootstrap/parts.ts';
import { checkForm, formOf } from '../../src/commands/forms.ts';
import { homeOf } from '../../src/commands/home.ts';
import { answerCommand, commandOf, subcommands } from '../../src/commands/index.ts';
import { placesNamed } from '../../src/commands/questions/places-named.ts';
import { readShortcuts } from '../../src/local/manifest.ts';
import { startPage } from '../../src/local/server/index.ts';
import { LOCAL_IDS } from '../../src/local/workspace.ts';
import { suggestChoices } from '../../src/places/search-line.ts';
import { suggestLines } from '../../src/places/suggest.ts';
import { projectPath } from '../../src/project.ts';
import { ALLOW_ALL } from '../../src/slack/access/access-middleware.ts';
import { createBoltApp } from '../../src/slack/app.ts';
import { bundledDesk } from './desk.ts';

/** The local desk over the bundled facts, on a free port. */
export async function startLocalDesk() {
  const context = await bundledDesk();
  const log = pino({ level: 'silent' });
  const payloads: Record<string, unknown>[] = [];
  const page = await startPage({
    now: context.now,
    log,
    port: 0,
    openApp: async (slack) => {
      const app = createBoltApp(
        {
          slack,
          bot: { botId: LOCAL_IDS.bot, botUserId: LOCAL_IDS.botUser },
          log,
          authorizer: ALLOW_ALL,
          describe: describeWords,
          listens: true,
          form: (words, asker) => formOf(context, words, asker),
          check: (words, asker) => checkForm(context, words, asker),
          suggest: (typed) => suggestChoices(context.db, typed),
          guess: (text) => placesNamed(context, commandOf, text),
          home: (userId) => homeOf(context, userId),
        },
        (words, asker) => answerCommand(context, words, asker),
      );
      return {
        processEvent(event) {
          payloads.push(event.body);
          return app.processEvent(event);
        },
      };
    },
    suggest: (typed) => suggestLines(context.db, subcommands, typed),
    shortcuts: readShortcuts(readFileSync(projectPath('manifest.yml'), 'utf8')),
    examples: ['policy orange county'],
    folder: projectPath('src/local/page'),
  });
  const entered = await fetch(page.entry, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const html = await (await fetch(page.address, { headers: { cookie } })).text();
  const token = /name="desk-token" content="([^"]+)"/.exec(html)?.[1] ?? '';
  return {
    ...page,
    context,
    token,
    /** As the browser that opened the page sends it. */
    cookie,
    setCookie: entered.headers.get('set-cookie') ?? '',
    /** What the app was sent, in order. */
    payloads,
    /** What the page's script asks for. */
    async ask(name: string, body: object) {
      const response = await fetch(`${page.address}page/${name}`, {
        method: 'POST',
        headers: { cookie, 'x-desk-token': token, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as Record<string, unknown>;
      return { ...answer, status: response.status } as Record<string, unknown>;
    },
    /** A Web API call as the app makes it. */
    async call(method: string, fields: Record<string, string>, bearer = page.slack.botToken) {
      const response = await fetch(`${page.slack.apiUrl}${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}` },
        body: new URLSearchParams(fields),
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
