import type { Form, Notice } from '../../answer.ts';
import type { Args, Asker, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { deleteProposal, findAllProposals, findProposal, findReviewers, insertReview } from '../../db/proposals.ts';
import { UserError } from '../../errors.ts';
import { formatDate } from '../../rules/dates.ts';
import { namesPerson, repeatWords } from '../../rules/private-text.ts';
import { plural } from '../../rules/wording.ts';
import { acceptCases } from '../../sources/write/accept-cases.ts';
import { changedRow, checkChanges, fieldsOf, itemOf, readProposal, sayMarks, type Waiting } from './proposal.ts';

export const review: Subcommand = {
  name: 'review',
  summary: 'What was read from press releases and waits: look at each proposal, change it, accept or reject it',
  usage: 'review [<proposal>] [verdict:accept|reject] [set:"field=value"]',
  examples: ['review'],
  filters: {
    verdict: 'accept or reject; without it the proposal is shown',
    set: 'a changed value, once for each field: set:"age=34" set:"state=CO"',
  },
  notes: [
    'In Slack and on the page a proposal opens as a form. Each field says from which words it was read.',
    'Accepted proposals become published cases and figures; rejected ones are deleted. With REVIEWERS=2 a second person must agree.',
  ],
  effects: 'record',
  role: 'editor',
  private: true,
  run: runReview,
  form: formOf,
  async check(context, args, asker) {
    const waiting = await theWaiting(context, args);
    const { verdict, changes } = decisionOf(waiting, args, asker);
    return verdict === 'reject' ? {} : checkChanges(waiting, changes, args.today);
  },
};

async function theWaiting({ db }: Context, { words }: Args): Promise<Waiting> {
  const found = await findProposal(db, words);
  if (found) return readProposal(found);
  throw new UserError(
    `No proposal \`${repeatWords(words)}\` waits: it was accepted or rejected, or there was none. \`review\` lists what waits.`,
    { choices: [{ label: 'review', words: 'review' }] },
  );
}

async function runReview(context: Context, args: Args, asker: Asker): Promise<Notice> {
  if (args.words === '') return listAll(context, args);
  const waiting = await theWaiting(context, args);
  const { verdict, changes } = decisionOf(waiting, args, asker);
  if (verdict === '') return show(context, waiting, args, asker);
  if (verdict === 'reject') return reject(context, waiting);
  if (verdict !== 'accept')
    throw new UserError(
      `\`verdict:${repeatWords(verdict, 20)}\` is neither accept nor reject. Example: review ${waiting.caseId} verdict:accept`,
    );
  const problems = Object.entries(checkChanges(waiting, changes, args.today));
  if (problems.length > 0)
    throw new UserError(
      `Nothing was accepted. ${problems.map(([name, problem]) => `${name}: ${problem}`).join(' ')} Example: review ${waiting.caseId} verdict:accept set:"age=34"`,
    );
  return accept(context, waiting, changes, asker);
}

/** The verdict and the changed values, of a form or of filters. */
function decisionOf({ row, fields }: Waiting, { filters }: Args, { filled }: Asker) {
  const tidy = (value: string) =>
    value
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
      .replace(/ +/g, ' ')
      .trim();
  const given = filled
    ? fields.flatMap(({ name }) => (filled[name] === undefined ? [] : [[name, tidy(filled[name])] as const]))
    : (filters['set'] ?? []).map((each) => {
        const [, name = '', value = ''] = /^\s*([^=]{1,40})=(.*)$/s.exec(each) ?? [];
        if (name === '') throw new UserError(`\`set:\` takes a field and a value, for example set:"age=34".`);
        return [name.trim().toLowerCase().replaceAll(' ', '_'), tidy(value)] as const;
      });
  const changes = Object.fromEntries(given.filter(([name, value]) => value !== (row[name] ?? '')));
  return { verdict: (filled?.['verdict'] ?? filters['verdict']?.at(-1) ?? '').toLowerCase(), changes };
}

async function listAll({ db }: Context, { line }: Args): Promise<Notice> {
  const waiting = (await findAllProposals(db)).map(readProposal);
  return {
    kind: 'notice',
    title: 'Proposals that wait for a review',
    summary:
      waiting.length === 0
        ? 'Nothing waits. A press release is read with: intake'
        : `${plural(waiting.length, 'proposal')} of ${plural(new Set(waiting.map(({ stored }) => stored.text_sha256)).size, 'text')}. None is a published case yet.`,
    parts: waiting.length > 0 ? [{ kind: 'guide', items: waiting.map(itemOf) }] : [],
    followUps: [
      ...waiting.slice(0, 5).map(({ caseId }) => ({ label: caseId, words: `review ${caseId}` })),
      { label: 'Read a press release', words: 'intake' },
    ],
    words: line,
  };
}

async function show(context: Context, waiting: Waiting, { line }: Args, asker: Asker): Promise<Notice> {
  const { caseId, row, marks, fields, doubts } = waiting;
  const items = fields
    .filter(({ name }) => row[name])
    .map(({ name, label }) => ({
      text: `${label}: ${row[name]}`,
      details: marks[name] ? [sayMarks(marks[name])] : [],
    }));
  return {
    kind: 'notice',
    title: `Proposal ${caseId}`,
    summary: `Waits for a review: ${sourceOf(waiting)}. To decide: review ${caseId} verdict:accept, with set:"field=value" for each change, or verdict:reject.`,
    parts: [
      { kind: 'guide', items },
      ...doubts.map((text) => ({ kind: 'note' as const, text })),
      ...(await agreedBefore(context, waiting)).map((text) => ({ kind: 'note' as const, text })),
    ],
    followUps: asker.way
      ? [{ label: 'Open the form', words: `review ${caseId}` }]
      : [
          { label: 'Accept', words: `review ${caseId} verdict:accept` },
          { label: 'Reject', words: `review ${caseId} verdict:reject` },
        ],
    words: line,
  };
}

const sourceOf = ({ stored: { publisher, published, address } }: Waiting): string =>
  `${publisher}, ${formatDate(published)}, ${address}`;

async function agreedBefore({ db, reviewers = 1 }: Context, { stored }: Waiting): Promise<string[]> {
  const agreed = await findReviewers(db, stored);
  return agreed.length > 0 && reviewers > 1
    ? [`${agreed.length} of ${reviewers} have agreed to these values; another person must.`]
    : [];
}

async function reject({ db }: Context, { caseId }: Waiting): Promise<Notice> {
  await deleteProposal(db, caseId);
  return after(db, `Rejected: ${caseId}. It was deleted; nothing of it is kept.`, caseId, []);
}

async function accept(
  context: Context,
  waiting: Waiting,
  changes: Record<string, string>,
  asker: Asker,
): Promise<Notice> {
  const { db, now, reviewers = 1 } = context;
  const { caseId, stored, marks } = waiting;
  const row = changedRow(waiting, changes);
  if (namesPerson(`${row['publisher']} ${row['title_or_list']}`))
    throw new UserError('The source of this proposal names a person. Reject it.');
  const by = await insertReview(db, { case_id: caseId, reviewer: asker.userId, row: JSON.stringify(row) }, now());
  if (by.length < reviewers)
    return after(
      db,
      `Agreed: ${caseId}, ${by.length} of ${reviewers}. Another person must agree before it enters.`,
      caseId,
      [],
    );
  const { text_sha256: sha256, address, publisher, published } = stored;
  const spans = Object.fromEntries(Object.entries(marks).map(([name, found]) => [name, found.map(({ from }) => from)]));
  await acceptCases(db, { sha256, address, publisher, published, by, rows: [{ row, spans }] }, now);
  await deleteProposal(db, caseId);
  return after(
    db,
    `Accepted: ${caseId} is a published ${row['row_kind'] === 'aggregate' ? 'figure' : 'case'} now.`,
    caseId,
    [{ label: caseId, words: `lookup ${caseId}` }],
  );
}

/** What was done, and the proposal that comes next. */
async function after(db: Context['db'], summary: string, caseId: string, shown: Notice['followUps']): Promise<Notice> {
  const [next] = (await findAllProposals(db)).filter(({ case_id }) => case_id !== caseId);
  return {
    kind: 'notice',
    title: 'Review',
    summary,
    parts: [],
    followUps: [...shown, ...(next ? [{ label: `Next: ${next.case_id}`, words: `review ${next.case_id}` }] : [])],
    words: `review ${caseId}`,
  };
}

async function formOf(context: Context, args: Args): Promise<Form | undefined> {
  if (args.words === '' || Object.keys(args.filters).length > 0) return undefined;
  const waiting = await theWaiting(context, args);
  const { caseId, doubts } = waiting;
  return {
    title: caseId.slice(0, 24),
    submit: 'Decide',
    line: `review ${caseId}`,
    notes: [
      `${sourceOf(waiting)}. Each field says from which words it was read. Charges are not convictions.`,
      ...(await agreedBefore(context, waiting)),
      ...doubts,
    ],
    fields: [
      {
        kind: 'choice',
        name: 'verdict',
        label: 'What becomes of it?',
        choices: [
          { value: 'accept', label: 'Accept, with the values below' },
          { value: 'reject', label: 'Reject and delete' },
        ],
      },
      ...fieldsOf(waiting),
    ],
  };
}
