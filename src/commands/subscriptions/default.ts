import type { Notice } from '../../answer.ts';
import type { Args, Asker, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { deleteDefaultState, findDefaultStates, upsertDefaultState } from '../../db/default-states.ts';
import { UserError } from '../../errors.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { findState } from '../../rules/states.ts';

export const defaultState: Subcommand = {
  name: 'default',
  summary: 'The state that is meant here, or by you, where places share a name',
  usage: 'default [me] [state:<state> | off]',
  examples: ['default state:CA', 'default me state:CA', 'default off'],
  effects: 'channel',
  role: 'editor',
  actions: {
    '.': { effects: 'none', role: 'reader' },
    me: { effects: 'person', role: 'reader' },
    my: { effects: 'person', role: 'reader' },
    mine: { effects: 'person', role: 'reader' },
  },
  filters: { state: 'a state by its code or name, for example state:CA' },
  notes: [
    "It only breaks a tie between places of one name, and the answer says so. Your own goes before the channel's.",
    'Watches and digests are set up by hand, so they ask all the same.',
  ],
  run: runDefault,
};

async function runDefault(context: Context, args: Args, asker: Asker): Promise<Notice> {
  const mine = /^(me|my|mine)\b/i.test(args.words);
  const words = args.words.replace(/^(me|my|mine|channel|here)\b\s*/i, '');
  const [holder, holderId] = mine ? (['person', asker.userId] as const) : (['channel', asker.channelId] as const);
  const whose = mine ? 'Your default' : "This channel's default";
  if (/^(off|none|no)$/i.test(words)) {
    const was = await deleteDefaultState(context.db, holder, holderId);
    return notice(was ? `${whose} is off: places of one name are asked about.` : `${whose} was not set.`, args);
  }
  const typed = args.filters['state']?.at(-1) ?? words;
  if (typed === '') return status(context, args, asker);
  const state = findState(typed);
  if (!state)
    throw new UserError(
      `\`${repeatWords(typed)}\` is not a state. For example: default state:CA, or default me state:CA`,
    );
  await upsertDefaultState(context.db, {
    holder,
    holder_id: holderId,
    state: state.code,
    created_by: asker.userId,
    created_at: context.now().toISOString(),
  });
  return notice(
    `${whose} is ${state.name}: where places share a name, the one in ${state.name} is meant, and the answer says so.`,
    args,
  );
}

async function status({ db }: Context, args: Args, asker: Asker): Promise<Notice> {
  const rows = await findDefaultStates(db, asker.userId, asker.channelId);
  const named = (holder: string) => {
    const row = rows.find((each) => each.holder === holder);
    return row ? (findState(row.state)?.name ?? row.state) : 'none';
  };
  return notice(
    `Yours: ${named('person')}. This channel's: ${named('channel')}. ${rows.length > 1 ? 'Yours goes before. ' : ''}To set one: default state:CA, or default me state:CA.`,
    args,
  );
}

const notice = (summary: string, args: Args): Notice => ({
  kind: 'notice',
  title: 'Default place',
  summary,
  parts: [],
  followUps: [],
  words: args.line,
});
