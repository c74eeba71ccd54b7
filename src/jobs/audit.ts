import type { Answer, Notice } from '../answer.ts';
import type { Asker } from '../command-line/subcommand.ts';
import type { Context } from '../context.ts';
import { insertAuditRow, type NewAuditRow } from '../db/audit.ts';
import { isBusy, isDiskFault, isDiskFull } from '../db/connect.ts';
import { NotAllowed, UserError } from '../errors.ts';
import { maskPersonalData } from '../rules/private-text.ts';

/** Rows that wait in memory while an import holds the lock: half an hour at 50 requests a second. */
const MAX_WAITING = 100_000;
const RETRY_MS = 1000;

type AnswerWords = (words: string, asker: Asker) => Promise<Answer | Notice>;
/** Returns the name of the command that the words begin with, if there is one. */
type CommandName = (words: string) => string | undefined;

export interface Audit {
  /** Writes a row. While the database is locked, rows wait in order and are written later. */
  record(asked: Omit<NewAuditRow, 'asked_at'>): Promise<void>;
  /** Wraps a function that answers, so that each question is recorded with its outcome. */
  recordAnswers(answer: AnswerWords): AnswerWords;
  /** How many rows could not be written since the start. */
  lost(): number;
  /** Writes the rows that wait, trying for at most `seconds`. */
  stop(seconds?: number): Promise<void>;
}

/** Records who asked what, when, and from which imports it was answered. A failure of the audit never stops an answer. */
export function createAudit({ db, now, log }: Pick<Context, 'db' | 'now' | 'log'>, nameOf: CommandName): Audit {
  const waiting: NewAuditRow[] = [];
  let lost = 0;
  let writing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const write = (): Promise<void> => {
    writing = writing.then(async () => {
      while (waiting.length > 0) {
        const rows = waiting.slice(0, 500);
        try {
          await insertAuditRow(db, rows);
        } catch (cause) {
          if (isBusy(cause)) return;
          if (isDiskFull(cause) || isDiskFault(cause)) return; // they wait for room
          lost += rows.length;
          log.error({ err: cause, lost: rows.length }, 'the audit could not be written');
        }
        waiting.splice(0, rows.length);
      }
    });
    return writing;
  };
  const record: Audit['record'] = async (asked) => {
    if (waiting.length >= MAX_WAITING) {
      waiting.shift();
      lost += 1;
      log.error({ lost: 1 }, 'the audit could not be written: too many rows are waiting for the database');
    }
    waiting.push({ ...asked, asked_at: now().toISOString() });
    await write();
    if (waiting.length === 0 || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      void write();
    }, RETRY_MS);
    timer.unref();
  };
  return {
    record,
    recordAnswers: (answer) => async (words, asker) => {
      try {
        const answered = await answer(words, asker);
        await record({ ...personOf(asker), ...outcomeOf(answered) });
        return answered;
      } catch (cause) {
        await record({ ...personOf(asker), ...failureOf(cause, nameOf(words.slice(0, 500))) });
        throw cause;
      }
    },
    lost: () => lost,
    async stop(seconds = 5) {
      clearTimeout(timer);
      for (let left = seconds * 10; left > 0; left -= 1) {
        await write();
        if (waiting.length === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      log.error({ lost: waiting.length }, 'the audit could not be written before the desk stopped');
    },
  };
}

const personOf = ({ channelId, userId, role, way = '', workspaceId }: Asker) => ({
  workspace_id: workspaceId ?? null,
  channel_id: channelId,
  user_id: userId,
  way,
  role,
});

function outcomeOf(answer: Answer | Notice): Omit<NewAuditRow, 'asked_at' | 'user_id' | 'way'> {
  const line = maskPersonalData(answer.words).slice(0, 500);
  if (answer.kind === 'notice') return { line, outcome: 'noted' };
  const imports = answer.imports ? JSON.stringify(answer.imports) : null;
  return { line, outcome: 'answered', answer_id: answer.kept?.id ?? null, imports };
}

/** Words that were not understood may contain personal data, so only the command's name is kept. */
const failureOf = (cause: unknown, name: string | undefined): Omit<NewAuditRow, 'asked_at' | 'user_id' | 'way'> => ({
  line: name ?? null,
  outcome: cause instanceof NotAllowed ? 'refused' : cause instanceof UserError ? 'mistake' : 'fault',
  reason: cause instanceof NotAllowed ? 'role' : null,
});
