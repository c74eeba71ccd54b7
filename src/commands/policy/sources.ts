import type { Citation, Part } from '../../answer.ts';
import type { Policy } from '../../db/policies.ts';
import { compareDates, formatDate } from '../../rules/dates.ts';
import { startOf } from '../../rules/policy-at-date.ts';
import type { PolicyQuestion } from './question.ts';
import { leadingRows } from './rule-rows.ts';
import { bindsOnly, placeNameOf, type Stretch, unique } from './rulings.ts';

/** The largest number of rules that an answer cites. */
const MOST_CITED = 8;

/**
 * The sources of an answer in the order of their numbers: the rules that lead, ICE's sheets, and then, as details, the
 * other rules that govern, those beside them, and the publishers' lists.
 */
export function sourcesOf({ leading, others, shown, rows, question }: Read): {
  citations: [Citation, ...Citation[]];
  /** '[1] [2]': of what the first screen cites, or of `all`. */
  numbers(stretches: readonly Stretch[], all?: true): string;
  numberOf(row: Policy): number;
} {
  const { agreements, listed } = question;
  const sheets = agreements?.citations ?? [];
  const none = leading.length === 0 && sheets.length === 0 && listed.citations.length === 0;
  const cited = unique(none ? rows : leading).slice(0, MOST_CITED);
  const beside = unique([...others, ...shown])
    .filter((row) => !cited.includes(row))
    .slice(0, MOST_CITED);
  const behind = [...beside.map((row) => citePolicy(row, question.today, question.period.to)), ...listed.citations];
  const [first, ...rest] = [
    ...cited.map((row) => citePolicy(row, question.today, question.period.to)),
    ...sheets,
    ...behind.map((each): Citation => ({ ...each, detail: true })),
  ];
  if (!first) throw new Error('an answer on policy without a row');
  const inOrder = [...cited, ...sheets.map(() => undefined), ...beside];
  const numberOf = (row: Policy): number => inOrder.findIndex((each) => each?.policy_id === row.policy_id) + 1;
  return {
    citations: [first, ...rest],
    numberOf,
    numbers(stretches, all) {
      const governing = stretches.flatMap(({ ruling }) =>
        ruling.value ? [...ruling.governing, ...(ruling.contested.length > 0 ? ruling.beside : [])] : [],
      );
      const read = all ? governing : leadingRows(stretches.filter(({ ruling }) => ruling.value));
      const found = [...new Set(read.map(numberOf))].filter((number) => number > 0);
      if (agreements && !all && stretches.some(({ ruling }) => ruling.dimension === 'agreement_287g'))
        found.push(cited.length + 1);
      return found.map((number) => `[${number}]`).join(' ');
    },
  };
}

/** The rules behind an answer: `leading` on its first screen, `others` and then `shown` behind More. */
interface Read {
  leading: Policy[];
  others: Policy[];
  shown: Policy[];
  rows: Policy[];
  question: PolicyQuestion;
}

/** The rule with its first day and its official address; a page that only reports it is named as such. */
function citePolicy(row: Policy, today: string, asked: string): Citation {
  const since = describeStart(row, asked);
  const until = describeEnd(row, today);
  const unsure = row.confidence === 'low' ? ', low confidence' : '';
  const reported = row.official_url === '' && row.source_url ? `, ${readAt(row.source_url)}` : '';
  const url = row.official_url || row.source_url;
  return {
    title: `${placeNameOf(row)}: ${row.instrument}, ${since}${until}${unsure}${reported}`,
    formal: formalTitle(row),
    year: (row.enacted_on ?? row.effective_on ?? '').slice(0, 4),
    ...(url ? { url } : {}),
    asOf: row.as_of,
  };
}

/** A start of more than five years ago is given by its year; More has the day. */
function describeStart(row: Policy, asked: string): string {
  if (!(row.effective_on ?? row.enacted_on)) return 'start not known';
  const start = startOf(row);
  return `since ${Number(asked.slice(0, 4)) - Number(start.slice(0, 4)) > 5 ? start.slice(0, 4) : formatDate(start)}`;
}

const describeEnd = (row: Policy, today: string): string =>
  row.ended_on && compareDates(row.ended_on, today) <= 0 ? `, until ${formatDate(row.ended_on)}` : '';

/** The instrument with its legal reference, which may begin with the same words. */
function formalTitle({ instrument, citation }: Policy): string {
  if (citation === '' || /^see\b/i.test(citation)) return instrument;
  return citation.startsWith(instrument) ? citation : `${instrument}: ${citation}`;
}

/** Each rule's kind, legal reference, reach, and the page that was read. */
export function sourcesInFull(rows: Policy[], today: string): Part[] {
  const items = unique(rows)
    .slice(0, MOST_CITED)
    .map((row) => ({
      text: `${placeNameOf(row)}: ${row.instrument}`,
      details: [
        `${row.kind}${row.citation && !/^see\b/i.test(row.citation) ? `: ${row.citation}` : ''}${bindsOnly(row)}; ${(row.effective_on ?? row.enacted_on) ? `since ${formatDate(startOf(row))}` : 'start not known'}${describeEnd(row, today)}; confidence ${row.confidence}; read as of ${formatDate(row.as_of)}${row.source_url ? ` at ${row.source_url}` : ''}`,
      ],
    }));
  return items.length > 0 ? [{ kind: 'list', title: 'Sources in full', items }] : [];
}

/** 'reported by denver7.com'; a government's own site is only named. */
function readAt(url: string): string {
  const host = hostOf(url);
  return /\.(gov|us|mil)$/.test(host) ? `read at ${host}` : `reported by ${host}`;
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname.replace(/^www\./, '');
  } catch {
    return 'a page without an address';
  }
}
