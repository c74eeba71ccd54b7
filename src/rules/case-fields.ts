import { parsePeriod } from './dates.ts';
import { namesPerson } from './private-text.ts';
import { releaseSpans } from './release-dates.ts';

type Check = (value: string, today: string) => string | undefined;

/** A column of a published case that a person may fill in or correct. */
export interface CaseField {
  name: string;
  label: string;
  check: Check;
}

/** The longest value. */
export const LONGEST_VALUE = 400;

const DATE = /^\d{4}(?:-\d{2}){0,2}(?:\.\.\d{4}(?:-\d{2}){0,2})?$/;
const date: Check = (value, today) => {
  const parts = value.split(';').map((part) => part.trim());
  if (!parts.every((part) => DATE.test(part) && releaseSpans(part).length > 0))
    return 'Write a date as 2020-09-09, a month as 2020-09, or days as 2020-09-01..2020-09-07.';
  return releaseSpans(value).some(({ from }) => from > today) ? 'This date is in the future.' : undefined;
};
const age: Check = (value) =>
  /^\d{1,3}$/.test(value) && Number(value) <= 110 ? undefined : 'Write an age in years: 34.';
const sex: Check = (value) => (/^[MF]$/.test(value) ? undefined : 'Write M or F.');
const state: Check = (value) =>
  value.split('/').every((each) => /^[A-Z]{2}$/.test(each)) ? undefined : 'Write the two letters of the state: CO.';
const outcome: Check = (value) =>
  OUTCOMES.some((each) => value === each || value.startsWith(`${each} `))
    ? undefined
    : `Write one of: ${OUTCOMES.join(', ')}.`;
const words: Check = () => undefined;
const removalOrder: Check = (value) =>
  value === 'removal order' ? undefined : 'Write removal order, or leave it blank.';

/** What a text can say of a detainer. */
export const OUTCOMES = ['declined', 'honored', 'outstanding', 'appeal', 'disputed', 'not stated'] as const;

/** In the order of a form. */
export const CASE_FIELDS: readonly CaseField[] = [
  { name: 'detainer_outcome', label: 'Outcome of the detainer', check: outcome },
  { name: 'release_date', label: 'Released on', check: date },
  { name: 'releasing_agency', label: 'Releasing agency', check: words },
  { name: 'release_kind', label: 'How released', check: words },
  { name: 'jurisdiction', label: 'Place', check: words },
  { name: 'state', label: 'State', check: state },
  { name: 'age', label: 'Age', check: age },
  { name: 'sex', label: 'Sex', check: sex },
  { name: 'citizenship', label: 'Citizenship', check: words },
  { name: 'offences', label: 'Offenses', check: words },
  { name: 'offence_status', label: 'Charged or convicted', check: words },
  { name: 'local_arrest_date', label: 'Local arrest on', check: date },
  { name: 'local_arrest_agency', label: 'Arrested by', check: words },
  { name: 'detainer_date', label: 'Detainer of', check: date },
  { name: 'detainer_sent_to', label: 'Detainer sent to', check: words },
  { name: 'later_event', label: 'Later event', check: words },
  { name: 'later_event_date', label: 'Later event on', check: date },
  { name: 'prior_removals', label: 'Prior removals', check: words },
  { name: 'notes', label: 'Removal order', check: removalOrder },
  { name: 'disputed_or_corrected', label: 'Disputed', check: words },
];

/** The fields of a published total that was read from a text; they stand in columns of a case. */
export const TOTAL_FIELDS: readonly CaseField[] = [
  { name: 'offences', label: 'Number and what is counted', check: words },
  { name: 'release_date', label: 'Days that it covers', check: date },
  { name: 'jurisdiction', label: 'Place', check: words },
  { name: 'state', label: 'State', check: state },
];

/** How precise a date of a field is. */
export const precisionOf = (value: string): string =>
  value === '' ? '' : value.includes('..') ? 'range' : (['year', 'month', 'day'][(value.length - 4) / 3] ?? 'day');

const number: Check = (value) => (/^[\d,.]+$/.test(value) ? undefined : 'Write a number: 45.');

/** The same of a published figure. */
export const FIGURE_FIELDS: readonly CaseField[] = [
  { name: 'value', label: 'Number', check: number },
  { name: 'measure', label: 'What is counted', check: words },
  { name: 'period_from', label: 'First day', check: date },
  { name: 'period_to', label: 'Last day', check: date },
  { name: 'jurisdiction', label: 'Area', check: words },
];

/** A field by its column or its label, in any letter case. */
export const findField = (fields: readonly CaseField[], typed: string): CaseField | undefined => {
  const key = typed.trim().toLowerCase().replaceAll(' ', '_');
  return fields.find(({ name, label }) => name === key || label.toLowerCase().replaceAll(' ', '_') === key);
};

/** Why a value cannot stand in a field, in a sentence that does not repeat it; undefined when it can. Blank is allowed. */
export function problemOf({ check }: CaseField, value: string, today: string): string | undefined {
  if (value === '') return undefined;
  if (value.length > LONGEST_VALUE) return `At most ${LONGEST_VALUE} characters.`;
  if (namesPerson(value)) return PERSON;
  return check(value, today);
}

export const PERSON =
  'This reads like a name, a number or an address of a person. None is kept here: name the agency or the office.';

/** 'Sept 2020' or '2020-09-28' as ISO at its own precision; undefined for what is no date. */
export function isoDate(words: string, today: string): string | undefined {
  if (/^\d{4}(?:-\d{2}){0,2}$/.test(words)) return releaseSpans(words).length > 0 ? words : undefined;
  const span = /^\d+$/.test(words) ? undefined : parsePeriod(words, today);
  if (!span) return undefined;
  const { from, to } = span;
  if (from === to) return from;
  return from.slice(0, 7) === to.slice(0, 7) ? from.slice(0, 7) : from.slice(0, 4);
}
