import { expect, test } from 'vitest';
import {
  OUTCOME_GROUPS,
  OUTCOME_LABEL,
  OUTCOME_WORDS,
  outcomeCaution,
  outcomeFromWord,
  outcomeGroup,
} from '../../src/rules/outcome.ts';

test.each([
  ['Booked into Detention', 'custody_transferred'],
  ['Detainer Declined by LEA', 'declined_recorded'],
  ['  detainer   declined by LEA ', 'declined_recorded'],
  // Another wording is another reason: it is not guessed.
  ['Detainer Declined by LEA.', 'other_recorded'],
  ['Detainer Declined by LEA - Sanctuary', 'other_recorded'],
  ['No longer in State, Local, or Federal Custody', 'left_custody'],
  ['Early Release', 'left_custody'],
  ['Prosecutorial Discretion', 'withdrawn_by_ice'],
  ['Lifted', 'withdrawn_by_ice'],
  ['Superseding - New Form Issued', 'superseded_admin'],
  ['Died', 'died'],
  ['', 'other_recorded'],
])('%s is of the group %s', (reason, group) => expect(outcomeGroup(reason)).toBe(group));

test('no reason is no outcome, unless ICE redacted it', () => {
  expect(outcomeGroup(null)).toBe('no_outcome');
  expect(outcomeGroup(null, true)).toBe('redacted');
  expect(outcomeGroup('Died', true)).toBe('died');
});

test.each([
  ['declined_recorded', 'Detainer Declined by LEA', /Declined is what ICE recorded/],
  ['custody_transferred', 'Booked into Detention', /cannot show whether the jail held/],
  ['left_custody', 'Early Release', /not the same as a refusal/],
  ['withdrawn_by_ice', ' Lifted ', /the reason is not stated/],
  ['withdrawn_by_ice', 'Case Closed', /has not published what this reason means/],
  ['withdrawn_by_ice', 'judicial review', /has not published what this reason means/],
  ['redacted', null, /does not publish which/],
  ['no_outcome', null, /the data does not say which/],
] as const)('%s, "%s": a caution', (group, reason, caution) => expect(outcomeCaution(group, reason)).toMatch(caution));

test('most lifted reasons say themselves what they mean', () => {
  expect(outcomeCaution('withdrawn_by_ice', 'Prosecutorial Discretion')).toBeUndefined();
  expect(outcomeCaution('died', 'Died')).toBeUndefined();
  expect(outcomeCaution('other_recorded', null)).toBeUndefined();
});

test.each([
  ['Declined', 'declined_recorded'],
  ['booked', 'custody_transferred'],
  ['transferred', 'custody_transferred'],
  ['left', 'left_custody'],
  ['lifted', 'withdrawn_by_ice'],
  ['withdrawn', 'withdrawn_by_ice'],
  ['superseded', 'superseded_admin'],
  ['replaced', 'superseded_admin'],
  ['duplicate', 'superseded_admin'],
  ['died', 'died'],
  ['other', 'other_recorded'],
  ['withheld', 'redacted'],
  ['redacted', 'redacted'],
  ['none', 'no_outcome'],
  ['no outcome', 'no_outcome'],
  ['no-outcome', 'no_outcome'],
  ['unknown', 'no_outcome'],
  ['left_custody', 'left_custody'],
  ['released', undefined],
])('outcome:%s', (word, group) => expect(outcomeFromWord(word)).toBe(group));

test('each word that the help names is a group, and each group has a label of its own', () => {
  expect(OUTCOME_WORDS.split(', ').map(outcomeFromWord)).not.toContain(undefined);
  expect(new Set(OUTCOME_GROUPS.map((group) => OUTCOME_LABEL[group])).size).toBe(OUTCOME_GROUPS.length);
});
