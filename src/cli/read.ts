import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { commandOf } from '../commands/index.ts';
import { questionDesk } from '../commands/questions/question-desk.ts';
import { UserError } from '../errors.ts';
import { readQuestion } from '../question/read.ts';
import type { Reading } from '../question/reading.ts';
import { dayOf } from '../rules/moment.ts';
import { parseCsvRows } from '../sources/files/csv-parser.ts';
import { parseOptions, readNow, USAGE, withContext, writeLine } from './with-context.ts';

/** Says how plain words are read, and runs nothing. With `--file`, one JSON line for each row of a CSV file. */
export async function readTask(argv: string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    json: { type: 'boolean' },
    now: { type: 'string' },
    after: { type: 'string' },
    file: { type: 'string' },
  });
  const words = positionals.join(' ');
  const file = values['file'];
  if ((words === '') === (typeof file !== 'string')) throw new UserError(USAGE);
  return await withContext(readNow(values['now']), async (context) => {
    const desk = await questionDesk(context, commandOf);
    const today = dayOf(context.now().toISOString(), context.zone);
    const rows = typeof file === 'string' ? parseCsvRows(readFileSync(resolve(file), 'utf8')) : [];
    for (const row of rows) {
      const reading = await readQuestion(desk, {
        words: row['question'] ?? '',
        ...(row['previous'] ? { previous: row['previous'] } : {}),
        today: (row['today'] || today).slice(0, 10),
      });
      writeLine(process.stdout, asJson(row['id'] ?? '', reading));
    }
    if (typeof file === 'string') return 0;
    const after = values['after'];
    const reading = await readQuestion(desk, {
      words,
      ...(typeof after === 'string' ? { previous: after } : {}),
      today,
    });
    const { said, line, choices } = reading;
    writeLine(
      process.stdout,
      values['json']
        ? asJson('', reading)
        : [said, line, ...choices.map((choice) => `→ ${choice}`)].filter(Boolean).join('\n'),
    );
    return 0;
  });
}

/** The fields of a reading, always in this order. */
const asJson = (id: string, { outcome, line, choices, said }: Reading): string =>
  JSON.stringify({ id, outcome, line, choices, said });
