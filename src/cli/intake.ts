import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { proposeText } from '../commands/records/read-text.ts';
import { clock } from '../context.ts';
import { deleteProposal } from '../db/proposals.ts';
import { UserError } from '../errors.ts';
import type { Proposal } from '../intake/found.ts';
import { readRelease } from '../intake/read-release.ts';
import { looksEmpty, refusal } from '../intake/refusal.ts';
import { caseReference, hashOfText, rowOfCase, rowOfFigure, type Source } from '../intake/row-of.ts';
import { proposalTable } from '../intake/table-of.ts';
import { isoDate } from '../rules/case-fields.ts';
import { dayOf } from '../rules/moment.ts';
import { isWebAddress } from '../rules/web-address.ts';
import { acceptCases } from '../sources/write/accept-cases.ts';
import { parseOptions, readNow, USAGE, withContext, writeLine } from './with-context.ts';

const EXAMPLE =
  'For example: npm run -s intake -- release.txt --publisher ICE --title "Detainers not honored" --url https://www.ice.gov/news/1 --published 2020-09-28';
const MOST = 1_000_000;

/**
 * Reads a press release and prints the proposed cases, figures and doubts. Nothing is stored unless `--accept` is given:
 * then the cases enter as those of the releases source do, or those of `--only`. `--propose` stores them for a review.
 */
export async function intakeTask(argv: string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    publisher: { type: 'string' },
    title: { type: 'string' },
    url: { type: 'string' },
    published: { type: 'string' },
    json: { type: 'boolean' },
    accept: { type: 'boolean' },
    only: { type: 'string' },
    propose: { type: 'boolean' },
    now: { type: 'string' },
  });
  const [path, ...others] = positionals;
  if (!path || others.length > 0)
    throw new UserError(`Name one text file, or - for standard input. ${EXAMPLE}\n${USAGE}`);
  const now = readNow(values['now']);
  const given = {
    publisher: values['publisher'],
    title: values['title'],
    url: values['url'],
    published: values['published'],
  };
  const source = readSource(given, (now ?? clock)().toISOString().slice(0, 10));
  const text = readText(path);
  const refused = refusal(text);
  if (refused) throw new UserError(refused);
  const proposal = readRelease(text, source.published);
  if (values['json']) writeLine(process.stdout, JSON.stringify(proposal, null, 2));
  else writeLine(process.stdout, proposalTable(proposal));
  const only = readOnly(values['only'], proposal, values['accept'] === true);
  if (values['accept'] && values['propose'])
    throw new UserError('--accept stores at once and --propose stores for a review: give one of them.');
  if (!values['accept'] && !values['propose']) return 0;
  return await withContext(now, async (context) => {
    const day = dayOf(context.now().toISOString(), context.zone);
    if (source.published > day) throw new UserError(FUTURE(source.published));
    const say = (sentence: string) => writeLine(values['json'] ? process.stderr : process.stdout, sentence);
    if (values['propose']) {
      const { cases, figures, added } = await proposeText(context, { text, ...source }, { by: 'local', today: day });
      say(`${added} of ${cases.length + figures.length} proposals are new and wait. See: npm run -s ask -- "review"`);
      return 0;
    }
    const chosen = accepted(text, proposal, source, only);
    const { inserted, updated, unchanged } = await acceptCases(context.db, chosen, context.now);
    for (const { row } of chosen.rows) await deleteProposal(context.db, row['case_id'] ?? '');
    say(`Accepted: ${inserted} new, ${updated} changed, ${unchanged} as before. See: npm run -s ask -- "releases"`);
    return 0;
  });
}

const FUTURE = (published: string): string =>
  `--published ${published} is in the future. Give the day on which the text was published, for example --published 2020-09-28.`;

