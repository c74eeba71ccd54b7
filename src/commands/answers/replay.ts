import type { Answer, Notice } from '../../answer.ts';
import type { AnswerLine, Asker } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import type { KeptAnswer } from '../../db/answers.ts';
import { findImport, findNewestLoadedIds } from '../../db/imports.ts';
import { UserError } from '../../errors.ts';
import { formatMoment } from '../../rules/moment.ts';

/** The current answer to a stored line. An error names the line, since it may have become invalid since. */

export async function replay(
  context: Context,
  kept: KeptAnswer,
  answerLine: AnswerLine,
  asker: Asker,
): Promise<Answer | Notice> {
  try {
    return await answerLine(context, kept.line, asker);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(`${kept.answer_id} was: ${kept.line}. Today the desk says: ${cause.message}`, {
      choices: cause.choices,
    });
  }
}
/** Sources that have been imported again since the answer was given, each with its day and file. */

export async function loadedSince({ db }: Pick<Context, 'db'>, kept: KeptAnswer, zone: string): Promise<string[]> {
  const before = JSON.parse(kept.imports) as Record<string, number>;
  const newest = await findNewestLoadedIds(db);
  const loads: string[] = [];
  for (const [source, importId] of Object.entries(newest)) {
    const known = before[source];
    if (known === undefined || importId <= known) continue;
    const brought = await findImport(db, importId);
    if (brought) loads.push(`${source} (${brought.file}, ${formatMoment(brought.finished_at, zone)})`);
  }
  return loads;
}
