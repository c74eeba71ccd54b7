import type { DetainerFilter } from '../db/detainers.ts';
import { UserError } from '../errors.ts';
import { OUTCOME_WORDS, outcomeFromWord } from '../rules/outcome.ts';
import { repeatWords } from '../rules/private-text.ts';
import { valuesOf } from './parse.ts';
import type { Args } from './subcommand.ts';

export function wordFilters(args: Args): Pick<DetainerFilter, 'outcomes' | 'citizenship' | 'charge'> {
  const outcomes = valuesOf(args, 'outcome').map((word) => {
    const group = outcomeFromWord(word);
    if (!group)
      throw new UserError(
        `\`outcome:${repeatWords(word, 30)}\` is not an outcome group. Use one of ${OUTCOME_WORDS}, for example outcome:declined.`,
      );
    return group;
  });
  const [citizenship, charge] = [valuesOf(args, 'citizenship'), valuesOf(args, 'charge')];
  return {
    ...(outcomes.length > 0 ? { outcomes } : {}),
    ...(citizenship.length > 0 ? { citizenship } : {}),
    ...(charge.length > 0 ? { charge } : {}),
  };
}
