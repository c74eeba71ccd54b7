import type { Subcommand } from '../../command-line/subcommand.ts';
import { todayOf } from '../../command-line/today.ts';
import { findAllWatchesByChannel } from '../../db/watches.ts';
import { remedyFor } from '../../news/delivery.ts';
import { describeKinds } from '../../news/digest-rule.ts';
import { formatDate } from '../../rules/dates.ts';
import { dayOf } from '../../rules/moment.ts';
import type { NewsKind } from '../../rules/scope.ts';
import { plural } from '../../rules/wording.ts';

export const watches: Subcommand = {
  name: 'watches',
  summary: 'What this channel watches',
  usage: 'watches',
  examples: ['watches'],
  effects: 'none',
  role: 'reader',
  filters: {},
  async run(context, _args, asker) {
    const mine = await findAllWatchesByChannel(context.db, asker.channelId);
    const { zone } = await todayOf(context, asker);
    return {
      kind: 'notice',
      title: 'Watches of this channel',
      summary:
        mine.length === 0
          ? 'This channel watches nothing. To begin: watch "Cook County, IL"'
          : `This channel has ${plural(mine.length, 'watch').replace('watchs', 'watches')}.`,
      parts: [
        {
          kind: 'guide',
          items: mine.map((each) => ({
            text: each.label,
            details: [
              `${describeKinds(each.kinds.split(',') as NewsKind[])} · since ${formatDate(dayOf(each.created_at, zone))}`,
              ...(each.failure ? [`Slack's error: ${each.failure}. ${remedyFor(each.failure, each.channel_id)}`] : []),
            ],
          })),
        },
      ],
      followUps: mine
        .slice(0, 5)
        .map((each) => ({ label: `Stop ${each.label}`.slice(0, 70), words: `unwatch "${each.label}"` })),
      words: 'watches',
    };
  },
};
