import type { Subcommand } from '../../command-line/subcommand.ts';
import { deleteWatch, findAllWatchesByChannel } from '../../db/watches.ts';
import { UserError } from '../../errors.ts';
import { findScope } from '../../places/find-scope.ts';
import { subjectOf } from './watch.ts';

export const unwatch: Subcommand = {
  name: 'unwatch',
  summary: 'Ends a watch of this channel',
  usage: 'unwatch <place | agency | facility | source>',
  examples: ['unwatch "Cook County, IL"'],
  effects: 'channel',
  role: 'editor',
  filters: {},
  async run(context, args, asker) {
    const mine = await findAllWatchesByChannel(context.db, asker.channelId);
    const choices = mine
      .slice(0, 5)
      .map((each) => ({ label: each.label.slice(0, 70), words: `unwatch "${each.label}"` }));
    if (args.words === '') throw new UserError('End which watch? For example: unwatch "Cook County, IL"', { choices });
    const holding = mine.filter((each) => each.subject.includes(subjectOf(args.words)));
    const named =
      mine.find((each) => each.subject === subjectOf(args.words)) ?? (holding.length === 1 ? holding[0] : undefined);
    const scope = named ? undefined : await findScope(context.db, args.words, (name) => `unwatch ${name}`);
    if (scope?.kind === 'notice') return scope;
    const label = named?.label ?? scope?.label ?? '';
    if (!(await deleteWatch(context.db, asker.channelId, subjectOf(label))))
      throw new UserError(
        `This channel does not watch ${label}.${mine.length > 0 ? ` It watches ${mine.map((each) => each.label).join('; ')}.` : ' It watches nothing.'}`,
        { choices },
      );
    return {
      kind: 'notice',
      title: `No longer watching ${label}`,
      summary: `This channel hears no more of ${label} by a watch.`,
      parts: [],
      followUps: [{ label: 'Watch again', words: `watch "${label}"` }],
      words: args.line,
    };
  },
};
