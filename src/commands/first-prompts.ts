import type { Context } from '../context.ts';
import { findDefaultStates } from '../db/default-states.ts';
import { findState } from '../rules/states.ts';

/** A question to begin with: its title, and what is sent when it is chosen. */
export interface Prompt {
  title: string;
  message: string;
}

/** The questions of Slack's agent view, about the default state of the person or of the channel they look at. */
export async function firstPrompts(
  { db }: Pick<Context, 'db'>,
  userId: string,
  channelId: string,
): Promise<readonly Prompt[]> {
  const [own] = await findDefaultStates(db, userId, channelId);
  return promptsOf(own && findState(own.state)?.name);
}

/** The same four in `manifest.yml`, where no state is known. */
export const promptsOf = (state?: string): readonly Prompt[] => [
  {
    title: state ? `The rules of ${state}` : 'The rules of a place',
    message: `What is the policy of ${state ?? 'Cook County, Illinois'} on ICE detainers?`,
  },
  {
    title: 'Published cases',
    message: `Show the published declined-detainer cases ${state ? `in ${state}` : 'since 2025'}`,
  },
  {
    title: 'What changed',
    message: `What changed in ${state ?? 'Texas'} in the last 30 days?`,
  },
  { title: 'Where the data comes from', message: 'Where does your detainer data come from?' },
];
