import type { Answer, Notice, Picture } from '../../answer.ts';
import { lineOf } from '../../command-line/parse.ts';
import type { Args, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { UserError } from '../../errors.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { isWholeCountry } from '../../rules/whole-country.ts';
import { compareAnswer } from './compare.ts';
import { stats, statsAnswer } from './stats.ts';

const EXAMPLE = 'chart stats Minnesota since:2025-12';

export const chart: Subcommand = {
  name: 'chart',
  summary: 'The numbers of stats or compare as a picture, posted to this channel for all to see',
  usage: 'chart <stats ... | compare ... | map of a state or the us> [theme:light|dark]',
  examples: [EXAMPLE, 'chart map Texas', 'chart map us', 'chart compare Texas with Florida theme:dark'],
  effects: 'none',
  heavy: true,
  role: 'reader',
  cost: 1,
  usesDefaultPlace: true,
  exportable: true,
  filters: { ...stats.filters, theme: 'light or dark; light when not given' },
  notes: [
    'Answers are seen by you alone; a chart is a file in the channel. Without Slack it is written to var/charts.',
  ],
  run: runChart,
};

async function runChart(context: Context, args: Args): Promise<Answer | Notice> {
  const { theme: asked, ...filters } = args.filters;
  const theme = themeOf(asked?.at(-1));
  const [first = '', ...rest] = args.words.split(' ');
  const named = first.toLowerCase();
  if (args.words === '' && !filters['in'])
    throw new UserError(`A chart of what? For example: ${EXAMPLE}, or: chart compare Texas with Florida.`, {
      choices: [{ label: EXAMPLE, words: EXAMPLE }],
    });
  const isNamed = ['stats', 'compare', 'map'].includes(named);
  const words = (isNamed ? rest.join(' ') : args.words).replace(named === 'map' ? /^of /i : /^$/, '');
  const name = named === 'compare' || (!isNamed && /\s(with|vs\.?|versus)\s/i.test(words)) ? 'compare' : 'stats';
  const inner = named === 'map' ? { ...filters, by: [isWholeCountry(words) ? 'state' : 'county'] } : filters;
  const passed: Args = { ...args, words, filters: inner, line: lineOf(name, words ? [words] : [], inner) };
  const dark = theme === 'dark' ? ' theme:dark' : '';
  const again = (line: string) => (/^(stats|compare) /.test(line) ? `chart ${line}${dark}` : line);
  try {
    const answer = await (name === 'compare' ? compareAnswer : statsAnswer)(context, passed, theme);
    if (answer.kind === 'answer' && answer.parts.some((part) => part.kind === 'chart')) return answer;
    // A question back: its choices must lead to the chart.
    const parts = answer.parts.map((part) =>
      part.kind === 'choices'
        ? { ...part, choices: part.choices.map((choice) => ({ ...choice, words: again(choice.words) })) }
        : part,
    );
    return { ...answer, parts } as Answer | Notice;
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(cause.message, {
      choices: cause.choices.map((choice) => ({ ...choice, words: again(choice.words) })),
    });
  }
}

function themeOf(text: string | undefined): Picture['theme'] {
  const theme = (text ?? 'light').toLowerCase();
  if (theme === 'light' || theme === 'dark') return theme;
  throw new UserError(
    `\`theme:${repeatWords(theme, 20)}\` is not a theme. Use theme:light or theme:dark, for example: ${EXAMPLE} theme:dark.`,
  );
}
