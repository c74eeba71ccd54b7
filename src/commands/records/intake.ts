import type { Form, Notice } from '../../answer.ts';
import type { Args, Asker, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findAllProposals } from '../../db/proposals.ts';
import { UserError } from '../../errors.ts';
import { plural } from '../../rules/wording.ts';
import { itemOf, readProposal } from './proposal.ts';
import { checkText, type FilledText, joinParts, PART_LENGTH, proposeText, sayDoubt, TEXT_PARTS } from './read-text.ts';

export const intake: Subcommand = {
  name: 'intake',
  summary: 'Reads a press release that is pasted into a form, and proposes its cases and figures for review',
  usage: 'intake',
  examples: ['intake'],
  filters: {},
  notes: [
    'The same is offered at a message: Read as press release.',
    'The text is not kept, and nothing enters unreviewed: see `review`.',
  ],
  effects: 'record',
  role: 'editor',
  private: true,
  run: runIntake,
  form: async (_context, _args, asker) => formOf(asker),
  check: async (_context, args, asker) => checkText(filledBy(asker), args.today),
};

function filledBy({ filled = {} }: Asker): FilledText {
  const of = (name: string) => (filled[name] ?? '').replace(/\s+/g, ' ').trim();
  return {
    text: joinParts(filled),
    publisher: of('publisher'),
    title: of('title'),
    url: of('url'),
    published: of('published'),
  };
}

async function runIntake(context: Context, args: Args, asker: Asker): Promise<Notice> {
  if (args.words !== '')
    throw new UserError('`intake` takes no words: the text is pasted into its form, or given as a file at the shell.');
  if (!asker.filled) return howTo(context, args, asker);
  const filled = filledBy(asker);
  const problems = Object.entries(checkText(filled, args.today));
  if (problems.length > 0)
    throw new UserError(`Nothing was read. ${problems.map(([part, problem]) => `${part}: ${problem}`).join(' ')}`);
  const { cases, figures, added, doubts } = await proposeText(context, filled, { by: asker.userId, today: args.today });
  const found = [...cases, ...figures];
  const waiting = (await findAllProposals(context.db))
    .filter(({ case_id }) => found.includes(case_id))
    .map(readProposal);
  const [first] = waiting;
  return {
    kind: 'notice',
    title: 'Read as press release',
    summary:
      found.length === 0
        ? 'No case and no figure was found in this text, and nothing was stored.'
        : `${plural(cases.length, 'case')} and ${plural(figures.length, 'figure')} proposed${added < found.length ? `, ${added} of them new` : ''}. They wait for a review; the text is not kept.`,
    parts: [
      ...(waiting.length > 0 ? [{ kind: 'guide' as const, title: 'To review', items: waiting.map(itemOf) }] : []),
      ...doubts
        .filter((doubt) => doubt.case === undefined)
        .slice(0, 5)
        .map((doubt) => ({ kind: 'note' as const, text: sayDoubt(doubt) })),
    ],
    followUps: [
      ...(first ? [{ label: 'Review the first', words: `review ${first.caseId}` }] : []),
      { label: 'All that waits', words: 'review' },
    ],
    words: 'intake',
  };
}

const AT_THE_SHELL =
  'npm run -s intake -- release.txt --publisher ICE --title "Detainers not honored" --url https://www.ice.gov/news/1 --published 2020-09-28 --propose';

async function howTo({ db, inSlack }: Context, { line }: Args, asker: Asker): Promise<Notice> {
  const waiting = (await findAllProposals(db)).length;
  const hasForms = inSlack !== undefined || asker.way !== undefined;
  return {
    kind: 'notice',
    title: 'Read a press release',
    summary: `${hasForms ? 'Type /detainer intake, or choose Read as press release at a message, and paste the text into the form. Texts of more than 15,000 characters are read at the shell.' : 'At the shell the text is given as a file, and with --propose what is read waits for a review.'} ${waiting === 0 ? 'Nothing waits now.' : `${plural(waiting, 'proposal')} ${waiting === 1 ? 'waits' : 'wait'} now.`}`,
    parts: hasForms ? [] : [{ kind: 'code', entries: [AT_THE_SHELL] }],
    followUps: [
      ...(asker.way ? [{ label: 'Open the form', words: 'intake' }] : []),
      { label: 'What waits for a review', words: 'review' },
    ],
    words: line,
  };
}

/** The form to paste into. A message that is longer than its first part goes on in the next. */
function formOf({ filled = {} }: Asker): Form {
  const text = filled['text'] ?? '';
  return {
    title: 'Read a press release',
    submit: 'Read',
    line: 'intake',
    notes: ['The text is read by rules and not kept. What it says of cases is proposed for review; names never enter.'],
    fields: [
      ...TEXT_PARTS.map((name, at) => ({
        kind: 'text' as const,
        name,
        label: at === 0 ? 'Text' : `Text, part ${at + 1}`,
        ...(at === 0
          ? { hint: 'At most 3,000 characters a field: go on in the next where it is full.' }
          : { optional: true as const }),
        longest: PART_LENGTH,
        value: text.slice(at * PART_LENGTH, (at + 1) * PART_LENGTH),
      })),
      { kind: 'line', name: 'publisher', label: 'Publisher', hint: 'For example ICE', longest: 200 },
      { kind: 'line', name: 'title', label: 'Title', longest: 200 },
      { kind: 'line', name: 'url', label: 'Address', value: filled['url'] ?? '', longest: 300 },
      { kind: 'day', name: 'published', label: 'Day of publication' },
    ],
  };
}
