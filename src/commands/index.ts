import type { Answer, FullTable, Notice } from '../answer.ts';
import { tableOfAnswer, withExportChoices } from '../cards/full-table.ts';
import { argsOf } from '../command-line/args-of.ts';
import { type Declaration, declarationOf } from '../command-line/declaration.ts';
import { tidyLine } from '../command-line/parse.ts';
import { type Args, type Asker, type CommandOf, LOCAL, type Subcommand } from '../command-line/subcommand.ts';
import { describeToday, type Today, todayOf } from '../command-line/today.ts';
import type { Context } from '../context.ts';
import { isAway, isBusy, isDiskFault, isDiskFull } from '../db/connect.ts';
import { ofOneImport } from '../db/until-import.ts';
import { UserError } from '../errors.ts';
import { barePlaceLine } from '../places/bare-place.ts';
import { type DefaultDecision, decideByDefault, decidedByQuestion, withDecision } from '../places/default-place.ts';
import { audit } from './answers/audit.ts';
import { cite } from './answers/cite.ts';
import { correct } from './answers/correct.ts';
import { corrections } from './answers/corrections.ts';
import { exportRows } from './answers/export.ts';
import { keepAnswer } from './answers/keep-answer.ts';
import { show } from './answers/show.ts';
import { lookup } from './detainers/lookup.ts';
import { firstScreen } from './first-screen.ts';
import { help } from './help.ts';
import { permit } from './permit.ts';
import { withPlaceCard } from './place-card.ts';
import { agreements } from './policy/agreements.ts';
import { clock } from './policy/clock.ts';
import { comparePolicies } from './policy/compare-policies.ts';
import { places } from './policy/places.ts';
import { policy } from './policy/policy.ts';
import { define } from './questions/define.ts';
import { readWords } from './questions/read-words.ts';
import { dispute } from './records/dispute.ts';
import { intake } from './records/intake.ts';
import { review } from './records/review.ts';
import { refusePersons } from './refuse-persons.ts';
import { releases } from './releases/releases.ts';
import { sources } from './sources/sources.ts';
import { after } from './stats/after.ts';
import { chart } from './stats/chart.ts';
import { compare } from './stats/compare.ts';
import { stats } from './stats/stats.ts';
import { top } from './stats/top.ts';
import { defaultState } from './subscriptions/default.ts';
import { digest } from './subscriptions/digest.ts';
import { news } from './subscriptions/news.ts';
import { unwatch } from './subscriptions/unwatch.ts';
import { watch } from './subscriptions/watch.ts';
import { watches } from './subscriptions/watches.ts';
import { unknownCommand } from './unknown-command.ts';

/** The commands. Help, the README and the manifest's hint follow this list. */
export const subcommands: readonly Subcommand[] = [
  lookup,
  releases,
  dispute,
  intake,
  review,
  policy,
  clock,
  places,
  agreements,
  news,
  stats,
  after,
  top,
  compare(comparePolicies),
  chart,
  digest,
  watch,
  unwatch,
  watches,
  defaultState,
  sources,
  define,
  readWords(commandOf),
  show(answerLine),
  cite(answerLine, commandOf),
  exportRows(commandOf),
  correct,
  corrections,
  audit,
  help(() => subcommands),
];

/**
 * Answers a command line such as `policy "Cook County, IL" on:2024-05`. Throws UserError, whose words are shown.
 * Digests and watches are those of the channel in which the line was typed. `today` is the asker's, where it is known.
 */
export const answerCommand = (
  context: Context,
  text: string,
  asker: Asker = LOCAL,
  today?: Today,
): Promise<Answer | Notice> => unlessAway(() => answerLineOf(context, text, asker, today));

