import type { Poster } from '../../../src/jobs/outbox/poster.ts';

/** What Slack does with each post to the channel from now on. */
export type Mode = 'well' | 'refused' | 'limited' | 'cut before' | 'cut after' | 'unreadable';

/** A post that Slack has. */
interface Post {
  id: string;
  channel: string;
  ts: string;
  parentTs: string | undefined;
  /** The numbers of the news that its words tell. */
  tells: number[];
}

export interface SlackState {
  mode: Mode;
  /** The process is killed after so many more posts; 0 for never. */
  killAt: number;
  posts: readonly Post[];
}

/** The process ends here, as by kill -9. */
export class Killed extends Error {}

/** Slack in memory, from a state that it keeps as it goes on: takes posts, refuses them, or takes them and says nothing. */
export function memorySlack(state: SlackState): Poster {
  const take = (id: string, channel: string, parentTs: string | undefined, message: unknown) => {
    const ts = `${state.posts.length + 1}.0`;
    const tells = [...JSON.stringify(message).matchAll(/offence-(\d+)-/g)].map(([, number]) => Number(number));
    state.posts = [...state.posts, { id, channel, ts, parentTs, tells: [...new Set(tells)] }];
    return ts;
  };
  return {
    async post({ message_id: id, channel_id: channel }, { message }, parentTs) {
      if (state.killAt > 0) {
        state.killAt -= 1;
        if (state.killAt === 0) {
          take(id, channel, parentTs, message);
          throw new Killed();
        }
      }
      const mode = channel === 'C1' ? state.mode : 'well';
      if (mode === 'refused') return { kind: 'terminal', error: 'not_in_channel' };
      if (mode === 'limited') return { kind: 'limited', error: 'rate limited', retryAfter: 4000 };
      if (mode === 'cut before') return { kind: 'unsure', error: 'cut' };
      const ts = take(id, channel, parentTs, message);
      return mode === 'well' ? { kind: 'posted', ts } : { kind: 'unsure', error: 'cut' };
    },
    edit: async (_message, _post, ts) => ({ kind: 'posted', ts }),
    async find(message) {
      if (state.mode === 'unreadable') return { kind: 'unknown', error: 'missing_scope' };
      const found = state.posts.find((each) => each.id === message.message_id);
      return found ? { kind: 'found', ts: found.ts } : { kind: 'absent' };
    },
  };
}
