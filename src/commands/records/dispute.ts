import type { Form, FormField, Notice } from '../../answer.ts';
import { entryLine, KIND_LABEL } from '../../cards/ledger-words.ts';
import type { Args, Asker, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findAllEntriesOf, type LedgerEntry } from '../../db/ledger.ts';
import { UserError } from '../../errors.ts';
import { CASE_FIELDS } from '../../rules/case-fields.ts';
import { checkEntry, type FilledEntry, LEDGER_KINDS, LONGEST } from '../../rules/ledger.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { type Disputed, findDisputed } from './disputed.ts';
import { recordEntry } from './record-entry.ts';

export const dispute: Subcommand = {
  name: 'dispute',
  summary: 'Adds what a party says about a published case or figure: a claim, response, correction or retraction',
  usage: 'dispute <case or figure> [kind:] [by:] [on:] [url:] [says:] [field:] [now:]',
  examples: [
    'dispute LA-8',
    'dispute LA-8 kind:response by:"Los Angeles County" on:2020-10-02 url:https://www.example.gov/statement says:"the request came after the release"',
  ],
  filters: {
    kind: 'claim, response, correction or retraction',
    by: 'the agency or publication that says it, never a person',
    on: 'the day on which it was said, for example on:2020-10-02',
    url: 'the address of the source',
    says: 'what the party says, in a sentence of at most 300 characters',
    field: `what a correction changes: ${CASE_FIELDS.slice(0, 7)
      .map(({ name }) => name)
      .join(', ')} and others`,
    now: 'the corrected value; what was published stays beside it',
  },
  notes: [
    'In Slack and on the page the bare reference opens a form. Both sides are shown with their dates; nothing is overwritten.',
    'A correction or retraction also changes the message in which the desk posted the case, and says so in its thread.',
  ],
  effects: 'record',
  role: 'editor',
  run: runDispute,
  form: formOf,
  async check(context, args, asker) {
    const { fields } = await theDisputed(context, args);
    return checkEntry(filledBy(args, asker), fields, args.today).problems ?? {};
  },
};

const EXAMPLE = `Example: ${dispute.examples[1]}`;

async function theDisputed(context: Context, { words }: Args): Promise<Disputed> {
  if (words === '')
    throw new UserError(
      'Dispute which case? Name its reference, which `releases` shows, or the id of a published figure: dispute LA-8',
      { choices: [{ label: 'releases', words: 'releases' }] },
    );
  const found = await findDisputed(context.db, words);
  if (found) return found;
  throw new UserError(
    `No published case or figure has the reference \`${repeatWords(words)}\`. \`releases\` shows the references. ${EXAMPLE}`,
    { choices: [{ label: 'releases', words: 'releases' }] },
  );
}

async function runDispute(context: Context, args: Args, asker: Asker): Promise<Notice> {
  const about = await theDisputed(context, args);
  const filled = filledBy(args, asker);
  const entries = await findAllEntriesOf(context.db, about.fact);
  if (Object.values(filled).every((value) => value === '')) return howTo(about, entries, asker);
  const { entry, problems } = checkEntry(filled, about.fields, args.today);
  if (problems)
    throw new UserError(
      `Nothing was recorded. ${Object.entries(problems)
        .map(([part, problem]) => `${part}: ${problem}`)
        .join(' ')} ${EXAMPLE}`,
    );
  const stored = await recordEntry(context, about, { ...entry, recorded_by: asker.userId });
  const shown = [{ label: about.fact, words: about.line }];
  if (!stored)
    return {
      kind: 'notice',
      title: about.title,
      summary: 'This entry is recorded already; nothing was changed.',
      parts: listed(entries),
      followUps: shown,
      words: `dispute ${about.fact}`,
    };
  const { edits } = stored;
  const posts = edits === 1 ? 'The message' : `The ${edits} messages`;
  return {
    kind: 'notice',
    title: about.title,
    summary: `Recorded: ${entryLine(stored.entry)}. Both sides are shown with their dates, and the next digest has it.`,
    parts: [
      ...(edits > 0
        ? [
            {
              kind: 'note' as const,
              text: `${posts} in which the desk posted it ${edits === 1 ? 'is' : 'are'} changed, and the thread says so.`,
            },
          ]
        : []),
      ...listed([...entries, stored.entry]),
    ],
    followUps: shown,
    words: `dispute ${about.fact}`,
  };
}

