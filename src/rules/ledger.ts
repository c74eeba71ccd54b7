import { type CaseField, findField, isoDate, PERSON, problemOf } from './case-fields.ts';
import { namesPerson } from './private-text.ts';
import { isWebAddress } from './web-address.ts';

/** What a party can do about a published claim. */
export const LEDGER_KINDS = ['claim', 'response', 'correction', 'retraction'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** An entry as it is filled in, by form or by filters; '' for what is left out. */
export interface FilledEntry {
  kind: string;
  by: string;
  on: string;
  url: string;
  says: string;
  field: string;
  now: string;
}

/** A checked entry, without the value that it corrects. */
export interface CheckedEntry {
  kind: LedgerKind;
  said_by: string;
  /** ISO at its precision. */
  said_on: string;
  address: string;
  words: string;
  /** A column; '' unless a value is corrected. */
  field: string;
  now: string;
}

/** Characters of the longest words, party and address. */
export const LONGEST = { says: 300, by: 80, url: 300, now: 120 } as const;

/** Checks an entry about a fact with these fields. The problems are sentences by part; none repeats personal data. */
export function checkEntry(
  filled: FilledEntry,
  fields: readonly CaseField[],
  today: string,
): { entry: CheckedEntry; problems?: never } | { entry?: never; problems: Record<string, string> } {
  const kind = LEDGER_KINDS.find((each) => each === filled.kind.toLowerCase());
  const on = isoDate(filled.on, today);
  const field = filled.field === '' ? undefined : findField(fields, filled.field);
  const problems: Record<string, string | undefined> = {
    kind: kind ? undefined : 'Choose claim, response, correction or retraction.',
    by: filled.by === '' ? 'Say which agency or publication says it.' : privateOrLong(filled.by, LONGEST.by),
    on: on === undefined ? 'Give the day on which it was said: 2020-09-28.' : isFuture(on, today),
    url: problemOfAddress(filled.url),
    says: privateOrLong(filled.says, LONGEST.says),
  };
  if (kind === 'correction') {
    if (filled.field === '') problems['field'] = 'Choose what is corrected.';
    else if (!field) problems['field'] = `The fields are ${fields.map(({ name }) => name).join(', ')}.`;
    else if (filled.now === '') problems['now'] = 'Write the corrected value.';
    else problems['now'] = problemOf(field, filled.now, today) ?? privateOrLong(filled.now, LONGEST.now);
  } else if (filled.field !== '' || filled.now !== '')
    problems[filled.field === '' ? 'now' : 'field'] =
      'Only a correction has a value. Choose correction, or leave this blank.';
  else if (kind !== 'retraction' && filled.says === '') problems['says'] ??= 'Say in a sentence what the party says.';
  const found = Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem)) as Record<string, string>;
  if (Object.keys(found).length > 0 || !kind || on === undefined) return { problems: found };
  const { by, url, says, now } = filled;
  return { entry: { kind, said_by: by, said_on: on, address: url, words: says, field: field?.name ?? '', now } };
}

const privateOrLong = (text: string, most: number): string | undefined =>
  text.length > most ? `At most ${most} characters.` : namesPerson(text) ? PERSON : undefined;

const isFuture = (date: string, today: string): string | undefined =>
  date > today ? 'This day is in the future.' : undefined;

/** Names stand in addresses too, with hyphens: 'news/first-last-released'. */
export function problemOfAddress(url: string): string | undefined {
  if (!isWebAddress(url)) return 'Give the address of the source: https://www.example.gov/statement';
  if (url.length > LONGEST.url) return `At most ${LONGEST.url} characters.`;
  const words = decoded(url)
    .replace(/^https?:\/\/[^/]*/, '')
    .replace(/[-_/+.?=&]+/g, ' ');
  return namesPerson(words) ? PERSON : undefined;
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
