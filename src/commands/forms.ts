import type { Form } from '../answer.ts';
import { argsOf } from '../command-line/args-of.ts';
import type { Asker } from '../command-line/subcommand.ts';
import { todayOf } from '../command-line/today.ts';
import type { Context } from '../context.ts';
import { commandOf } from './index.ts';
import { permit } from './permit.ts';
import { refusePersons } from './refuse-persons.ts';

/**
 * The form that a command line opens where forms can be shown; undefined for a line that is answered. `asker.filled` is
 * filled in already. Throws UserError, as the answer to the line does.
 */
export async function formOf(context: Context, text: string, asker: Asker): Promise<Form | undefined> {
  const found = await formCommand(context, text, asker);
  return found?.subcommand.form?.(context, found.args, asker);
}

/** What is wrong with the filled form of a line (`asker.filled`): a sentence by field. Throws UserError. */
export async function checkForm(context: Context, text: string, asker: Asker): Promise<Record<string, string>> {
  const found = await formCommand(context, text, asker);
  return (await found?.subcommand.check?.(context, found.args, asker)) ?? {};
}

async function formCommand(context: Context, text: string, asker: Asker) {
  const found = commandOf(text);
  if (!found?.subcommand.form) return undefined;
  const { subcommand, rest } = found;
  refusePersons(text);
  permit(subcommand, rest, asker);
  const { day } = await todayOf(context, asker);
  return { subcommand, args: argsOf(subcommand, rest, day) };
}
