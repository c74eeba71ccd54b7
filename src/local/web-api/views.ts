import { randomBytes } from 'node:crypto';
import { isObject, withIds } from '../block-ids.ts';
import type { JsonObject } from '../json.ts';
import type { View } from '../workspace.ts';
import { LOCAL_IDS } from '../workspace.ts';
import { type Api, type ApiArgs, ApiError, type Method, objectOf } from './args.ts';
import { checkBlocks } from './check-blocks.ts';

const STACK_MOST = 3;

/** What Slack would refuse in a view; empty when it takes it. */
function checkView(view: JsonObject): string[] {
  const problems: string[] = [];
  const text = (name: string, max: number, needed: boolean) => {
    const value = view[name];
    if (value === undefined && !needed) return;
    const said = isObject(value) && value['type'] === 'plain_text' ? value['text'] : undefined;
    if (typeof said !== 'string' || said === '') problems.push(`[ERROR] missing required field: ${name}`);
    else if (said.length > max)
      problems.push(`[ERROR] must be less than ${max + 1} characters [json-pointer:/view/${name}/text]`);
  };
  if (view['type'] !== 'modal' && view['type'] !== 'home')
    return ['[ERROR] unsupported type [json-pointer:/view/type]'];
  if (view['type'] === 'modal') {
    text('title', 24, true);
    text('submit', 24, false);
    text('close', 24, false);
    const asks =
      Array.isArray(view['blocks']) && view['blocks'].some((block) => isObject(block) && block['type'] === 'input');
    if (asks && view['submit'] === undefined)
      problems.push('[ERROR] missing required field: submit (the view has input blocks)');
  }
  for (const [name, max] of [
    ['callback_id', 255],
    ['external_id', 255],
    ['private_metadata', 3000],
  ] as const)
    if (String(view[name] ?? '').length > max) problems.push(`[ERROR] ${name} must be less than ${max + 1} characters`);
  return [...problems, ...checkBlocks(view['blocks'], view['type'])];
}

/** A view to be kept; throws Slack's error where it refuses it. */
export function newView(api: Pick<Api, 'workspace'>, body: JsonObject, type: View['type'], previous?: View): View {
  if (body['type'] !== type) throw new ApiError('invalid_arguments', [`[ERROR] the view must be of type ${type}`]);
  const problems = checkView(body);
  if (problems.length > 0) throw new ApiError('invalid_arguments', problems);
  if (JSON.stringify(body).length > 250_000) throw new ApiError('view_too_large');
  const id = api.workspace.newId('V');
  return {
    id,
    hash: newHash(),
    type,
    rootId: previous?.rootId ?? id,
    ...(previous ? { previousId: previous.id } : {}),
    body: { ...body, blocks: withIds(body['blocks'] as JsonObject[]) },
  };
}

const newHash = () => randomBytes(6).toString('hex');

/** A view as payloads and answers show it. */
export const shownView = (view: View, values: JsonObject = {}): JsonObject => ({
  callback_id: '',
  private_metadata: '',
  external_id: '',
  clear_on_close: false,
  notify_on_close: false,
  submit: null,
  close: null,
  ...view.body,
  id: view.id,
  team_id: LOCAL_IDS.team,
  app_id: LOCAL_IDS.app,
  app_installed_team_id: LOCAL_IDS.team,
  bot_id: LOCAL_IDS.bot,
  hash: view.hash,
  root_view_id: view.rootId,
  previous_view_id: view.previousId ?? null,
  state: { values },
});

const viewArg = (args: ApiArgs): JsonObject => {
  const view = objectOf(args, 'view');
  if (!view) throw new ApiError('invalid_arguments', ['[ERROR] missing required field: view']);
  return view;
};

function useTrigger(api: Api, args: ApiArgs): void {
  const error = api.tickets.useTrigger(args['trigger_id'] ?? args['interactivity_pointer'] ?? '');
  if (error) throw new ApiError(error);
}

const open: Method = (api, args) => {
  const view = newView(api, viewArg(args), 'modal');
  useTrigger(api, args);
  api.workspace.modals = [view];
  api.workspace.tell({ kind: 'modal' });
  return { view: shownView(view) };
};

const push: Method = (api, args) => {
  const { workspace } = api;
  const top = workspace.modals.at(-1);
  const view = newView(api, viewArg(args), 'modal', top);
  if (workspace.modals.length >= STACK_MOST) throw new ApiError('push_limit_reached');
  useTrigger(api, args);
  workspace.modals = [...workspace.modals, view];
  workspace.tell({ kind: 'modal' });
  return { view: shownView(view) };
};

const update: Method = (api, args) => {
  const { workspace } = api;
  const all = [...workspace.modals, ...(workspace.home ? [workspace.home] : [])];
  const view = all.find((each) =>
    args['view_id']
      ? each.id === args['view_id']
      : args['external_id'] && each.body['external_id'] === args['external_id'],
  );
  if (!view) throw new ApiError('not_found');
  if (args['hash'] && args['hash'] !== view.hash) throw new ApiError('hash_conflict');
  replaceView(api, view, viewArg(args));
  return { view: shownView(view) };
};

/** Gives an open view another body, its id kept. */
export function replaceView(api: Pick<Api, 'workspace'>, view: View, body: JsonObject): void {
  const { body: checked, hash } = newView(api, body, view.type);
  Object.assign(view, { body: checked, hash });
  api.workspace.tell({ kind: view.type });
}

const publish: Method = (api, args) => {
  if (args['user_id'] !== LOCAL_IDS.you) throw new ApiError('user_not_found');
  const { workspace } = api;
  if (args['hash'] && workspace.home && args['hash'] !== workspace.home.hash) throw new ApiError('hash_conflict');
  const view = newView(api, viewArg(args), 'home');
  workspace.home = view;
  workspace.tell({ kind: 'home' });
  return { view: shownView(view) };
};

export const views: Record<string, Method> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
