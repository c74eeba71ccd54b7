import type { JsonObject } from '../json.ts';
import { LOCAL_IDS } from '../workspace.ts';
import { type Api, type ApiArgs, ApiError, type Method } from './args.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import { views } from './views.ts';

const authTest: Method = (api) => ({
  url: `${api.origin()}/`,
  team: 'This machine',
  user: 'detainer-desk',
  team_id: LOCAL_IDS.team,
  user_id: LOCAL_IDS.botUser,
  bot_id: LOCAL_IDS.bot,
});

/** The only person, in this machine's time zone. */
const usersInfo: Method = (_api, args) => {
  if (args['user'] !== LOCAL_IDS.you) throw new ApiError('user_not_found');
  const tz = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { user: { id: LOCAL_IDS.you, team_id: LOCAL_IDS.team, name: 'you', real_name: 'You', is_bot: false, tz } };
};

const methods: Record<string, Method> = {
  'auth.test': authTest,
  'users.info': usersInfo,
  ...chat,
  ...conversations,
  ...views,
  ...files,
};

/** Answers a method of Slack's Web API as Slack does, with its error codes. Serves the methods that the desk calls. */
export function callMethod(api: Api, name: string, args: ApiArgs): JsonObject {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) return { ok: false, error: 'unknown_method', req_method: name };
  try {
    return { ok: true, ...method(api, args) };
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    return {
      ok: false,
      error: cause.code,
      ...(cause.details.length > 0 ? { response_metadata: { messages: cause.details } } : {}),
    };
  }
}
