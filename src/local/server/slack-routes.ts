import type { IncomingMessage } from 'node:http';
import type { JsonObject } from '../json.ts';
import { putResponse } from '../response-url.ts';
import { type Api, ApiError } from '../web-api/args.ts';
import { FILE_MOST, takeUpload } from '../web-api/files.ts';
import { callMethod } from '../web-api/index.ts';
import { HttpError, readForm, readJson } from './body.ts';
import { sameSecret } from './guard.ts';

const BODY_MOST = 1_000_000;

/** The side of the server that the app speaks to: Slack's Web API, uploads and response_url. Undefined: not its path. */
export async function slackRoute(
  api: Api,
  botToken: string,
  path: string,
  request: IncomingMessage,
): Promise<JsonObject | undefined> {
  const [, room, name = ''] = /^\/(api|upload|response)\/([\w.]+)$/.exec(path) ?? [];
  if (room === undefined) return undefined;
  if (request.method !== 'POST') throw new HttpError(405, 'Use POST.');
  if (room === 'response') return respond(api, name, await readJson(request, BODY_MOST));
  const given = request.headers.authorization;
  if (room === 'upload') {
    const wrong = takeUpload(api, name, (await readForm(request, FILE_MOST + 10_000)).file);
    if (wrong) throw new HttpError(400, wrong);
    return { ok: true };
  }
  const { fields } = await readForm(request, BODY_MOST);
  const token = given ?? (fields['token'] ? `Bearer ${fields['token']}` : undefined);
  if (token === undefined) return { ok: false, error: 'not_authed' };
  if (!sameSecret(token, `Bearer ${botToken}`)) return { ok: false, error: 'invalid_auth' };
  return callMethod(api, name, fields);
}

function respond(api: Api, id: string, said: JsonObject): JsonObject {
  const ticket = api.tickets.useResponse(id);
  if ('error' in ticket) throw new HttpError(404, ticket.error);
  try {
    putResponse(api.workspace, ticket, said);
    return { ok: true };
  } catch (cause) {
    if (cause instanceof ApiError) throw new HttpError(400, cause.code);
    throw cause;
  }
}
