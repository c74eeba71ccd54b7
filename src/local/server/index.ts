import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { StartError } from '../../errors.ts';
import { html } from '../html/html.ts';
import type { Shortcut } from '../html/message.ts';
import { renderPage } from '../html/page.ts';
import type { JsonObject } from '../json.ts';
import { type App, createReceiver } from '../receiver.ts';
import { createTriggers } from '../triggers.ts';
import { createUserActions } from '../user-actions.ts';
import { type Api, ApiError } from '../web-api/args.ts';
import { createWorkspace } from '../workspace.ts';
import { pageActions } from './actions.ts';
import { HttpError, readJson } from './body.ts';
import { HEADERS, refuse, sameSecret } from './guard.ts';
import { createSession, NOT_YOURS } from './session.ts';
import { slackRoute } from './slack-routes.ts';
import { createStream, modalOf } from './stream.ts';

export interface PageOptions {
  now: () => Date;
  log: Logger;
  port: number;
  /** Opens the Bolt app. Called with the first payload, since loading takes a while. */
  openApp: (slack: { botToken: string; apiUrl: string }) => Promise<App>;
  suggest: (typed: string) => Promise<{ words: string; label: string; detail: string }[]>;
  shortcuts: Shortcut[];
  examples: string[];
  /** The folder of page.js and page.css. */
  folder: string;
}

export interface Page {
  address: string;
  /** The address that opens the page, once. */
  entry: string;
  slack: { botToken: string; apiUrl: string };
  workspace: ReturnType<typeof createWorkspace>;
  /** Loads the app before the first question. */
  warm(): Promise<unknown>;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 64_000;
const STATIC: Record<string, string> = {
  'page.js': 'text/javascript',
  'combobox.js': 'text/javascript',
  'controls.js': 'text/javascript',
  'messages.js': 'text/javascript',
  'fields.js': 'text/javascript',
  'modal.js': 'text/javascript',
  'tables.js': 'text/javascript',
  'tabs.js': 'text/javascript',
  'page.css': 'text/css',
  'blocks.css': 'text/css',
  'icon.svg': 'image/svg+xml',
};

/** Serves the local desk on 127.0.0.1: the page, and the Slack that its app talks to. Throws StartError on a taken port. */
export async function startPage(options: PageOptions): Promise<Page> {
  const { log, shortcuts, folder } = options;
  const [token, start] = [randomBytes(24).toString('base64url'), randomBytes(6).toString('hex')];
  const workspace = createWorkspace(options.now);
  let port = options.port;
  const api: Api = { workspace, triggers: createTriggers(workspace), origin: () => `http://127.0.0.1:${port}` };
  const slack = { botToken: `xoxb-local-${randomBytes(18).toString('hex')}`, apiUrl: '' };
  const receiver = createReceiver(() => options.openApp(slack));
  const actions = createUserActions(api, receiver);
  const session = createSession(() => port);
  const stream = createStream(workspace, shortcuts, start);

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const refused = refuse(request, port);
    if (refused) throw new HttpError(403, refused);
    const url = new URL(request.url ?? '/', api.origin());
    const fromSlack = await slackRoute(api, slack.botToken, url.pathname, request);
    if (fromSlack) return sendJson(response, 200, fromSlack);
    if (url.pathname === '/' && request.method === 'GET' && url.searchParams.has('code'))
      return enter(request, response, url.searchParams.get('code'));
    if (!session.holds(request)) throw new HttpError(403, NOT_YOURS);
    if (request.method === 'POST') return sendJson(response, 200, await runAction(request, url.pathname));
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new HttpError(405, 'Use GET or POST.');
    return get(url, response);
  }

  function enter(request: IncomingMessage, response: ServerResponse, code: string | null): void {
    const cookie = session.enter(code);
    if (!cookie && !session.holds(request)) throw new HttpError(403, NOT_YOURS);
    response.writeHead(303, { location: '/', ...(cookie ? { 'set-cookie': cookie } : {}) });
    response.end();
  }

