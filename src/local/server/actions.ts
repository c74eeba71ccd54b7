import type { FormValues } from '../form-values.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Control, UserActions } from '../user-actions.ts';
import { HttpError } from './body.ts';

/** A text field of a request. Throws HttpError if it is missing or too long. */
function text(fields: JsonObject, name: string, max = 4000): string {
  const value = fields[name];
  if (typeof value !== 'string' || value.length > max)
    throw new HttpError(400, `${name} must be a text of at most ${max} characters.`);
  return value;
}

const controlOf = (fields: JsonObject): Control => ({
  location: fields['view']
    ? { view: text(fields, 'view') }
    : { channel: text(fields, 'channel'), ts: text(fields, 'ts') },
  blockId: text(fields, 'block'),
  actionId: text(fields, 'action'),
});

const formOf = (state: unknown): FormValues =>
  Object.fromEntries(
    Object.entries(isObject(state) ? state : {}).map(([block, values]) => [
      block,
      Object.fromEntries(
        Object.keys(isObject(values) ? values : {}).map((action) => [action, text(values as JsonObject, action)]),
      ),
    ]),
  );

/** The requests of the page's script. Each is one action of the person. */
export const pageActions: Record<
  string,
  (actions: UserActions, fields: JsonObject) => Promise<JsonObject> | JsonObject
> = {
  async command(actions, fields) {
    await actions.command(text(fields, 'channel'), text(fields, 'words', 8000));
    return {};
  },
  async say(actions, fields) {
    await actions.writeMessage(text(fields, 'channel'), text(fields, 'words', 8000));
    return {};
  },
  async click(actions, fields) {
    await actions.click(controlOf(fields));
    return {};
  },
  async suggest(actions, fields) {
    const [view, block, action] = [text(fields, 'view'), text(fields, 'block'), text(fields, 'action')];
    return { options: await actions.suggest(view, block, action, text(fields, 'value')) };
  },
  async submit(actions, fields) {
    return { errors: await actions.submit(text(fields, 'view'), formOf(fields['state'])) };
  },
  close(actions, fields) {
    actions.close(text(fields, 'view'));
    return {};
  },
  async shortcut(actions, fields) {
    const location = fields['ts'] ? { channel: text(fields, 'channel'), ts: text(fields, 'ts') } : undefined;
    await actions.shortcut(text(fields, 'callback'), location);
    return {};
  },
  async home(actions) {
    await actions.openHome();
    return {};
  },
};