function readSource(given: Record<string, string | boolean | undefined>, today: string): Source {
  for (const name of ['publisher', 'title', 'url', 'published'])
    if (typeof given[name] !== 'string' || given[name].trim() === '')
      throw new UserError(`--${name} is missing. ${EXAMPLE}`);
  const [publisher, title, url, date] = ['publisher', 'title', 'url', 'published'].map((name) =>
    String(given[name]).trim(),
  ) as [string, string, string, string];
  if (!isWebAddress(url))
    throw new UserError(
      `--url "${url.slice(0, 60)}" is not an address of the web. Example: --url https://www.ice.gov/news/releases/1`,
    );
  return { publisher, title, url, published: readPublished(date, today) };
}

/** The day, month or year of publication as ISO. */
function readPublished(words: string, today: string): string {
  const iso = isoDate(words, today);
  if (iso === undefined)
    throw new UserError(`--published "${words.slice(0, 40)}" is not a date. Example: --published 2020-09-28`);
  if (iso > today) throw new UserError(FUTURE(words.slice(0, 40)));
  return iso;
}

/** The numbers of `--only 1,3,F1`; undefined for all. Throws UserError for a number that was not proposed. */
function readOnly(
  typed: string | boolean | undefined,
  { cases, figures }: Proposal,
  isAccepted: boolean,
): Set<string> | undefined {
  if (typeof typed !== 'string') return undefined;
  if (!isAccepted) throw new UserError('--only goes with --accept: --accept --only 1,3');
  const known = [...cases.map((_, at) => String(at + 1)), ...figures.map((_, at) => `F${at + 1}`)];
  const numbers = typed.split(',').map((each) => each.trim().toUpperCase());
  const wrong = numbers.find((each) => !known.includes(each));
  if (wrong !== undefined)
    throw new UserError(
      `--only ${wrong.slice(0, 20)} is not among what was proposed (${known.join(', ') || 'nothing'}). Example: --accept --only 1,F1`,
    );
  return new Set(numbers);
}

function readText(path: string): string {
  const bytes = path === '-' ? readFileSync(0) : readFile(resolve(path), path);
  if (bytes.length > MOST)
    throw new UserError(
      `The text is too long: ${Math.round(bytes.length / 1000)} kB, and at most ${MOST / 1000} kB are read. Paste one release at a time.`,
    );
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-')
    throw new UserError(
      'This is a PDF file. Open it, copy its text into a text file, and give that: broken lines and page numbers do no harm.',
    );
  const text = bytes.toString('utf8');
  if (text.includes('\u0000'))
    throw new UserError('This file is no text. Copy the words of the release into a text file, and give that.');
  if (looksEmpty(text)) throw new UserError(`The text is empty. ${EXAMPLE}`);
  return text;
}

function readFile(file: string, typed: string): Buffer {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new UserError(`There is no file ${typed.slice(0, 80)}. ${EXAMPLE}`);
  if (!found.isFile()) throw new UserError(`${typed.slice(0, 80)} is no file. Give the text file of one release.`);
  return readFileSync(file);
}

/** The rows of everything proposed, or of some numbers alone, each under its reference. */
function accepted(text: string, { cases, figures }: Proposal, source: Source, only: ReadonlySet<string> | undefined) {
  const sha256 = hashOfText(text);
  const reference = (number: string) => caseReference(sha256, source.published, number);
  return {
    sha256,
    address: source.url,
    publisher: source.publisher,
    published: source.published,
    rows: [
      ...cases.map((made, at) => ({ row: rowOfCase(made, reference(String(at + 1)), source), spans: spansOf(made) })),
      ...figures.map((figure, at) => ({
        row: rowOfFigure(figure, reference(`F${at + 1}`), source),
        spans: { value: figure.from, ...spansOf(figure) },
      })),
    ].filter(({ row }) => only === undefined || only.has(row['case_id']?.split('-').at(-1) ?? '')),
  };
}

/** Where the words of each field stand in the text, which itself is not kept. */
const spansOf = (made: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(made).flatMap(([field, found]) =>
      found && typeof found === 'object' && 'from' in found ? [[field, found.from]] : [],
    ),
  );
