import type { Poster } from '../../../src/jobs/outbox/poster.ts';
import type { World } from './world.ts';

interface Posted {
  id: string;
  channel: string;
  ts: string;
  parentTs: string | undefined;
  words: string;
}

/** Slack behind a bad network: what is asked is lost, slow, taken without an answer, taken late, limited or refused. */
export function createSlack(world: World) {
  const posts: Posted[] = [];
  const counts: Record<string, number> = {};
  const state = { bad: true, refusing: false };
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const take = (id: string, channel: string, parentTs: string | undefined, words: string) => {
    const ts = `${posts.length + 1}.0`;
    posts.push({ id, channel, ts, parentTs, words });
    return ts;
  };
  const poster: Poster = {
    async post({ message_id: id, channel_id: channel }, { message }, parentTs) {
      const words = JSON.stringify(message);
      const done = () => take(id, channel, parentTs, words);
      await world.sleep(world.between(20, 400));
      if (state.bad && state.refusing && channel === 'C1') {
        count('refused');
        return { kind: 'terminal', error: 'not_in_channel' };
      }
      const fate = state.bad ? world.random() : 1;
      if (fate < 0.06) {
        count('lost');
        await world.sleep(15_000);
        return { kind: 'unsure', error: 'cut before' };
      }
      if (fate < 0.12) {
        count('taken, no answer');
        done();
        await world.sleep(15_000);
        return { kind: 'unsure', error: 'cut after' };
      }
      if (fate < 0.16) {
        count('taken late');
        world.later(world.between(1000, 14_000), done);
        return { kind: 'unsure', error: 'HTTP 504' };
      }
      if (fate < 0.22) {
        count('limited');
        return { kind: 'limited', error: 'rate limited by Slack', retryAfter: world.between(1, 900) };
      }
      if (fate < 0.24) {
        count('token refused');
        return { kind: 'access', error: 'token_revoked' };
      }
      if (fate < 0.34) await world.sleep(world.between(500, 14_000));
      return { kind: 'posted', ts: done() };
    },
    edit: async (_message, _post, ts) => ({ kind: 'posted', ts }),
    async find({ message_id: id }) {
      await world.sleep(world.between(20, 400));
      if (state.bad && world.chance(0.1)) {
        count('history refused');
        return { kind: 'unknown', error: 'HTTP 500', retryAfter: 60 };
      }
      const found = posts.find((each) => each.id === id);
      return found ? { kind: 'found', ts: found.ts } : { kind: 'absent' };
    },
  };
  return { poster, posts, counts, state };
}
