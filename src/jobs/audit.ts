import type { Answer, Notice } from '../answer.ts';
import type { Asker } from '../command-line/subcommand.ts';
import type { Context } from '../context.ts';
import { insertAuditRow, type NewAuditRow } from '../db/audit.ts';
import { isBusy } from '../db/connect.ts';
import { NotAllowed, UserError } from '../errors.ts';
import { maskPersonalData } from '../rules/private-text.ts';

/** What is not written yet waits here while an import holds the database: at 50 a second, half an hour. */
const MOST_WAITING = 100_000;
const AGAIN_MS = 1000;

type AnswerWords = (words: string, asker: Asker) => Promise<Answer | Notice>;
/** The name of the command that words begin with, if there is one. */
type CommandName = (words: string) => string | undefined;

export interface Audit {
  /** Writes what was asked before it is answered; while the database is locked it waits, in order, and is written later. */
  record(asked: Omit<NewAuditRow, 'asked_at'>): Promise<void>;
  /** The same answers, each written down with what became of it. */
  recorded(answer: AnswerWords): AnswerWords;
  /** Writes what waits, trying for so many seconds. */
  stop(seconds?: number): Promise<void>;
}

/** Who asked what, when, and from which imports it was answered. A fault of the audit is logged and never keeps an answer back. */
export function createAudit({ db, now, log }: Pick<Context, 'db' | 'now' | 'log'>, nameOf: CommandName): Audit {
  const waiting: NewAuditRow[] = [];
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
          log.error({ err: cause, lost: rows.length }, 'the audit could not be written');
        }
        waiting.splice(0, rows.length);
      }
    });
    return writing;
  };
  const record: Audit['record'] = async (asked) => {
    if (waiting.length >= MOST_WAITING) {
      waiting.shift();
      log.error({ lost: 1 }, 'the audit could not be written: too much waits for the database');
    }
    waiting.push({ ...asked, asked_at: now().toISOString() });
    await write();
    if (waiting.length === 0 || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      void write();
    }, AGAIN_MS);
    timer.unref();
  };
  return {
    record,
    recorded: (answer) => async (words, asker) => {
      try {
        const given = await answer(words, asker);
        await record({ ...who(asker), ...outcomeOf(given) });
        return given;
      } catch (cause) {
        await record({ ...who(asker), ...mistakeOf(cause, nameOf(words.slice(0, 500))) });
        throw cause;
      }
    },
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

const who = ({ channelId, userId, role, way = '', workspaceId }: Asker) => ({
  workspace_id: workspaceId ?? null,
  channel_id: channelId,
  user_id: userId,
  way,
  role,
});

function outcomeOf(given: Answer | Notice): Omit<NewAuditRow, 'asked_at' | 'user_id' | 'way'> {
  const line = maskPersonalData(given.words).slice(0, 500);
  if (given.kind === 'notice') return { line, outcome: 'noted' };
  const imports = given.imports ? JSON.stringify(given.imports) : null;
  return { line, outcome: 'answered', answer_id: given.kept?.id ?? null, imports };
}

/** Words that were not understood may be about anything or anybody: only the command's name is kept. */
const mistakeOf = (cause: unknown, name: string | undefined): Omit<NewAuditRow, 'asked_at' | 'user_id' | 'way'> => ({
  line: name ?? null,
  outcome: cause instanceof NotAllowed ? 'refused' : cause instanceof UserError ? 'mistake' : 'fault',
  reason: cause instanceof NotAllowed ? 'role' : null,
});
