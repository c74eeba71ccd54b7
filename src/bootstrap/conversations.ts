import type { Answer, Notice } from '../answer.ts';
import type { Asker } from '../command-line/subcommand.ts';
import { answerWords } from '../commands/answer-words.ts';
import { commandOf } from '../commands/index.ts';
import type { Context } from '../context.ts';

/** After an hour a question stands alone again. */
const KEPT_MS = 3_600_000;
const MOST = 1000;

/**
 * Answers words, with the last command line of the same conversation for what follows it ("and in 2024?"): of a person
 * in a thread, a direct message, a channel, the page or the terminal. The lines are kept in memory alone; after a
 * restart the desk asks.
 */
export function createConversations(context: Context): (words: string, asker: Asker) => Promise<Answer | Notice> {
  const lines = new Map<string, { line: string; at: number }>();
  return async (words, asker) => {
    const key = [asker.workspaceId ?? '', asker.channelId, asker.thread ?? '', asker.userId].join(' ');
    const now = context.now().getTime();
    const last = lines.get(key);
    const answer = await answerWords(context, words, asker, last && now - last.at < KEPT_MS ? last.line : undefined);
    const command = commandOf(answer.words);
    if (command && command.declaration.effects === 'none' && !['help', 'read'].includes(command.subcommand.name)) {
      lines.delete(key);
      lines.set(key, { line: answer.words, at: now });
      const [oldest] = lines.keys();
      if (lines.size > MOST && oldest !== undefined) lines.delete(oldest);
    }
    return answer;
  };
}