/** What was filled in, in the form or as filters. */
function filledBy({ filters }: Args, { filled = {} }: Asker): FilledEntry {
  const of = (name: keyof FilledEntry) =>
    (filled[name] ?? filters[name]?.at(-1) ?? '')
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
      .replace(/ +/g, ' ')
      .trim();
  return {
    kind: of('kind'),
    by: of('by'),
    on: of('on'),
    url: of('url'),
    says: of('says'),
    field: of('field'),
    now: of('now'),
  };
}

const listed = (entries: readonly LedgerEntry[]): Notice['parts'] =>
  entries.length === 0
    ? []
    : [
        {
          kind: 'guide',
          title: 'What parties say, by day',
          items: entries.map((entry) => ({ text: entryLine(entry), details: [entry.address] })),
        },
      ];

const howTo = ({ fact, title, line }: Disputed, entries: readonly LedgerEntry[], asker: Asker): Notice => ({
  kind: 'notice',
  title,
  summary: `Nothing was recorded. To add what a party says, name the kind, who, when and where: dispute ${fact} kind:response by:"Denver Sheriff" on:2020-10-02 url:https://www.example.gov/statement says:"no request came". A correction also has field: and now:.`,
  parts: listed(entries),
  followUps: [
    { label: fact, words: line },
    ...(asker.way ? [{ label: 'Open the form', words: `dispute ${fact}` }] : []),
  ],
  words: `dispute ${fact}`,
});

const HINTS = {
  claim: 'Claim: another says the same or more',
  response: 'Response: the other side answers',
  correction: 'Correction: a value was wrong',
  retraction: 'Retraction: the claim is withdrawn',
} as const;

async function formOf(context: Context, args: Args, asker: Asker): Promise<Form | undefined> {
  if (Object.keys(args.filters).length > 0) return undefined;
  const { fact, title, fields, standing } = await theDisputed(context, args);
  const entries = await findAllEntriesOf(context.db, fact);
  const line = (name: 'by' | 'url' | 'now', label: string, hint: string): FormField => ({
    kind: 'line',
    name,
    label,
    hint,
    longest: LONGEST[name],
    ...(asker.filled?.[name] ? { value: asker.filled[name] } : {}),
  });
  return {
    title: `Dispute ${fact}`.slice(0, 24),
    submit: 'Record',
    line: `dispute ${fact}`,
    notes: [title, ...entries.map(entryLine)],
    fields: [
      {
        kind: 'choice',
        name: 'kind',
        label: 'What is it?',
        value: 'response',
        choices: LEDGER_KINDS.map((value) => ({ value, label: HINTS[value] ?? KIND_LABEL[value] })),
      },
      line('by', 'Who says it', 'An agency, an office or a publication. Never a person.'),
      { kind: 'day', name: 'on', label: 'When it was said' },
      line('url', 'Address of the source', 'For example https://www.example.gov/statement'),
      {
        kind: 'text',
        name: 'says',
        label: 'What they say',
        hint: 'In a sentence, without names or numbers of persons.',
        optional: true,
        longest: LONGEST.says,
      },
      {
        kind: 'menu',
        name: 'field',
        label: 'What is corrected',
        hint: 'Only for a correction.',
        optional: true,
        choices: fields.map(({ name, label }) => ({
          value: name,
          label: `${label}: ${standing(name) || 'not given'}`.slice(0, 75),
        })),
      },
      {
        ...line('now', 'Corrected value', 'Only for a correction. What was published stays beside it.'),
        optional: true,
      },
    ],
  };
}
