import { lineOf, nearest } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import { UserError } from '../../errors.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { BREAKDOWNS, type BreakdownName } from './shapes.ts';

const OTHER_BY = new Map(
  Object.entries<BreakdownName>({
    months: 'month',
    nationality: 'citizenship',
    country: 'citizenship',
    offence: 'charge',
    offense: 'charge',
    jail: 'facility',
    kinds: 'kind',
    place: 'county',
    weeks: 'week',
    years: 'year',
    states: 'state',
    counties: 'county',
    facilities: 'facility',
    sex: 'gender',
    conviction: 'criminality',
    convictions: 'criminality',
    ages: 'age',
    agency: 'facility',
    office: 'aor',
    type: 'form',
    forms: 'form',
    reasons: 'reason',
    lift: 'reason',
    programs: 'program',
  }),
);

/** Splits the words into the breakdown and the place, so that `stats by month Minnesota` is read as it is meant. */
export function byOf(args: Args): { by: BreakdownName; words: string } {
  const typed = (args.filters['by']?.at(-1)?.toLowerCase() ?? 'month').replace(
    /^(age|form|kind|lift|field office|area)[ -](?:bands?|groups?|types?|of facility|reasons?|of responsibility)$/,
    '$1',
  );
  const [first = '', ...more] = typed.split(/[\s,]+/);
  const by = BREAKDOWNS.find((each) => each === first) ?? OTHER_BY.get(first);
  if (by && (more.length === 0 || args.words === ''))
    return { by, words: more.length > 0 ? (args.filters['by']?.at(-1) ?? '').slice(first.length).trim() : args.words };
  const near = nearest(first, BREAKDOWNS);
  throw new UserError(
    `\`by:${repeatWords(typed, 30)}\` is nothing to count by.${near ? ` Did you mean \`by:${near}\`?` : ''} Use one of ${BREAKDOWNS.join(', ')}, for example: stats Minnesota by:outcome.`,
    {
      choices: [
        {
          label: `by:${near ?? 'month'}`,
          words: lineWith(args, args.words, (near as BreakdownName | undefined) ?? 'month'),
        },
      ],
    },
  );
}

/** The command line with another place or breakdown. */
export function lineWith(args: Args, words: string, by: BreakdownName): string {
  const { by: _, ...others } = args.filters;
  return lineOf('stats', words === '' ? [] : [words], by === 'month' ? others : { ...others, by: [by] });
}
