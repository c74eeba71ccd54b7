import type { Citation, Fact } from '../answer.ts';
import type { LedgerEntry } from '../db/ledger.ts';
import { CASE_FIELDS, FIGURE_FIELDS } from '../rules/case-fields.ts';
import { formatDate, spelledDates } from '../rules/dates.ts';
import type { LedgerKind } from '../rules/ledger.ts';

export const KIND_LABEL: Readonly<Record<LedgerKind, string>> = {
  claim: 'Claim',
  response: 'Response',
  correction: 'Correction',
  retraction: 'Retraction',
};

type Said = Pick<LedgerEntry, 'kind' | 'said_by' | 'said_on' | 'words' | 'field' | 'was' | 'now'>;

const labelOf = (field: string): string =>
  ([...CASE_FIELDS, ...FIGURE_FIELDS].find(({ name }) => name === field)?.label ?? field).toLowerCase();

/** 'age: 34 -> 36', as the party that corrects it says; '' where no value is corrected. */
export const changeOf = ({ field, was, now }: Pick<Said, 'field' | 'was' | 'now'>): string =>
  field === '' ? '' : `${labelOf(field)}: ${spelledDates(was) || 'not given'} -> ${spelledDates(now)}`;

/** 'Sep 30, 2020, Denver Sheriff: the request came too late'. */
export const saidLine = (entry: Said): string =>
  `${formatDate(entry.said_on)}, ${entry.said_by}: ${
    [changeOf(entry), spelledDates(entry.words)].filter(Boolean).join('; ') || 'the claim is withdrawn'
  }`;

/** 'Response, Sep 30, 2020, Denver Sheriff: the request came too late'. */
export const entryLine = (entry: Said): string => `${KIND_LABEL[entry.kind]}, ${saidLine(entry)}`;

/** What parties said about a fact, by its day, one fact each. */
export const entryFacts = (entries: readonly LedgerEntry[] = []): Fact[] =>
  entries.map((entry) => ({ label: KIND_LABEL[entry.kind], value: saidLine(entry) }));

/** The source of each entry, once. */
export function citeEntries(entries: readonly LedgerEntry[] = []): Citation[] {
  const cited = new Map<string, Citation>();
  for (const { kind, said_by, said_on, address } of entries)
    if (!cited.has(address)) cited.set(address, { title: `${said_by}: ${kind}`, url: address, asOf: said_on });
  return [...cited.values()];
}

/** True where somebody contradicts, corrects or withdraws what was published. */
export const isContested = (entries: readonly Pick<LedgerEntry, 'kind'>[] = []): boolean =>
  entries.some(({ kind }) => kind !== 'claim');

/** '; response of Denver Sheriff, Sep 30, 2020; corrected by ICE, Oct 1, 2020 (age: 34 -> 36)'. */
export const sayEntries = (entries: readonly LedgerEntry[] = []): string =>
  entries
    .map((entry) => {
      const { kind, said_by, said_on } = entry;
      const did = {
        claim: 'claimed again by',
        response: 'answered by',
        correction: 'corrected by',
        retraction: 'withdrawn by',
      }[kind];
      const change = changeOf(entry);
      return `; ${did} ${said_by}, ${formatDate(said_on)}${change ? ` (${change})` : ''}`;
    })
    .join('');
