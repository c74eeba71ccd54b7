import type { Action, Answer, Notice } from '../answer.ts';
import { type Asker, LOCAL } from '../command-line/subcommand.ts';
import { todayOf } from '../command-line/today.ts';
import type { Context } from '../context.ts';
import { UnknownCommand, UserError } from '../errors.ts';
import { readQuestion } from '../question/read.ts';
import { isCommandLine } from '../question/read-command.ts';
import type { Reading } from '../question/reading.ts';
import { namesPerson } from '../rules/private-text.ts';
import { answerCommand, commandOf, subcommands } from './index.ts';
import { readByModel } from './questions/ask-a-model.ts';
import { questionDesk } from './questions/question-desk.ts';
import { refusePersons } from './refuse-persons.ts';
import { misspeltCommand, unknownCommand } from './unknown-command.ts';

/**
 * Answers what a person wrote: a command line, or plain words that are read as one. Nothing runs on a guess, and a
 * command that sets up, posts or ends something waits for a button. `previous` is the previous command line of the
 * conversation.
 */
export async function answerWords(
  context: Context,
  words: string,
  asker: Asker = LOCAL,
  previous?: string,
): Promise<Answer | Notice> {
  const desk = await questionDesk(context, commandOf);
  const asked = await todayOf(context, asker);
  const today = asked.day;
  const answer = (line: string) => answerCommand(context, line, asker, asked);
  if (words.trim() === '' || (await isCommandLine(desk, words, today))) return answer(words);
  const reading = await readQuestion(desk, { words, today, ...(previous ? { previous } : {}) });
  const { outcome, line } = reading;
  // A single word is a misspelt command or a place. For a text that is too long the parser has its own error.
  const isOneWord = !/\s/.test(words.trim());
  if (isOneWord && !line.startsWith('policy') && outcome !== 'greet' && outcome !== 'refuse') return answer(words);
  if (words.length > 1000 && outcome !== 'run') return answer(words);
  refuseMisspeltCommand(words, reading);
  if (outcome === 'refuse') {
    const refusal = new UserError(reading.said, { choices: buttons(reading.choices) });
    // A single word that was not understood may still be a misspelt place.
    if (!isOneWord || namesPerson(words)) throw refusal;
    return await answer(words).catch((cause) => {
      throw cause instanceof UnknownCommand ? refusal : cause;
    });
  }
  if (outcome === 'ask' && line === '' && reading.choices.length === 0) return answer(words);
  if (outcome === 'ask' && line === '') {
    const byModel =
      reading.isLost && context.askModel
        ? await readByModel(context, desk, commandOf, subcommands, words, today)
        : undefined;
    throw unread(words, reading, byModel);
  }
  if (outcome === 'greet' || outcome === 'unsupported') return noticeOf(reading);
  if (reading.confirm) return confirmFirst(reading);
  const read = outcome === 'explain' ? (reading.choices[0] ?? 'define') : line;
  return withReading(await answer(read), read, words, reading.note);
}

/**
 * 'lokup Texas' is told the command that is meant. Only a first word that means nothing else is a slip: 'state' and 'place'
 * are none of 'stats' and 'places'.
 */
function refuseMisspeltCommand(words: string, { outcome, line, said }: Reading): void {
  const [first = '', ...rest] = words.trim().toLowerCase().split(/\s+/);
  const isLost =
    outcome === 'ask' && line === '' ? said.includes(`"${first}"`) : outcome === 'refuse' && rest.length === 0;
  if (isLost && misspeltCommand(subcommands, first)) throw unknownCommand(subcommands, words.trim(), first);
}

const buttons = (lines: readonly string[]): Action[] =>
  lines.slice(0, 5).map((words) => ({ label: words.slice(0, 70), words }));

/** Nothing fits. Words that begin with a command get that command's own error. */
function unread(words: string, reading: Reading, byModel?: Action): UserError {
  refusePersons(words);
  const nearest = reading.choices.length > 0 && !reading.said.endsWith(':') ? ' Nearest:' : '';
  const read = byModel ? ' A model read it as the first button says; nothing was run.' : '';
  return new UnknownCommand(`${reading.said}${read}${nearest}`, {
    choices: [...(byModel ? [byModel] : []), ...buttons(reading.choices)],
  });
}

const noticeOf = ({ said: summary, choices, outcome }: Reading): Notice => ({
  kind: 'notice',
  title: outcome === 'greet' ? 'Detainer Desk' : 'Not yet',
  summary,
  parts: [{ kind: 'choices', question: outcome === 'greet' ? 'For example:' : 'Nearest:', choices: buttons(choices) }],
  followUps: [],
  words: 'help',
});

/** What waits for the button. */
const whatItDoes = (line: string): string =>
  line === 'intake'
    ? 'This opens a form for a press release'
    : /^(?:dispute|review) /.test(line)
      ? 'This opens a form that changes the record'
      : /^correct /.test(line)
        ? 'This sends a report to the editors'
        : 'This changes what is set up here';

const confirmFirst = ({ line }: Reading): Notice => ({
  kind: 'notice',
  title: 'Shall the desk do this?',
  summary: `Read as \`${line}\`. ${whatItDoes(line)}, so nothing was done yet.`,
  parts: [{ kind: 'choices', question: 'To do it:', choices: [{ label: `Yes: ${line}`.slice(0, 70), words: line }] }],
  followUps: [{ label: 'help', words: 'help' }],
  words: line,
});

/** The first line says how the words were read; a button shows what else they may mean. */
function withReading(answer: Answer | Notice, line: string, words: string, note?: string): Answer | Notice {
  // A line that was typed exactly as it is read does not need the note.
  if (words.trim().toLowerCase() === line.toLowerCase()) return answer;
  const isShown = !namesPerson(words) && words.length <= 300;
  const other = isShown ? [{ label: 'Not what I meant', words: `read ${words.trim()}` }] : [];
  const summary = `Read as \`${line}\`. ${note ? `${note} ` : ''}${answer.summary}`;
  return { ...answer, summary, followUps: [...answer.followUps, ...other] };
}
