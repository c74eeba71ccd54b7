import { parse } from 'yaml';
import type { Shortcut } from './html/message.ts';
import { isObject } from './json.ts';

/** The shortcuts that a Slack manifest (YAML) declares. The page offers the same ones. */
export function readShortcuts(manifest: string): Shortcut[] {
  const read: unknown = parse(manifest);
  const features = isObject(read) && isObject(read['features']) ? read['features'] : {};
  const declared = Array.isArray(features['shortcuts']) ? features['shortcuts'].filter(isObject) : [];
  return declared.map((each) => ({
    name: String(each['name']),
    type: each['type'] === 'message' ? 'message' : 'global',
    callbackId: String(each['callback_id']),
  }));
}
