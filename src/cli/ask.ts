import { join } from 'node:path';
import type { Answer, Notice } from '../answer.ts';
import { renderMessage, renderProblem } from '../blocks/message.ts';
import { renderText } from '../blocks/text.ts';
import { createDrawer } from '../charts/draw.ts';
import { LOCAL } from '../command-line/subcommand.ts';
import { answerWords } from '../commands/answer-words.ts';
import { messageOf, UserError } from '../errors.ts';
import { exportToFolder } from '../jobs/exports.ts';
import { saveCharts } from '../local/save-charts.ts';
import { parseOptions, readNow, withContext, writeLine } from './with-context.ts';

/** Answers as `/detainer <words>` would. */
export async function askTask(argv: string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    json: { type: 'boolean' },
    now: { type: 'string' },
    channel: { type: 'string' },
  });
  const now = readNow(values['now']);
  return await withContext(now, async (context) => {
    const words = positionals.join(' ');
    try {
      const channelId = values['channel'];
      const who = typeof channelId === 'string' ? { ...LOCAL, channelId } : LOCAL;
      const asker = { ...who, export: exportToFolder(context, who) };
      const answer = await answerWords(context, words, asker);
      const out = values['json']
        ? JSON.stringify(renderMessage(answer, { visibility: 'ephemeral' }), null, 2)
        : renderText(answer);
      writeLine(process.stdout, out);
      if (!values['json']) await writeCharts(answer);
      return 0;
    } catch (cause) {
      if (!(cause instanceof UserError)) throw cause;
      if (values['json']) writeLine(process.stdout, JSON.stringify(renderProblem(cause), null, 2));
      if (values['json'] || cause.choices.length === 0) throw cause;
      writeLine(process.stderr, [cause.message, ...cause.choices.map(({ words: line }) => `→ ${line}`)].join('\n'));
      return 2;
    }
  });
}

/** Draws an answer's charts into var/charts. The numbers are already printed, whether or not the picture succeeds. */
async function writeCharts(answer: Answer | Notice): Promise<void> {
  if (!answer.parts.some((part) => part.kind === 'chart')) return;
  const drawer = createDrawer();
  try {
    const folder = join('var', 'charts');
    for (const file of await saveCharts(answer, drawer, folder)) writeLine(process.stdout, `\nChart: ${file}`);
  } catch (cause) {
    writeLine(process.stderr, `${messageOf(cause)} The numbers above are the same.`);
  } finally {
    await drawer.close();
  }
}
