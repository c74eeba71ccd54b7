import type { Context } from '../../context.ts';
import { insertProposals } from '../../db/proposals.ts';
import type { Doubt } from '../../intake/found.ts';
import { marksOf, marksOfFigure, namesIn } from '../../intake/marks.ts';
import { readRelease } from '../../intake/read-release.ts';
import { looksEmpty, refusal } from '../../intake/refusal.ts';
import { caseReference, hashOfText, rowOfCase, rowOfFigure, type Source } from '../../intake/row-of.ts';
import { isoDate, PERSON } from '../../rules/case-fields.ts';
import { problemOfAddress } from '../../rules/ledger.ts';
import { namesPerson } from '../../rules/private-text.ts';

/** Parts of the field for a text: Slack takes 3,000 characters in each. */
export const TEXT_PARTS = ['text', 'text2', 'text3', 'text4', 'text5'] as const;
export const PART_LENGTH = 3000;

/** A pasted text with its source, as it was filled in. */
export interface FilledText {
  text: string;
  publisher: string;
  title: string;
  url: string;
  published: string;
}

/** Joins the parts of a text: a part that is full goes on in the next. */
export const joinParts = (filled: Readonly<Record<string, string>>): string =>
  TEXT_PARTS.map((name) => filled[name] ?? '')
    .map((part) => (part.length >= PART_LENGTH || part === '' ? part : `${part}\n`))
    .join('')
    .trim();

/** What is wrong with a text or its source, a sentence by field; none repeats what was typed. */
export function checkText(filled: FilledText, today: string): Record<string, string> {
  const published = isoDate(filled.published, today);
  const problems: Record<string, string | undefined> = {
    text: looksEmpty(filled.text) ? 'Paste the words of the release.' : refusal(filled.text),
    publisher: filled.publisher === '' ? 'Say who published it, for example ICE.' : problemOfName(filled.publisher),
    title: filled.title === '' ? 'Give its title.' : problemOfName(filled.title),
    url: problemOfAddress(filled.url),
    published:
      published === undefined
        ? 'Give the day of publication: 2020-09-28.'
        : published > today
          ? 'This day is in the future.'
          : undefined,
  };
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem)) as Record<string, string>;
}

const problemOfName = (text: string): string | undefined =>
  text.length > 200 ? 'At most 200 characters.' : namesPerson(text) ? PERSON : undefined;

/** What was found in a text and now waits for a review. */
export interface ReadText {
  /** References of the cases and figures, in their order. */
  cases: string[];
  figures: string[];
  /** How many of them are new. */
  added: number;
  doubts: Doubt[];
}

/** Reads a checked text and stores what it proposes, without the text. */
export async function proposeText(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { text, publisher, title, url, published: typed }: FilledText,
  { by, today }: { by: string; today: string },
): Promise<ReadText> {
  const published = isoDate(typed, today) ?? today;
  const source: Source = { publisher, title, url, published };
  const { cases, figures, doubts } = readRelease(text, published);
  const [sha256, names] = [hashOfText(text), namesIn(text)];
  const reference = (number: string) => caseReference(sha256, published, number);
  const doubtsOf = (number: number) => doubts.filter((doubt) => doubt.case === number).map(sayDoubt);
  const found = [
    ...cases.map((made, at) => {
      const caseId = reference(String(at + 1));
      return { row: rowOfCase(made, caseId, source), marks: marksOf(text, names, made), doubts: doubtsOf(at + 1) };
    }),
    ...figures.map((figure, at) => {
      const caseId = reference(`F${at + 1}`);
      return {
        row: rowOfFigure(figure, caseId, source),
        marks: marksOfFigure(text, names, figure),
        doubts: [] as string[],
      };
    }),
  ];
  const added = await insertProposals(
    db,
    found.map(({ row, marks, doubts: own }) => ({
      case_id: row['case_id'] ?? '',
      text_sha256: sha256,
      address: url,
      publisher,
      published,
      row: JSON.stringify(row),
      marks: JSON.stringify(marks),
      doubts: JSON.stringify(own),
      proposed_by: by,
      proposed_at: now().toISOString(),
    })),
  );
  const ids = found.map(({ row }) => row['case_id'] ?? '');
  return { cases: ids.slice(0, cases.length), figures: ids.slice(cases.length), added, doubts };
}

export const sayDoubt = ({ field, why }: Pick<Doubt, 'field' | 'why'>): string =>
  `${field.replaceAll('_', ' ')}: ${why}`;
