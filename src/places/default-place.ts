import type { Action, Answer, Notice, NoticePart } from '../answer.ts';
import type { Declaration } from '../command-line/declaration.ts';
import type { Asker } from '../command-line/subcommand.ts';
import type { Context } from '../context.ts';
import { findDefaultStates } from '../db/default-states.ts';
import { findState } from '../rules/states.ts';

/** Which of several places a default chose: the command line that names it, and a note for the answer. */
export interface DefaultDecision {
  line: string;
  note: string;
  others: Action[];
  /** True where the note belongs into the first line: a spelling was put right. */
  isLead?: boolean;
}

/** What the place question itself has decided; what sets something up is never guessed from a misspelling. */
export function decidedByQuestion({ decided }: Notice, effects: Declaration['effects']): DefaultDecision | undefined {
  const setsUp = effects === 'channel' || effects === 'person';
  if (!decided || (decided.kind === 'spelling' && setsUp)) return undefined;
  return { line: decided.line, note: decided.said, others: decided.others, isLead: decided.kind === 'spelling' };
}

/**
 * Decides between places of one name: the person's default state, otherwise the channel's, if exactly one of the places
 * is in it. Returns undefined when the question stays open.
 */
export async function decideByDefault(
  { db }: Pick<Context, 'db'>,
  question: Notice,
  asker: Asker,
): Promise<DefaultDecision | undefined> {
  const places = question.places ?? [];
  const [first] = places;
  if (!first || places.some((place) => place.name !== first.name)) return undefined;
  const own = await findDefaultStates(db, asker.userId, asker.channelId);
  // Of the channel that the person looks at beside a direct message.
  const beside = asker.viewing ? await findDefaultStates(db, '', asker.viewing) : [];
  for (const { holder, holder_id, state } of [...own, ...beside]) {
    const inState = places.filter((place) => place.state === state);
    const [meant] = inState;
    if (!meant || inState.length > 1) continue;
    const isBeside = holder === 'channel' && holder_id !== asker.channelId;
    const whose = holder === 'person' ? 'your' : isBeside ? "the channel's beside this" : "this channel's";
    const ending = holder === 'person' ? 'default me off' : isBeside ? 'default off, there' : 'default off';
    return {
      line: meant.action.words,
      note: `Of the ${places.length} places of this name, ${meant.action.label} is meant: ${findState(state)?.name ?? state} is ${whose} default (to end it: ${ending}).`,
      others: places.filter((place) => place !== meant).map((place) => place.action),
    };
  }
  return undefined;
}

/** Puts the note on the chosen place first, and the other places last. */
export function withDecision(answer: Answer | Notice, { note, others, isLead }: DefaultDecision): Answer | Notice {
  const decided: NoticePart[] = isLead ? [] : [{ kind: 'note', text: note }];
  const summary = isLead ? `${note} ${answer.summary}` : answer.summary;
  const choices: NoticePart = {
    kind: 'choices',
    question:
      others.length > 5
        ? `Five of the ${others.length} others of this name (or add the state):`
        : 'The others of this name:',
    choices: others.slice(0, 5),
  };
  const rest = others.length > 0 ? [choices] : [];
  return answer.kind === 'answer'
    ? { ...answer, summary, parts: [...decided, ...answer.parts, ...rest] }
    : { ...answer, summary, parts: [...decided, ...answer.parts, ...rest] };
}
