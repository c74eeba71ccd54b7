import type { Answer, Notice } from '../../answer.ts';
import { REFUSED } from '../../blocks/words.ts';
import type { Asker } from '../../command-line/subcommand.ts';
import { UserError } from '../../errors.ts';
import type { Audit } from '../../jobs/audit.ts';
import type { HandlerContext } from '../handler-context.ts';
import { extraCost } from './authorize.ts';
import { type Limits, OverLimit } from './limits.ts';

type AnswerWords = (words: string, asker: Asker) => Promise<Answer | Notice>;

/** Answers within the asker's limits, and records what was asked. Throws UserError for one that is over them. */
export function chargeAnswers(
  answer: AnswerWords,
  {
    limits,
    audit,
    describe,
    countReading = (work) => work(),
  }: {
    limits: Limits;
    audit?: Audit | undefined;
    describe: HandlerContext['describe'];
    /** Runs the work, and reports the seconds that reading threads spend on it. */
    countReading?: (<T>(work: () => Promise<T>, spend: (seconds: number) => void) => Promise<T>) | undefined;
  },
): AnswerWords {
  const audited = audit ? audit.recordAnswers(answer) : answer;
  return async (words, asker) => {
    const { userId, workspaceId = '' } = asker;
    const command = describe(words);
    // Plain words may be read as anything.
    const how = { extraSeconds: extraCost(command, asker.public === true), heavy: command?.heavy ?? true };
    try {
      return await limits.charge(userId, workspaceId, how, (spend) => countReading(() => audited(words, asker), spend));
    } catch (cause) {
      if (!(cause instanceof OverLimit)) throw cause;
      return refuse(asker, cause.wait, audit);
    }
  };
}

/** Refuses whoever has used up an allowance, for ways in that no middleware stands before. */
export function refuseOverLimit(answer: AnswerWords, limits: Pick<Limits, 'wait'>, audit?: Audit): AnswerWords {
  return async (words, asker) => {
    const wait = await limits.wait(asker.userId, asker.workspaceId ?? '');
    return wait ? refuse(asker, wait, audit) : answer(words, asker);
  };
}

async function refuse(asker: Asker, wait: OverLimit['wait'], audit?: Audit): Promise<never> {
  await audit?.record(limitedRow(asker, wait.whose));
  throw new UserError(REFUSED[wait.whose](wait.seconds));
}

const limitedRow = ({ workspaceId, channelId, userId, way = '' }: Asker, reason: string) => ({
  workspace_id: workspaceId ?? null,
  channel_id: channelId,
  user_id: userId,
  way,
  outcome: 'limited' as const,
  reason,
});
