import type { Action, Notice } from '../answer.ts';
import { nearest } from '../command-line/parse.ts';
import type { Subcommand } from '../command-line/subcommand.ts';
import { UserError } from '../errors.ts';
import { repeatWords } from '../rules/private-text.ts';

/** `help [subcommand]`, made from the list. */
export function help(list: () => readonly Subcommand[]): Subcommand {
  return {
    name: 'help',
    summary: 'What you can ask, with examples',
    usage: 'help [all | subcommand]',
    examples: ['help releases'],
    effects: 'none',
    role: 'reader',
    filters: {},
    run: (_context, args) => Promise.resolve(helpOn(args.words.toLowerCase(), list())),
  };
}

function helpOn(name: string, list: readonly Subcommand[]): Notice {
  if (name === '') return overview();
  if (name === 'all' || name === 'commands') return allCommands(list);
  const found = list.find((subcommand) => subcommand.name === name);
  if (found) return one(found);
  const names = list.map((subcommand) => subcommand.name);
  const near = nearest(name, names);
  throw new UserError(
    `There is no command \`${repeatWords(name)}\`.${near ? ` Did you mean \`${near}\`?` : ''} The commands are ${names.join(', ')}.`,
    { choices: near ? [{ label: `help ${near}`, words: `help ${near}` }] : [] },
  );
}

/** Five lines to tap, and the hint that a place alone is enough. */
const FIRST_LINES: Action[] = [
  { label: 'Rules: Denver', words: 'policy Denver' },
  { label: 'Rules on a day: Charlotte', words: 'policy "Charlotte, NC" on:2024-12-01' },
  { label: 'Published releases: Los Angeles County', words: 'releases in:"Los Angeles County, CA" since:2020-08' },
  { label: 'Counts: Minnesota', words: 'stats Minnesota since:2025-12' },
  { label: 'Daily digest here', words: 'digest' },
];

function overview(): Notice {
  return {
    kind: 'notice',
    title: 'Detainer Desk',
    summary:
      'Type a county, city, state or agency after /detainer, for example Denver. The desk answers with what the public records say on immigration detainers (Form I-247A), as of when, and what they do not say.',
    parts: [
      { kind: 'choices', question: 'Try one:', choices: FIRST_LINES },
      {
        kind: 'note',
        text: 'A detainer is a request. "Declined" is what ICE recorded. Not legal advice. No names are kept here.',
      },
    ],
    followUps: [{ label: 'All commands', words: 'help all' }],
    words: 'help',
  };
}

function allCommands(list: readonly Subcommand[]): Notice {
  return {
    kind: 'notice',
    title: 'All commands',
    summary: '`help releases` explains one command, with its filters and examples.',
    parts: [
      {
        kind: 'guide',
        items: list.map((subcommand) => ({ text: subcommand.usage, details: [subcommand.summary] })),
      },
      {
        kind: 'note',
        text: 'Dates: 2020-08-31, 2020-08, March 2020, FY2023 (October to September), Q2 2025, 30d, last 3 months, yesterday. Quotes keep words together: in:"Los Angeles County, CA".',
      },
    ],
    followUps: [],
    words: 'help all',
  };
}

function one(subcommand: Subcommand): Notice {
  const filters = Object.entries(subcommand.filters);
  return {
    kind: 'notice',
    title: `help: ${subcommand.name}`,
    summary: subcommand.summary,
    parts: [
      { kind: 'guide', title: 'Usage', items: [{ text: `/detainer ${subcommand.usage}` }] },
      ...(filters.length > 0
        ? [
            {
              kind: 'guide' as const,
              title: 'Filters',
              items: filters.map(([key, what]) => ({ text: `${key}: ${what}` })),
            },
          ]
        : []),
      { kind: 'guide', title: 'Examples', items: subcommand.examples.map((text) => ({ text: `/detainer ${text}` })) },
      ...(subcommand.notes ?? []).map((text) => ({ kind: 'note' as const, text })),
    ],
    followUps: subcommand.examples.slice(0, 3).map((words) => ({ label: words.slice(0, 70), words })),
    words: `help ${subcommand.name}`,
  };
}
