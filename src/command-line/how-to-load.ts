import type { NoticePart } from '../answer.ts';
import type { Context } from '../context.ts';
import { type Asker, LOCAL } from './subcommand.ts';

type Desk = Pick<Context, 'inSlack'>;
type Person = Pick<Asker, 'userId'>;

/**
 * How facts get loaded, as a note: the command, for those who are at the desk's machine (its terminal, or the local
 * page); whom to ask, for those who ask in Slack. `known` goes before, for example 'No detainer rows are loaded.'
 */
export function howToLoad(desk: Desk, asker: Person, { known, source }: { known: string; source: string }): NoticePart {
  if (!isInSlack(desk, asker))
    return {
      kind: 'note',
      text: `${known} To load it: npm run -s import -- ${source} ${source.startsWith('ice-') ? 'latest' : '<file>'}`,
    };
  const { opsChannel } = desk.inSlack ?? {};
  const text = `${known} To have a file loaded, ask ${opsChannel ? 'the people' : 'the person'} who ${opsChannel ? 'run' : 'runs'} this desk.`;
  return { kind: 'note', text, ...(opsChannel ? { mention: opsChannel } : {}) };
}

/** False in the terminal of a desk that also answers in Slack. */
const isInSlack = ({ inSlack }: Desk, { userId }: Person): boolean => inSlack !== undefined && userId !== LOCAL.userId;
