import type { Asker, CommandOf } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findDefaultStates } from '../../db/default-states.ts';
import { placeLabel } from '../../places/labels.ts';
import { isTakenIn } from '../../question/find-spans.ts';
import { placesIn } from '../../question/quotation.ts';
import { tidyQuestion } from '../../question/tidy.ts';
import { splitWords } from '../../question/words.ts';
import { writeLine } from '../../question/write-line.ts';
import type { PlaceMeaning } from '../../rules/place-choice.ts';
import { questionDesk } from './question-desk.ts';

/** A place as a choice of a form: `words` is how a command line names it. */
interface Choice {
  words: string;
  label: string;
  detail: string;
}

const MOST_READ = 2000;
const MOST = 20;

/** Of places of one name, the one in a default state, where exactly one is; else all of them. */
function inDefaultState(
  candidates: readonly PlaceMeaning[],
  defaults: readonly { state: string }[],
): readonly PlaceMeaning[] {
  for (const { state } of defaults) {
    const within = candidates.filter((each) => each.state === state);
    if (within.length === 1) return within;
  }
  return candidates;
}

/**
 * The places that a text names: one choice where only one is meant, and every meaning of every name otherwise. Among several only
 * a default state chooses, of the person or of the channel.
 */
export async function placesNamed(
  context: Pick<Context, 'db'>,
  commandOf: CommandOf,
  text: string,
  asker?: Pick<Asker, 'userId' | 'channelId'>,
): Promise<Choice[]> {
  const defaults = asker ? await findDefaultStates(context.db, asker.userId, asker.channelId) : [];
  const desk = await questionDesk(context, commandOf);
  const { text: own, quoted } = tidyQuestion(text.slice(0, MOST_READ));
  const plain = `${quoted} ${own}`.trim();
  const places = await placesIn(plain, splitWords(plain), desk.names, isTakenIn(desk));
  const choices: Choice[] = [];
  for (const place of places) {
    if (place.outcome.outcome === 'answer') {
      const { line } = await writeLine({ command: 'policy', places: [place] }, desk.names);
      const words = line.replace(/^policy /, '').replace(/^"(.*)"$/, '$1');
      choices.push({ words, label: words, detail: place.outcome.meaning.level });
    } else if (place.outcome.outcome === 'ask')
      for (const meaning of inDefaultState(place.outcome.candidates, defaults))
        choices.push({ words: placeLabel(meaning), label: placeLabel(meaning), detail: meaning.level });
  }
  return choices.filter(({ words }, at) => choices.findIndex((each) => each.words === words) === at).slice(0, MOST);
}
