import type { Context } from '../../context.ts';
import { findAllPolicies, type Policy } from '../../db/policies.ts';
import { UserError } from '../../errors.ts';
import { formatDate, parsePeriod, spanOf } from '../../rules/dates.ts';
import { nameKey } from '../../rules/name-key.ts';
import { isLaw } from '../../rules/policy-agencies.ts';
import { startOf } from '../../rules/policy-at-date.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { findState } from '../../rules/states.ts';

/** A day around which is counted: a law's first day by the policy record, or a day that was typed. */
export interface LawDay {
  /** ISO. */
  day: string;
  /** 'HB 318 (2025), North Carolina, since Oct 1, 2025'; 'Oct 1, 2025'. */
  label: string;
  row?: Policy;
}

/**
 * The day that `around:` names. A law is found by its name, in the state (and place) asked about where there is one. Throws
 * UserError with choices when several days fit, or none.
 */
export async function findLawDay(
  { db }: Pick<Context, 'db'>,
  words: string,
  place: { state?: string | undefined; placeId?: string | undefined } | undefined,
  today: string,
  line: (around: string) => string,
): Promise<LawDay> {
  const key = nameKey(words);
  const rows = (await findAllPolicies(db)).filter(
    (row) =>
      row.status !== 'unconfirmed' &&
      isLaw(row) &&
      row.kind !== 'state law pointer' &&
      (place?.state === undefined || row.state === place.state) &&
      (row.level === 'state' || place === undefined || row.place_id === place.placeId),
  );
  // A rule of that name before one that names it: "MCSO practice under HB 318"
  const named = (fits: (name: string) => boolean) => rows.filter((row) => fits(`${nameKey(row.instrument)} `));
  const found = [
    named((name) => name === `${key} `),
    named((name) => name.startsWith(`${key} `)),
    named((name) => ` ${name}`.includes(` ${key} `)),
  ].find((each) => each.length > 0);
  const days = new Map((found ?? []).map((row) => [`${row.state} ${startOf(row)}`, row]));
  const [row, ...others] = [...days.values()].sort((a, b) => (startOf(a) < startOf(b) ? 1 : -1));
  if (!row || key === '') return typedDay(words, place?.state, today);
  if (others.length > 0)
    throw new UserError(
      `"${repeatWords(words)}" is ${days.size} rules of the record${place?.state ? ` in ${findState(place.state)?.name ?? place.state}` : ''}. Choose one by its day:`,
      {
        choices: [row, ...others]
          .slice(0, 5)
          .map((each) => ({ label: labelOf(each).slice(0, 70), words: line(spanOf(startOf(each))?.from ?? '') })),
      },
    );
  const span = spanOf(startOf(row));
  if (!span || startOf(row).length < 7)
    throw new UserError(`${row.instrument} is dated only ${startOf(row)} in the record. Give a day: around:2025-10-01`);
  return { day: span.from, label: labelOf(row), row };
}

const labelOf = (row: Policy): string =>
  `${row.instrument}, ${row.level === 'state' ? row.name : `${row.name}, ${row.state}`}, since ${formatDate(startOf(row))}${startOf(row).length === 7 ? ' (day not given: its first is taken)' : ''}`;

function typedDay(words: string, state: string | undefined, today: string): LawDay {
  const period = parsePeriod(words, today);
  if (period) return { day: period.from, label: formatDate(period.from) };
  throw new UserError(
    `No rule of the record${state ? ` in ${state}` : ''} is called "${repeatWords(words)}", and it is not a day. Example: stats "North Carolina" around:"HB 318"; or around:2025-10-01. The record: sources policies.`,
  );
}