async function answerLineOf(context: Context, text: string, asker: Asker, known?: Today): Promise<Answer | Notice> {
  const { subcommand, rest } = await readLine(context, text, asker);
  const today = known ?? (await todayOf(context, asker));
  const { answer, decided, args, card } = await run(context, subcommand, rest, asker, today.day);
  // A card has no rows to export.
  const { table: _, ...withoutRows } = subcommand;
  const kept = await keepAnswer(context, answer, card ? withoutRows : subcommand, asker);
  const dated = withDay(decided.reduce(withDecision, kept), describeToday(today, context.now(), subcommand, args));
  return firstScreen(dated, args);
}

/** The same for `show` and `cite`: the answer gets no id, and a line with effects is refused. */
async function answerLine(context: Context, text: string, asker: Asker): Promise<Answer | Notice> {
  const { subcommand, rest, declaration } = await readLine(context, text, asker);
  if (declaration.effects !== 'none')
    throw new UserError(
      `\`${subcommand.name}\` ${EFFECT_WORDS[declaration.effects] ?? 'changes what is set up'}, so it is not run from here. Type it by itself.`,
      { choices: [{ label: 'help', words: `help ${subcommand.name}` }] },
    );
  const { day } = await todayOf(context, asker);
  const { answer, decided } = await run(context, subcommand, rest, asker, day);
  return decided.reduce(withDecision, answer);
}

const EFFECT_WORDS: Readonly<Record<string, string>> = { file: 'makes a file', record: 'changes the record' };

/** Every row that a command line finds, for an export; a notice when there is none or the words need a choice. */
export async function findFullTable(
  context: Context,
  text: string,
  asker: Asker,
  left = 5,
): Promise<FullTable | Notice> {
  const { subcommand, rest, declaration } = await readLine(context, text, asker);
  if (!declaration.exportable) throw new UserError(`\`${subcommand.name}\` has no rows to export.`);
  permit(subcommand, rest, asker);
  const today = await todayOf(context, asker);
  const args = argsOf(subcommand, rest, today.day);
  const found = await ofOneState(context, declaration, async (same) =>
    subcommand.table
      ? await subcommand.table(same, args, asker)
      : tableOfAnswer(await subcommand.run(same, args, asker)),
  );
  const decided = left > 0 ? await decidedFor(context, { subcommand, rest }, found, asker) : undefined;
  if (decided) {
    const table = await findFullTable(context, decided.line, asker, left - 1);
    return table.kind === 'rows' ? { ...table, notes: [decided.note, ...table.notes] } : table;
  }
  if (found.kind === 'notice') return withExportChoices(found);
  const day = describeToday(today, context.now(), subcommand, args);
  return day ? { ...found, notes: [...found.notes, day] } : found;
}

/** The command that a line begins with, if any. An empty line is `help`. */
export function commandOf(text: string): ReturnType<CommandOf> {
  const { line, first, name } = firstWord(text);
  const subcommand = subcommands.find((each) => each.name === name);
  if (!subcommand) return undefined;
  const rest = line.slice(first.length).trim();
  return { subcommand, rest, declaration: declarationOf(subcommand, rest) };
}

/** The name of that command. Metrics, the audit and the log keep nothing else of the line. */
export const commandNameOf = (text: string): string | undefined => commandOf(text)?.subcommand.name;

function firstWord(text: string): { line: string; first: string; name: string } {
  const line = tidyLine(text).replace(/^\/?detainer\b\s*/i, '');
  const [first = ''] = line.split(' ');
  return { line, first, name: first.toLowerCase().replace(/^\?$/, '') || 'help' };
}

/** The command and its arguments; a line that is only a place asks for its policy. Throws UnknownCommand with suggestions. */
async function readLine(context: Context, text: string, asker: Asker): Promise<NonNullable<ReturnType<CommandOf>>> {
  refusePersons(text);
  const found = commandOf(text);
  if (found) return found;
  const { line, name } = firstWord(text);
  const { day } = await todayOf(context, asker);
  const bare = commandOf((await barePlaceLine(context.db, policy, line, day)) ?? line);
  if (bare) return bare;
  throw unknownCommand(subcommands, line, name);
}

