import type { Action, Answer, Notice, NoticePart } from '../answer.ts';
import type { Asker } from '../command-line/subcommand.ts';
import type { Context } from '../context.ts';
import { findDefaultStates } from '../db/default-states.ts';
import { findState } from '../rules/states.ts';

/** Which of several places a default chose: the command line that names it, and a note for the answer. */
export interface DefaultDecision {
  line: string;
  note: string;
  others: Action[];
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
  for (const { holder, state } of await findDefaultStates(db, asker.userId, asker.channelId)) {
    const inState = places.filter((place) => place.state === state);
    const [meant] = inState;
    if (!meant || inState.length > 1) continue;
    const whose = holder === 'person' ? 'your' : "this channel's";
    return {
      line: meant.action.words,
      note: `Of the ${places.length} places of this name, ${meant.action.label} is meant: ${findState(state)?.name ?? state} is ${whose} default (to end it: ${holder === 'person' ? 'default me off' : 'default off'}).`,
      others: places.filter((place) => place !== meant).map((place) => place.action),
    };
  }
  return undefined;
}

/** Puts the note on the chosen place first, and the other places last. */
export function withDecision(answer: Answer | Notice, { note, others }: DefaultDecision): Answer | Notice {
  const decided: NoticePart = { kind: 'note', text: note };
  const choices: NoticePart = {
    kind: 'choices',
    question:
      others.length > 5
        ? `Five of the ${others.length} others of this name (or add the state):`
        : 'The others of this name:',
    choices: others.slice(0, 5),
  };
  return answer.kind === 'answer'
    ? { ...answer, parts: [decided, ...answer.parts, choices] }
    : { ...answer, parts: [decided, ...answer.parts, choices] };
}
