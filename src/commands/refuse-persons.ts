import { UserError } from '../errors.ts';
import { namesPerson } from '../rules/private-text.ts';

/** Throws UserError if the typed words are about a person. The error and the audit contain none of the words. */
export function refusePersons(typed: string): void {
  if (!namesPerson(typed)) return;
  throw new UserError(
    'The desk answers about places, agencies and published records, never about a person. Ask without names, A-numbers, dates of birth, telephone numbers or addresses, for example: policy "Cook County, IL".',
    { choices: [{ label: 'What can be asked', words: 'help' }] },
  );
}