/** Adds a last line that says which day was taken as today. A question back does not depend on it. */
function withDay(answer: Answer | Notice, day: string | undefined): Answer | Notice {
  if (!day || (answer.kind === 'notice' && answer.places)) return answer;
  const note = { kind: 'note' as const, text: day };
  return answer.kind === 'answer'
    ? { ...answer, parts: [...answer.parts, note] }
    : { ...answer, parts: [...answer.parts, note] };
}

/** Runs a subcommand. When it asks which of several places is meant, the default place of the person or channel may decide. */
async function run(
  given: Context,
  subcommand: Subcommand,
  rest: string,
  asker: Asker,
  today: string,
  left = 5,
): Promise<{ answer: Answer | Notice; decided: DefaultDecision[]; args: Args; card: boolean }> {
  permit(subcommand, rest, asker);
  const args = argsOf(subcommand, rest, today);
  const declaration = declarationOf(subcommand, rest);
  const context = declaration.heavy && given.readers ? { ...given, db: given.readers } : given;
  const answer = await ofOneState(context, declaration, (same) => whenFree(() => subcommand.run(same, args, asker)));
  const decided = left > 0 ? await decidedFor(context, { subcommand, rest }, answer, asker) : undefined;
  if (!decided) {
    const whole =
      answer.kind === 'notice' && answer.unloaded
        ? await ofOneState(context, declaration, (same) =>
            withPlaceCard(same, asker, answer, (line) => runPlainly(same, line, asker, today)),
          )
        : answer;
    return { answer: whole, decided: [], args, card: whole !== answer };
  }
  const found = await run(
    context,
    subcommand,
    (await readLine(context, decided.line, asker)).rest,
    asker,
    today,
    left - 1,
  );
  // What was asked of the whole answer holds for the place that was decided on.
  return {
    ...found,
    args: { ...found.args, more: found.args.more || args.more },
    decided: [...found.decided, decided],
  };
}

/** Answers one of our own lines for an exactly known place, without defaults and without a place card. */
async function runPlainly(context: Context, line: string, asker: Asker, today: string): Promise<Answer | Notice> {
  const { subcommand, rest } = await readLine(context, line, asker);
  return subcommand.run(context, argsOf(subcommand, rest, today), asker);
}

/** Decides between the places that a command asked about: by the words as they were read, or by the default. */
function decidedFor(
  context: Context,
  { subcommand, rest }: { subcommand: Subcommand; rest: string },
  found: Answer | Notice | FullTable,
  asker: Asker,
): Promise<DefaultDecision | undefined> | DefaultDecision | undefined {
  if (found.kind !== 'notice') return undefined;
  const read = decidedByQuestion(found, declarationOf(subcommand, rest).effects);
  return read ?? (subcommand.usesDefaultPlace && found.places ? decideByDefault(context, found, asker) : undefined);
}

/** A command that sets something up runs only once, and reads what it has just written. */
function ofOneState<T extends { kind: string }>(
  context: Context,
  { effects }: Pick<Declaration, 'effects'>,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  if (effects !== 'none') return work(context);
  return ofOneImport(
    context.db,
    (db) => work({ ...context, db }),
    ({ kind }) => kind === 'notice',
  );
}

/** A database server may be away for a moment, while it starts again. */
async function unlessAway<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!isAway(cause)) throw cause;
    throw new UserError(
      'The database of this desk does not answer just now, so there is no answer, and nothing was changed. Ask again in a minute.',
    );
  }
}

/** An import holds SQLite's write lock for a while. A command that writes (a digest, a watch) waits up to two seconds. */
async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  for (let left = 20; ; left -= 1) {
    try {
      return await work();
    } catch (cause) {
      if (isDiskFull(cause) || isDiskFault(cause))
        throw new UserError(
          'The disk of this desk is full, or it cannot be read or written, so nothing was changed. Tell whoever keeps the desk; questions are answered meanwhile.',
        );
      if (!isBusy(cause) || isAway(cause)) throw cause;
      if (left === 0)
        throw new UserError('Facts are being loaded just now, so nothing was changed. Ask again in a minute.');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
