import type { Answer, Notice } from '../../answer.ts';
import { nearest } from '../../command-line/parse.ts';
import type { Args, Subcommand } from '../../command-line/subcommand.ts';
import { UserError } from '../../errors.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { type GlossaryEntry, glossary } from './glossary.ts';

export const define: Subcommand = {
  name: 'define',
  summary: 'What a term of the field means, with its source and what the records cannot show of it',
  usage: 'define <term>',
  examples: ['define declined', 'define 287(g)', 'define "48 hours"'],
  effects: 'none',
  role: 'reader',
  filters: {},
  restsOn: [],
  run: (_context, args) => Promise.resolve(args.words === '' ? allTerms() : definition(args)),
};

function definition(args: Args): Answer {
  const entry = findEntry(args.words);
  if (!entry) {
    const near = nearest(
      args.words.toLowerCase(),
      glossary().map(({ term }) => term),
    );
    throw new UserError(
      `"${repeatWords(args.words)}" is not in the glossary.${near ? ` Did you mean "${near}"?` : ''} All terms: define.`,
      { choices: near ? [{ label: `define ${near}`, words: `define "${near}"` }] : [] },
    );
  }
  return {
    kind: 'answer',
    title: entry.term,
    summary: entry.text,
    parts: entry.not_shown ? [{ kind: 'note', text: `What the records cannot show: ${entry.not_shown}` }] : [],
    citations: [{ title: entry.source, url: entry.url, asOf: entry.as_of }],
    followUps: entry.term === 'sanctuary' ? [{ label: 'Rules of a place', words: 'policy "Cook County, IL"' }] : [],
    words: `define "${entry.term}"`,
  };
}

const keyOf = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const findEntry = (words: string): GlossaryEntry | undefined =>
  glossary().find(({ term, also }) => [term, ...also.split(';')].some((each) => keyOf(each) === keyOf(words)));

const allTerms = (): Notice => ({
  kind: 'notice',
  title: 'Glossary',
  summary: `${glossary().length} terms, each with its source.`,
  parts: [{ kind: 'guide', items: glossary().map(({ term, text }) => ({ text: `${term}: ${text}` })) }],
  followUps: [],
  words: 'define',
});
