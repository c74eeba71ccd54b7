import type { NoticePart } from '../../answer.ts';
import { howToLoad } from '../../command-line/how-to-load.ts';
import { lineOf } from '../../command-line/parse.ts';
import type { Asker } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findNewestSheet } from '../../db/agreement-sheets.ts';
import { findDetainerCoverage } from '../../db/detainers.ts';
import { findPolicyCoverage } from '../../db/policies.ts';
import { findReleaseCoverage } from '../../db/releases.ts';
import { formatDate } from '../../rules/dates.ts';
import type { NewsQuestion } from './find-news.ts';

const note = (text: string) => ({ kind: 'note' as const, text });

/** The days on which the facts that are loaded end, and what is not loaded. */
export async function limitsOf(
  context: Context,
  { kinds, newest, days, scopes }: NewsQuestion,
  asker: Asker,
): Promise<NoticePart[]> {
  const { db } = context;
  const ends: string[] = [];
  if (kinds.includes('policy')) {
    const { newest } = await findPolicyCoverage(db);
    ends.push(newest ? `rules were last read on ${formatDate(newest)}` : 'no rules are loaded');
  }
  if (kinds.includes('agreements')) {
    const sheet = await findNewestSheet(db, 'participating');
    ends.push(sheet ? `ICE's newest 287(g) list is of ${formatDate(sheet.sheet_on)}` : 'no 287(g) list is loaded');
  }
  if (kinds.includes('releases')) {
    const { newest } = await findReleaseCoverage(db);
    ends.push(newest ? 'published cases are a selection' : 'no published case is loaded');
  }
  const rows = kinds.includes('outcomes') || kinds.includes('data') ? (await findDetainerCoverage(db)).rows : 1;
  return [
    ...(ends.length > 0 ? [note(`What is loaded: ${ends.join('; ')}. What happened later is not known here.`)] : []),
    ...(newest && rows > 0 && (kinds.includes('outcomes') || kinds.includes('data'))
      ? [note(`ICE's detainer records are not among these facts: \`${countingLine(days, scopes)}\` counts them.`)]
      : []),
    ...(rows === 0
      ? [howToLoad(context, asker, { known: "ICE's detainer file is not loaded.", source: 'ice-detainers' })]
      : []),
  ];
}

/** The line that counts the detainers of these days: of the place where one is named. */
function countingLine({ from, to }: NewsQuestion['days'], scopes: NewsQuestion['scopes']): string {
  const [only, ...others] = scopes.filter(({ kind }) => kind === 'place');
  const words = only && others.length === 0 ? [only.label] : [];
  return lineOf('stats', words, { since: [from], until: [to] });
}
