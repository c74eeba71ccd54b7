import { isObject } from '../block-ids.ts';
import type { JsonObject } from '../json.ts';
import type { Raw } from '../state-values.ts';
import type { Control } from '../targets.ts';
import type { UserActions } from '../user-actions.ts';
import { HttpError } from './body.ts';

const text = (value: unknown, name: string, most = 4000): string => {
  if (typeof value !== 'string' || value.length > most)
    throw new HttpError(400, `${name} must be a text of at most ${most} characters.`);
  return value;
};
const maybe = (value: unknown, name: string): string | undefined =>
  value === undefined || value === null || value === '' ? undefined : text(value, name);

function controlOf(asked: JsonObject): Control {
  const [channel, ts, view] = [
    maybe(asked['channel'], 'channel'),
    maybe(asked['ts'], 'ts'),
    maybe(asked['view'], 'view'),
  ];
  return {
    ...(view ? { view } : { channel: channel ?? '', ts: ts ?? '' }),
    blockId: text(asked['block'], 'block'),
    actionId: text(asked['action'], 'action'),
  };
}

function rawValue(value: unknown): string | string[] | undefined {
  if (Array.isArray(value)) return value.slice(0, 100).map((each) => text(each, 'value'));
  return maybe(value, 'value');
}

function rawOf(value: unknown): Raw {
  const raw: Raw = {};
  for (const [block, fields] of Object.entries(isObject(value) ? value : {})) {
    const kept = Object.entries(isObject(fields) ? fields : {}).map(
      ([action, said]) => [action, rawValue(said) ?? ''] as const,
    );
    raw[block] = Object.fromEntries(kept);
  }
  return raw;
}

/** What the page's script can ask for: each is one thing that a person does. */
export const pageActions: Record<string, (acts: UserActions, asked: JsonObject) => Promise<JsonObject>> = {
  async command(acts, asked) {
    await acts.command(text(asked['channel'], 'channel'), text(asked['words'], 'words', 8000));
    return {};
  },
  async say(acts, asked) {
    await acts.say(
      text(asked['channel'], 'channel'),
      text(asked['words'], 'words', 8000),
      maybe(asked['thread'], 'thread'),
    );
    return {};
  },
  async act(acts, asked) {
    await acts.act(controlOf(asked), rawValue(asked['value']), rawOf(asked['state']));
    return {};
  },
  async suggest(acts, asked) {
    return await acts.suggest(controlOf(asked), maybe(asked['value'], 'value') ?? '');
  },
  async submit(acts, asked) {
    return { errors: await acts.submit(text(asked['view'], 'view'), rawOf(asked['state'])) };
  },
  async close(acts, asked) {
    await acts.close(text(asked['view'], 'view'));
    return {};
  },
  async shortcut(acts, asked) {
    const [channel, ts] = [maybe(asked['channel'], 'channel'), maybe(asked['ts'], 'ts')];
    await acts.shortcut(text(asked['callback'], 'callback'), channel && ts ? { channel, ts } : undefined);
    return {};
  },
  async home(acts) {
    await acts.openHome();
    return {};
  },
};