  async function runAction(request: IncomingMessage, path: string): Promise<JsonObject> {
    const name = /^\/page\/(\w+)$/.exec(path)?.[1] ?? '';
    const action = Object.hasOwn(pageActions, name) ? pageActions[name] : undefined;
    if (!action) throw new HttpError(404, 'There is nothing at this address.');
    if (!sameSecret(request.headers['x-desk-token'], token))
      throw new HttpError(403, 'The desk was restarted: reload the page.');
    try {
      return { ok: true, ...(await action(actions, await readJson(request, MAX_BODY_BYTES))) };
    } catch (cause) {
      if (cause instanceof ApiError) throw new HttpError(400, [cause.code, ...cause.details].join(' '));
      throw cause;
    }
  }

  async function get({ pathname, searchParams }: URL, response: ServerResponse): Promise<void> {
    if (pathname === '/') {
      const { channels, messages, home } = workspace;
      const page = renderPage({ token, start, channels, messages, home, shortcuts, examples: options.examples });
      return send(response, 200, 'text/html', page.markup);
    }
    if (pathname === '/typeahead')
      return sendJson(response, 200, await options.suggest((searchParams.get('q') ?? '').slice(0, 300)));
    if (pathname === '/page/stream') {
      if (!stream.open(response)) throw new HttpError(503, 'The page is open too often. Close some of its tabs.');
      return;
    }
    if (pathname === '/page/modal') return sendJson(response, 200, modalOf(workspace));
    const file = /^\/files\/(F\w+)$/.exec(pathname)?.[1];
    if (file) return sendFile(response, file);
    const name = pathname.replace(/^\/page\//, '');
    const type = pathname.startsWith('/page/') && Object.hasOwn(STATIC, name) ? STATIC[name] : undefined;
    if (!type) throw new HttpError(404, 'There is nothing at this address.');
    return send(response, 200, type, readFileSync(`${folder}/${name}`));
  }

  function sendFile(response: ServerResponse, id: string): void {
    const file = workspace.files.get(id);
    if (!file?.content) throw new HttpError(404, 'This file is not kept any more.');
    // Only charts are shown in the browser. Any other file is downloaded, so that nothing in it runs here.
    const image = file.mimetype === 'image/png';
    if (!image)
      response.setHeader('content-disposition', `attachment; filename="${file.name.replace(/[^\w.-]/g, '_')}"`);
    send(response, 200, image ? file.mimetype : 'application/octet-stream', file.content);
  }

  const server = createServer((request, response) => {
    route(request, response).catch((cause: unknown) => {
      const known = cause instanceof HttpError;
      if (!known) log.error({ err: cause, path: request.url?.slice(0, 60) }, 'page fault');
      const [status, error] = known
        ? [cause.status, cause.message]
        : [500, 'Something went wrong here; the terminal says more.'];
      // The rest of an unread body must not be parsed as the next request.
      if (status === 413) response.setHeader('connection', 'close');
      if (response.headersSent) return response.end();
      if (request.headers.accept?.includes('text/html')) {
        const page = html`<!doctype html><html lang="en"><title>Detainer Desk</title><p>${error}</p></html>`;
        return send(response, status, 'text/html', page.markup);
      }
      return sendJson(response, status, { ok: false, error });
    });
  });
  port = await listen(server, options.port);
  slack.apiUrl = `${api.origin()}/api/`;
  return {
    address: `${api.origin()}/`,
    entry: `${api.origin()}/${session.entry}`,
    slack,
    workspace,
    warm: () => receiver.warm(),
    close: () =>
      new Promise((resolve) => {
        stream.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, {
    'content-type': type.startsWith('image/') || type.endsWith('octet-stream') ? type : `${type}; charset=utf-8`,
  });
  response.end(body);
}

const sendJson = (response: ServerResponse, status: number, value: unknown): void =>
  send(response, status, 'application/json', JSON.stringify(value));

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} is taken by another program (perhaps a desk that is already running).`
          : `The desk cannot listen on port ${port} (${cause.code ?? cause.message}).`;
      reject(new StartError(`${reason} Choose another, for example: PORT=${port === 3001 ? 3002 : 3001} npm start`));
    });
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return (server.address() as AddressInfo).port;
}
