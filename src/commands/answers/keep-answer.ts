import { createHash } from 'node:crypto';
import type { Answer, Notice } from '../../answer.ts';
import type { Asker, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findAnswer, insertAnswer, type KeptAnswer } from '../../db/answers.ts';
import { isBusy } from '../../db/connect.ts';
import { findNewestLoadedIds } from '../../db/imports.ts';
import { UserError } from '../../errors.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { ANSWER_DAYS, keptSince, readAnswerId, showAnswerId } from '../../rules/reference.ts';

const ID_LETTERS = 8;

/**
 * Stores an answer that has facts and gives it a short id. The answer is returned even when it cannot be stored (an
 * import holds the lock, or the database cannot be written); it then has no id.
 */
export async function keepAnswer(
  { db, log, now, randomBytes }: Context,
  answer: Answer | Notice,
  subcommand: Pick<Subcommand, 'restsOn' | 'table'>,
  asker: Asker,
): Promise<Answer | Notice> {
  if (answer.kind === 'notice' || answer.kept || !randomBytes) return answer;
  let shown = answer;
  try {
    const newest = Object.entries(await findNewestLoadedIds(db));
    const imports = Object.fromEntries(newest.filter(([source]) => subcommand.restsOn?.includes(source) ?? true));
    shown = { ...answer, imports };
    const row = {
      line: answer.words,
      channel_id: asker.channelId,
      user_id: asker.userId,
      answered_at: now().toISOString(),
      imports: JSON.stringify(imports),
      said_sha256: hashOfContent(answer),
    };
    // Forty bits: nobody finds another's answer by trying ids.
    for (let left = 3; left > 0; left -= 1) {
      const id = showAnswerId(randomBytes(ID_LETTERS));
      if (await insertAnswer(db, { ...row, answer_id: id }))
        return { ...shown, kept: { id, csv: hasRows(answer, subcommand) } };
    }
  } catch (cause) {
    if (isBusy(cause)) log.info('database locked: an answer without an id');
    else log.warn({ err: cause }, 'an answer could not be kept');
  }
  return shown;
}

/**
 * What one person was told in a direct message is theirs. Slack's ids of such conversations begin with D; the id of the
 * person (U or W) stands for one that has no channel, such as the home tab or an assistant.
 */
const mayRead = ({ channel_id, user_id }: KeptAnswer, { userId }: Asker): boolean =>
  !/^[DUW]/.test(channel_id) || user_id === userId;

const hasRows = (answer: Answer, subcommand: Pick<Subcommand, 'table'>): boolean =>
  subcommand.table !== undefined || answer.parts.some((part) => part.kind === 'table');

/** SHA-256 of an answer's title, summary, parts and citations, which are the same wherever it is shown. */
export const hashOfContent = ({ title, summary, parts, ...answer }: Answer | Notice): string =>
  createHash('sha256')
    .update(JSON.stringify([title, summary, parts, answer.kind === 'answer' ? answer.citations : []]))
    .digest('hex');

/**
 * The stored answer with the id that was typed. Throws UserError when there is none, it is no longer stored, or it was
 * given to another person in a direct message.
 */
export async function findKept(
  { db, now }: Pick<Context, 'db' | 'now'>,
  words: string,
  usage: string,
  asker: Asker,
): Promise<KeptAnswer> {
  const id = readAnswerId(words);
  if (!id)
    throw new UserError(
      `\`${repeatWords(words)}\` is not the id of an answer. Each answer with facts has one in its last line, for example: ${usage} DD-7K3Q`,
    );
  const kept = await findAnswer(db, id, keptSince(now()));
  if (kept && mayRead(kept, asker)) return kept;
  throw new UserError(
    `No answer is kept under ${id}. Ids are kept for ${ANSWER_DAYS} days; it may be older, or a letter may be wrong (there is no I, L, O or U in one). Ask the question again, for example: policy "Cook County, IL".`,
  );
}
