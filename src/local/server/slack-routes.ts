import type { IncomingMessage } from 'node:http';
import type { JsonObject } from '../json.ts';
import { addReply } from '../response-url.ts';
import { type Api, ApiError } from '../web-api/args.ts';
import { MAX_FILE_BYTES, storeUpload } from '../web-api/files.ts';
import { callMethod } from '../web-api/index.ts';
import { HttpError, readForm, readJson } from './body.ts';
import { sameSecret } from './guard.ts';

const MAX_BODY_BYTES = 1_000_000;

/** Serves the app: Slack's Web API, uploads and response_url. Undefined if the path is none of these. */
export async function slackRoute(
  api: Api,
  botToken: string,
  path: string,
  request: IncomingMessage,
): Promise<JsonObject | undefined> {
  const [, kind, name = ''] = /^\/(api|upload|response)\/([\w.]+)$/.exec(path) ?? [];
  if (kind === undefined) return undefined;
  if (request.method !== 'POST') throw new HttpError(405, 'Use POST.');
  if (kind === 'response') return respond(api, name, await readJson(request, MAX_BODY_BYTES));
  if (kind === 'upload') {
    const problem = storeUpload(api, name, (await readForm(request, MAX_FILE_BYTES + 10_000)).file);
    if (problem) throw new HttpError(400, problem);
    return { ok: true };
  }
  const { fields } = await readForm(request, MAX_BODY_BYTES);
  const token = request.headers.authorization ?? (fields['token'] ? `Bearer ${fields['token']}` : undefined);
  if (token === undefined) return { ok: false, error: 'not_authed' };
  if (!sameSecret(token, `Bearer ${botToken}`)) return { ok: false, error: 'invalid_auth' };
  return callMethod(api, name, fields);
}

function respond(api: Api, id: string, reply: JsonObject): JsonObject {
  const target = api.triggers.useResponse(id);
  if ('error' in target) throw new HttpError(404, target.error);
  try {
    addReply(api.workspace, target, reply);
    return { ok: true };
  } catch (cause) {
    if (cause instanceof ApiError) throw new HttpError(400, cause.code);
    throw cause;
  }
}
