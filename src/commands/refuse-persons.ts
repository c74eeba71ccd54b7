import { UserError } from '../errors.ts';
import { namesPerson } from '../rules/private-text.ts';

/** Throws UserError for typed words that are about a person. It repeats none of them, and the audit keeps none. */
export function refusePersons(typed: string): void {
  if (!namesPerson(typed)) return;
  throw new UserError(
    'The desk answers about places, agencies and published records, never about a person. Ask without names, A-numbers, dates of birth, telephone numbers or addresses, for example: policy "Cook County, IL".',
    { choices: [{ label: 'What can be asked', words: 'help' }] },
  );
}
