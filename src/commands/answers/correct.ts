import type { Notice } from '../../answer.ts';
import type { Args, Asker, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/connect.ts';
import { findAllCorrectionsBy, insertCorrection } from '../../db/corrections.ts';
import { insertMessage } from '../../db/outbox/threads.ts';
import { UserError } from '../../errors.ts';
import { MOST_A_DAY, REASONS, type Reason } from '../../rules/correction.ts';
import { problemOfSentence } from '../../rules/correction-sentence.ts';
import { inEveryWorkspace, workspaceAtHand } from '../../workspace.ts';
import { findKept } from './keep-answer.ts';

const DAY_MS = 86_400_000;
const KEYS = Object.keys(REASONS).filter((key): key is Reason => key in REASONS);
const EXAMPLE = 'Example: correct DD-7K3Q reason:outdated text:"The order was withdrawn in May 2026"';

export const correct: Subcommand = {
  name: 'correct',
  summary: 'Reports an answer as wrong or outdated to the editors of the desk',
  usage: 'correct <id of an answer> reason:<reason> [text:"<one sentence>"]',
  examples: [
    'correct DD-7K3Q reason:outdated',
    'correct DD-7K3Q reason:wrong text:"The order was withdrawn in May 2026"',
  ],
  effects: 'person',
  role: 'reader',
  filters: {
    reason: `${KEYS.join(', ')}`,
    text: 'one sentence on what is wrong and where it stands; no names of persons',
  },
  notes: [
    `At most ${MOST_A_DAY} a day for one person. What became of it: \`corrections\`.`,
    'No personal data: what reads like a name or a number of a person is refused and not kept.',
  ],
  run: report,
};

async function report(context: Context, args: Args, asker: Asker): Promise<Notice> {
  const kept = await findKept(context, args.words, 'correct', asker);
  const reason = readReason(args);
  const sentence = readSentence(args);
  const now = context.now();
  const mine = await findAllCorrectionsBy(context.db, asker.userId, new Date(now.getTime() - DAY_MS).toISOString());
  if (mine.some((each) => each.answer_id === kept.answer_id && each.reason === reason))
    throw new UserError(`You reported ${kept.answer_id} for this today already. It is with the editors: corrections.`);
  if (mine.length >= MOST_A_DAY)
    throw new UserError(
      `You reported ${MOST_A_DAY} answers in a day. Report the next one tomorrow; nothing is lost by it.`,
    );
  const channelId = context.inSlack?.correctionsChannel ?? context.inSlack?.opsChannel;
  const number = await inTransaction(context.db, async (transaction) => {
    const row = {
      answer_id: kept.answer_id,
      line: kept.line,
      reason,
      sentence,
      user_id: asker.userId,
      reported_at: now.toISOString(),
      outcome: 'open' as const,
      settled_at: null,
    };
    const id = await insertCorrection(transaction, row);
    // Who reports in another workspace is not told to this one.
    const workspace = workspaceAtHand();
    const isOurs = !workspace || workspace.isHome === true;
    if (channelId) {
      const post = { answer: noticeOf(id, row, isOurs ? asker.userId : '') };
      const message = { messageId: `correction-${id}`, channelId, post };
      // Facts are the same in all workspaces: whoever keeps them hears of it.
      await inEveryWorkspace(() => insertMessage(transaction, message, now));
    }
    return id;
  });
  return {
    kind: 'notice',
    title: 'Thank you',
    summary: `Report ${number} on ${kept.answer_id} is with the editors of this desk. \`corrections\` shows what becomes of it.`,
    parts: [],
    followUps: [{ label: 'All corrections', words: 'corrections' }],
    words: `correct ${kept.answer_id} reason:${reason}`,
  };
}

function readReason(args: Args): Reason {
  const typed = args.filters['reason']?.at(-1)?.toLowerCase() ?? '';
  const reason = KEYS.find((key) => key === typed);
  if (reason) return reason;
  throw new UserError(`What is it? Add reason: with one of ${KEYS.join(', ')}. ${EXAMPLE}`);
}

function readSentence(args: Args): string {
  const sentence = (args.filters['text'] ?? []).join(' ').replace(/\s+/g, ' ').trim();
  const problem = problemOfSentence(sentence);
  if (problem) throw new UserError(problem);
  return sentence;
}

const reportedBy = (userId: string) => ({
  kind: 'note' as const,
  text: 'Reported by',
  ...(/^[UW][A-Z0-9]+$/.test(userId) ? { mention: userId } : {}),
});

const noticeOf = (
  id: number,
  { answer_id, line, reason, sentence }: { answer_id: string; line: string; reason: Reason; sentence: string },
  userId: string,
): Notice => ({
  kind: 'notice',
  title: `Correction ${id}: ${REASONS[reason]}`,
  summary: `A reader reports ${answer_id} (${line}): ${REASONS[reason].toLowerCase()}.`,
  parts: [
    ...(sentence ? [{ kind: 'note' as const, text: sentence }] : []),
    ...(userId === '' ? [] : [reportedBy(userId)]),
  ],
  followUps: [
    { label: 'The answer', words: `show ${answer_id}` },
    { label: 'Facts were changed', words: `corrections settle ${id} as:mended` },
    { label: 'The facts stand', words: `corrections settle ${id} as:right` },
    { label: 'Asked the publisher', words: `corrections settle ${id} as:asked` },
  ],
  words: 'corrections',
});
