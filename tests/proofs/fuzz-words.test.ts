import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import type { Answer, FullTable, Notice } from '../../src/answer.ts';
import { renderCsv } from '../../src/blocks/csv.ts';
import { renderMessage, renderPlain, renderProblem, withCommand } from '../../src/blocks/message.ts';
import { renderProblemText, renderText } from '../../src/blocks/text.ts';
import type { Asker } from '../../src/command-line/subcommand.ts';
import { answerCommand, findFullTable } from '../../src/commands/index.ts';
import { SourceError, UserError } from '../../src/errors.ts';
import { exportPending } from '../../src/slack/posting/export-file.ts';
import { THOROUGH } from '../_util/thorough.ts';
import { checkCited, checkSent, checkText } from './check-answer.ts';
import { type FuzzDesk, fuzzDesk } from './fuzz-desk.ts';
import { commandLines } from './lines.ts';
import { runMany } from './run-many.ts';

const NO_LIMIT = 86_400_000;
let desk: FuzzDesk;
beforeAll(async () => {
  desk = await fuzzDesk();
});
afterAll(() => desk.context.close());

const who = fc.record({ channelId: fc.constantFrom('C1', 'C2', 'D3', 'local'), userId: fc.constantFrom('U1', 'U2') });

test.skipIf(!THOROUGH)('a command line is answered or refused in words, whatever it is', { timeout: NO_LIMIT }, () =>
  runMany({
    kind: 'command lines',
    cases: fc.tuple(commandLines(desk.words), who),
    count: { short: 1500, long: 600_000 },
    round: 1000,
    prepare: () => desk.reset(),
    check: ([line, asker]) => checkLine(line, asker),
  }),
);

async function checkLine(line: string, who: { channelId: string; userId: string }): Promise<string> {
  let exported = '';
  const asker: Asker = {
    ...who,
    role: 'admin',
    join: async () => (who.channelId === 'C2' ? 'channel_not_found' : undefined),
    async export(words) {
      exported = await checkExport(words, asker);
      return exportPending(words);
    },
  };
  const answer = await refusedOr(() => answerCommand(desk.context, line, asker));
  if ('refused' in answer) return answer.refused;
  checkAnswer(answer, line);
  return exported || (answer.kind === 'answer' ? 'answered' : 'told or asked back');
}

/** What is shown of an answer, by every mouth. */
function checkAnswer(answer: Answer | Notice, line: string): void {
  for (const visibility of ['ephemeral', 'in_channel'] as const) {
    const message = renderMessage(answer, { visibility });
    checkSent(message);
    checkCited(answer, message);
    const plain = renderPlain(answer, { visibility });
    checkSent(plain);
    checkCited(answer, plain);
    if (visibility === 'in_channel') checkSent(withCommand(message, line, 'U1'));
  }
  checkUnseen(renderText(answer));
}

/** A terminal reads no tokens, but control characters. */
const checkUnseen = (text: string) => checkText(text.replaceAll('<', '('));

/** The outcome, or the words of a refusal as they are shown. Anything else thrown is a fault. */
async function refusedOr<T extends object>(ask: () => Promise<T>): Promise<T | { refused: string }> {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof UserError || cause instanceof SourceError)) throw cause;
    const problem = cause instanceof UserError ? cause : new UserError(cause.message);
    checkSent(renderProblem(problem));
    checkUnseen(renderProblemText(problem));
    return { refused: 'refused' };
  }
}

async function checkExport(line: string, asker: Asker): Promise<string> {
  const table = await refusedOr<FullTable | Notice>(() => findFullTable(desk.context, line, asker));
  if ('refused' in table) return 'export refused';
  if (table.kind === 'notice') {
    checkAnswer(table, line);
    return 'export asked back';
  }
  const csv = renderCsv(table, { line, madeAt: desk.context.now().toISOString() });
  const formula = /(?:^|,|\n)"?[=+\-@]/.exec(csv);
  if (formula)
    throw new Error(`a cell of the export begins a formula: ${JSON.stringify(csv.slice(formula.index, 80))}`);
  if (table.rows.length > 0 && table.citations.length === 0) throw new Error('an export without a source');
  return 'exported';
}
