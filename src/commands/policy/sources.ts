import type { Citation, Part } from '../../answer.ts';
import type { Policy } from '../../db/policies.ts';
import { compareDates, formatDate } from '../../rules/dates.ts';
import { startOf } from '../../rules/policy-at-date.ts';
import type { PolicyQuestion } from './question.ts';
import { bindsOnly, placeNameOf, type Stretch, unique } from './rulings.ts';

/** The largest number of rules that an answer cites. */
const MOST_CITED = 8;

/**
 * The sources of an answer in the order of their numbers: the rules that govern, ICE's sheets, and then, as details, the
 * other rules and the publishers' lists.
 */
export function sourcesOf(
  governing: Policy[],
  shown: Policy[],
  rows: Policy[],
  question: PolicyQuestion,
): {
  citations: [Citation, ...Citation[]];
  numbers(stretches: readonly Stretch[]): string;
  numberOf(row: Policy): number;
} {
  const others = [...(question.agreements?.citations ?? []), ...question.listed.citations];
  const cited = unique(governing.length > 0 || others.length > 0 ? governing : rows).slice(0, MOST_CITED);
  const beside = shown.filter((row) => !cited.includes(row)).slice(0, MOST_CITED - cited.length);
  const { agreements, listed } = question;
  const [first, ...rest] = [
    ...cited.map((row) => citePolicy(row, question.today)),
    ...(agreements?.citations ?? []),
    ...beside.map((row): Citation => ({ ...citePolicy(row, question.today), detail: true })),
    ...listed.citations.map((each): Citation => ({ ...each, detail: true })),
  ];
  if (!first) throw new Error('an answer on policy without a row');
  const numberOf = (row: Policy): number => cited.findIndex((each) => each.policy_id === row.policy_id) + 1;
  return {
    citations: [first, ...rest],
    numberOf,
    numbers(stretches) {
      const governing = stretches.flatMap(({ ruling }) =>
        ruling.value ? [...ruling.governing, ...(ruling.contested.length > 0 ? ruling.beside : [])] : [],
      );
      const found = [...new Set(governing.map(numberOf))].filter((number) => number > 0);
      const sheet = stretches.some(({ ruling }) => !ruling.value && ruling.dimension === 'agreement_287g');
      if (sheet && agreements) found.push(cited.length + 1);
      return found
        .slice(0, 3)
        .map((number) => `[${number}]`)
        .join(' ');
    },
  };
}

/** The rule with its first day and its official address; a page that only reports it is named as such. */
function citePolicy(row: Policy, today: string): Citation {
  const since = (row.effective_on ?? row.enacted_on) ? `since ${formatDate(startOf(row))}` : 'start not known';
  const until = row.ended_on && compareDates(row.ended_on, today) <= 0 ? `, until ${formatDate(row.ended_on)}` : '';
  const sure = row.confidence === 'high' ? '' : `, confidence ${row.confidence}`;
  const reported = row.official_url === '' && row.source_url ? ` (${readAt(row.source_url)})` : '';
  const url = row.official_url || row.source_url;
  return {
    title: `${placeNameOf(row)}: ${row.instrument}, ${since}${until}${sure}${reported}`,
    formal: formalTitle(row),
    ...(url ? { url } : {}),
    asOf: row.as_of,
  };
}

/** The instrument with its legal reference, which may begin with the same words. */
function formalTitle({ instrument, citation }: Policy): string {
  if (citation === '' || /^see\b/i.test(citation)) return instrument;
  return citation.startsWith(instrument) ? citation : `${instrument}: ${citation}`;
}

/** Each rule's kind, legal reference, reach, and the page that was read. */
export function sourcesInFull(rows: Policy[]): Part[] {
  const items = unique(rows)
    .slice(0, MOST_CITED)
    .map((row) => ({
      text: `${placeNameOf(row)}: ${row.instrument}`,
      details: [
        `${row.kind}${row.citation && !/^see\b/i.test(row.citation) ? `: ${row.citation}` : ''}${bindsOnly(row)}; confidence ${row.confidence}; read as of ${formatDate(row.as_of)}${row.source_url ? ` at ${row.source_url}` : ''}`,
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
