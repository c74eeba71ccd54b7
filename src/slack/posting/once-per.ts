import { createHash } from 'node:crypto';
import type { SharedEnvelopes } from '../../replicas/envelopes.ts';

/** Lets each key begin once in a while, among all desks: a second click on the same button is the same click. */
export function createOncePer(
  milliseconds: number,
  shared?: Pick<SharedEnvelopes, 'begin' | 'release'>,
): { begin(key: string): Promise<boolean>; forget(key: string): Promise<void> } {
  const begun = new Map<string, NodeJS.Timeout>();
  const idOf = (key: string) => `once ${createHash('sha256').update(key).digest('base64url')}`;
  return {
    async begin(key) {
      if (begun.has(key)) return false;
      begun.set(key, setTimeout(() => begun.delete(key), milliseconds).unref());
      return (await shared?.begin(idOf(key), milliseconds / 1000)) ?? true;
    },
    async forget(key) {
      clearTimeout(begun.get(key));
      begun.delete(key);
      await shared?.release(idOf(key));
    },
  };
}
