import type { NoticePart } from '../../answer.ts';
import type { Asker } from '../../command-line/subcommand.ts';

/** Makes the bot a member of the channel, and says what a person must do where it cannot. */
export async function ensureMembership(asker: Asker): Promise<NoticePart[]> {
  if (asker.channelId === 'local')
    return [
      { kind: 'note', text: 'This desk runs without Slack: nothing is posted here; the preview shows what would be.' },
    ];
  const error = await asker.join?.();
  if (error === undefined) return [];
  const text = /method_not_supported|channel_not_found|private|missing_scope/.test(error)
    ? 'The desk cannot enter this channel by itself (private channels need an invitation). Type here: /invite @Detainer Desk'
    : /is_archived/.test(error)
      ? 'This channel is archived: nothing can be posted in it.'
      : `The desk could not check that it may post here (${error.slice(0, 60)}). If no digest comes, type here: /invite @Detainer Desk`;
  return [{ kind: 'note', tone: 'warning', text }];
}
