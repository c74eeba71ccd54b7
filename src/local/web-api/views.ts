import { checkView, LIMITS } from '../../blocks/limits.ts';
import { withIds } from '../block-ids.ts';
import type { JsonObject } from '../json.ts';
import type { View } from '../workspace.ts';
import { LOCAL_IDS } from '../workspace.ts';
import { type Api, type ApiArgs, ApiError, type Method, parseObjectArg } from './args.ts';

/** The view in a call's arguments. Throws ApiError if Slack would refuse it. */
function newView({ workspace }: Api, args: ApiArgs, type: View['type']): View {
  const body = parseObjectArg(args, 'view', 'invalid_arguments') ?? {};
  const problems = body['type'] === type ? checkView(body) : [`the view must be of type ${type}`];
  if (problems.length > 0) throw new ApiError('invalid_arguments', problems);
  if (JSON.stringify(body).length > LIMITS.view.json) throw new ApiError('view_too_large');
  return { id: workspace.newId('V'), type, body: { ...body, blocks: withIds(body['blocks'] as JsonObject[]) } };
}

/** A view as payloads and responses show it. */
export const quoteView = (view: View, values: JsonObject = {}): JsonObject => ({
  callback_id: '',
  private_metadata: '',
  ...view.body,
  id: view.id,
  team_id: LOCAL_IDS.team,
  app_id: LOCAL_IDS.app,
  app_installed_team_id: LOCAL_IDS.team,
  bot_id: LOCAL_IDS.bot,
  state: { values },
});

const open: Method = (api, args) => {
  const view = newView(api, args, 'modal');
  const error = api.triggers.useTrigger(args['trigger_id'] ?? '');
  if (error) throw new ApiError(error);
  api.workspace.setModal(view);
  return { view: quoteView(view) };
};

const publish: Method = (api, args) => {
  const view = newView(api, args, 'home');
  api.workspace.setHome(view);
  return { view: quoteView(view) };
};

export const views: Record<string, Method> = { 'views.open': open, 'views.publish': publish };
