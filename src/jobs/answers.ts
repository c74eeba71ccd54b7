import { keptSince } from '../commands/keep-answer.ts';
import type { Context } from '../context.ts';
import { deleteAnswersBefore } from '../db/answers.ts';

/** Forgets answers that are older than their ids are kept. */
export const forgetOldAnswers = ({ db, now }: Pick<Context, 'db' | 'now'>): Promise<void> =>
  deleteAnswersBefore(db, keptSince(now()));
