import type { Action, Answer, Notice, NoticePart } from '../answer.ts';
import type { Asker } from '../command-line/subcommand.ts';
import type { Context } from '../context.ts';
import { findDefaultStates } from '../db/default-states.ts';
import { findState } from '../rules/states.ts';

/** Which of several places a default decides for: the command line with it, and what is said of it in the answer. */
export interface DefaultDecision {
  line: string;
  said: string;
  others: Action[];
}

/**
 * Breaks a tie between places of one name: the person's default state, else the channel's, where exactly one of them
 * lies. Undefined leaves the question open.
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
      said: `Of the ${places.length} places of this name, ${meant.action.label} is meant: ${findState(state)?.name ?? state} is ${whose} default (to end it: ${holder === 'person' ? 'default me off' : 'default off'}).`,
      others: places.filter((place) => place !== meant).map((place) => place.action),
    };
  }
  return undefined;
}

/** An answer that says first which place was taken by default, and has the others at its end. */
export function withDecision(answer: Answer | Notice, { said, others }: DefaultDecision): Answer | Notice {
  const note: NoticePart = { kind: 'note', text: said };
  const choices: NoticePart = {
    kind: 'choices',
    question:
      others.length > 5
        ? `Five of the ${others.length} others of this name (or add the state):`
        : 'The others of this name:',
    choices: others.slice(0, 5),
  };
  return answer.kind === 'answer'
    ? { ...answer, parts: [note, ...answer.parts, choices] }
    : { ...answer, parts: [note, ...answer.parts, choices] };
}
