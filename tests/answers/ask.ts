import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Answer, Notice } from '../../src/answer.ts';
import { renderCsv } from '../../src/blocks/csv.ts';
import { renderMessage, renderProblem } from '../../src/blocks/message.ts';
import { renderProblemText, renderText } from '../../src/blocks/text.ts';
import type { Asker } from '../../src/command-line/subcommand.ts';
import { answerCommand, findFullTable } from '../../src/commands/index.ts';
import type { Db } from '../../src/db/connect.ts';
import { UserError } from '../../src/errors.ts';
import { formatMoment } from '../../src/rules/moment.ts';
import { NOW, readRows } from '../_util/desk.ts';
import { loadLater, seededDb } from './seed.ts';

export interface Asked {
  line: string;
  /** What a terminal shows. */
  text: string;
  /** The first 16 hex digits of the SHA-256 of the Slack message and its pictures. */
  blocks: string;
}

const LINES = join(import.meta.dirname, 'lines');

/** Names of the files of command lines, and `place-queries`, which is tests/place-queries.csv. */
export const lists = [
  ...readdirSync(LINES)
    .map((name) => name.replace(/\.txt$/, ''))
    .sort(),
  'place-queries',
];

/** Command lines of a list, in order, with the steps (`@now`, `@load later`) between them. */
export const linesOf = (list: string): string[] =>
  list === 'place-queries'
    ? readRows('tests/place-queries.csv').map((row) => `policy ${row['query']}`)
    : readFileSync(join(LINES, `${list}.txt`), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '' && !line.startsWith('#'));

/** Answers the lines of a list in order, on a database of its own. */
export async function answersOf(list: string): Promise<Asked[]> {
  const db = await seededDb();
  const asked = await answersOn(db, list);
  await db.destroy();
  return asked;
}

/** Answers the lines of a list in order, on this database. */
export async function answersOn(db: Db, list: string): Promise<Asked[]> {
  let [now, line, drawn] = [NOW, '', 0];
  const context = {
    db,
    log: pino({ level: 'silent' }),
    zone: 'UTC',
    now: () => new Date(now),
    // An id depends on its line alone, so that a line more or less changes no other answer.
    randomBytes(count: number) {
      drawn += 1;
      return createHash('sha256').update(`${line} ${drawn}`).digest().subarray(0, count);
    },
    close: async () => {},
  };
  const asker: Asker = {
    channelId: 'C0000000001',
    userId: 'U0000000001',
    role: 'admin',
    join: async () => undefined,
    export: async (words) => {
      const table = await findFullTable(context, words, asker);
      return table.kind === 'notice'
        ? table
        : fileSaid(renderCsv(table, { line: words, madeAt: formatMoment(now, 'UTC', 'iso') }), words);
    },
  };
  const asked: Asked[] = [];
  for (line of linesOf(list)) {
    drawn = 0;
    if (line.startsWith('@now ')) now = new Date(line.slice(5)).toISOString();
    else if (line === '@load later') await loadLater(context.db, context.now);
    else asked.push({ line, ...(await said(() => answerCommand(context, line, asker))) });
  }
  return asked;
}

const RULE = '─'.repeat(100);

/** The text of a snapshot. */
export const textOf = (asked: readonly Asked[]): string =>
  asked.map(({ line, text }) => `> ${line}\n${text}\n${RULE}\n`).join('\n');

async function said(work: () => Promise<Answer | Notice>): Promise<Omit<Asked, 'line'>> {
  try {
    const answer = await work();
    const pictures = answer.parts.filter((part) => 'picture' in part);
    return {
      text: renderText(answer),
      blocks: hash([renderMessage(answer, { visibility: 'ephemeral' }), ...pictures]),
    };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    return { text: renderProblemText(cause), blocks: hash([renderProblem(cause)]) };
  }
}

const HEAD = 20;

/** The first lines of a CSV file, and a hash of all of it. */
function fileSaid(csv: string, words: string): Notice {
  const lines = csv.trimEnd().split('\r\n');
  return {
    kind: 'notice',
    title: 'CSV file',
    summary: `${lines.length} lines, hash ${hash(csv)}`,
    parts: [{ kind: 'code', entries: lines.slice(0, HEAD) }],
    followUps: [],
    words: `export ${words}`,
  };
}

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
