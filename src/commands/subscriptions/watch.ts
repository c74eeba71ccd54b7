import { lineOf } from '../../command-line/parse.ts';
import type { Subcommand } from '../../command-line/subcommand.ts';
import { findNewestImportId } from '../../db/newest-import.ts';
import { findAllWatchesByChannel, upsertWatch } from '../../db/watches.ts';
import { UserError } from '../../errors.ts';
import { describeKinds } from '../../news/digest-rule.ts';
import { findScope } from '../../places/find-scope.ts';
import { NEWS_KINDS, type NewsKind } from '../../rules/scope.ts';
import { ensureMembership } from './ensure-membership.ts';
import { readKinds } from './read-rule.ts';

export const watch: Subcommand = {
  name: 'watch',
  summary: 'Posts here when facts on a place, an agency, a facility or a source arrive; one thread a day',
  usage: 'watch <place | agency | facility | source> [kinds:]',
  examples: ['watch "Cook County, IL"', 'watch LASD kinds:releases', 'watch ice-detainers'],
  effects: 'channel',
  role: 'editor',
  filters: { kinds: 'releases, policy, agreements, outcomes, data; all when left out' },
  notes: [
    'A second watch of the same place with other kinds: adds them to the first. To narrow it: unwatch, then watch again.',
    'A watch is on a place, an agency, a facility or a source, never on a person or one record.',
  ],
  async run(context, args, asker) {
    if (args.words === '')
      throw new UserError('Watch what? Name a place, an agency, a facility or a source: watch "Cook County, IL"');
    const typed = readKinds(args);
    const scope = await findScope(context.db, args.words, (name) => `watch ${name}${lineOf('', [], args.filters)}`);
    if (scope.kind === 'notice') return scope;
    const now = context.now();
    const before = (await findAllWatchesByChannel(context.db, asker.channelId)).find(
      (each) => each.subject === subjectOf(scope.label),
    );
    // A second watch of a place adds its kinds: one watch, one post.
    const kinds = args.filters['kinds'] && before ? joinKinds(before.kinds, typed) : typed;
    await upsertWatch(context.db, {
      channel_id: asker.channelId,
      subject: subjectOf(scope.label),
      label: scope.label,
      scope: JSON.stringify(scope),
      kinds: kinds.join(','),
      created_by: asker.userId,
      created_at: now.toISOString(),
      since_import_id: await findNewestImportId(context.db),
    });
    return {
      kind: 'notice',
      title: `Watching ${scope.label}`,
      summary: `This channel hears of ${scope.label} when facts arrive: ${describeKinds(kinds)}. One thread a day, no mentions.`,
      parts: await ensureMembership(asker),
      followUps: [
        { label: 'Stop watching', words: `unwatch "${scope.label}"` },
        { label: 'All watches here', words: 'watches' },
      ],
      words: args.line,
    };
  },
};

const joinKinds = (before: string, typed: NewsKind[]): NewsKind[] =>
  NEWS_KINDS.filter((kind) => typed.includes(kind) || before.split(',').includes(kind));

/** Key under which a channel holds a watch. */
export const subjectOf = (label: string): string => label.toLowerCase();
