import type { Citation, Part } from '../answer.ts';
import { findStandingList } from '../db/agreement-sheets.ts';
import { type Agreement, type AgreementPlaces, findAllAgreements } from '../db/agreements.ts';
import type { Db } from '../db/connect.ts';
import {
  hasEndedBy,
  isKnownUnlisted,
  isListedOn,
  isStandingOn,
  type StandingList,
} from '../rules/agreement-at-date.ts';
import { modelName } from '../rules/agreement-model.ts';
import { formatDate } from '../rules/dates.ts';
import { plural } from '../rules/wording.ts';
import { AGREEMENT_CAVEAT, agreementItem, describeCounts, describeList, inOrder } from './agreement-words.ts';

/** What ICE's 287(g) sheets list for a place at a date. */
export interface AgreementsHere {
  /** '49 agreements listed', 'none listed': for the first screen, which cites the sheet beside it. */
  short: string;
  summary: string;
  from: string;
  /** A sheriff's agreement is active. */
  hasSheriff: boolean;
  parts: Part[];
  citations: Citation[];
}

/** Agreements that a part lists; `agreements` lists all of them. */
const LISTED = 8;

/** The day on which the history that ships with the desk read ICE's links to memoranda. */
export const MEMORANDA_READ_ON = '2026-08-12';

/** The sources of what these rows tell of days after the list that stood: the next list, or the history. */
function citeLater({ day, next }: StandingList, rows: readonly Agreement[]): Citation[] {
  const after = day ?? '';
  const later = (date: string | null): boolean => date !== null && date > after && (next === undefined || date < next);
  const isOfNext = (row: Agreement) => next !== undefined && row.listed_on !== null && row.listed_on >= next;
  const signed = rows.filter((row) => later(row.signed_on) && !(row.listed_on !== null && row.listed_on <= after));
  const ended = rows.flatMap((row) => [row.left_on, row.ended_on].filter((date) => date !== null && later(date)));
  const known = signed.filter((row) => !isOfNext(row));
  const readOn = [...(known.length > 0 ? [MEMORANDA_READ_ON] : []), ...ended].sort().at(-1);
  return [
    ...(day !== undefined && next !== undefined && signed.some(isOfNext)
      ? [{ title: "ICE's next 287(g) sheet", formal: 'ICE: 287(g) participating agencies, next sheet', asOf: next }]
      : []),
    ...(readOn
      ? [
          {
            title: '287(g) history',
            formal: "data/agreements-287g.csv: ICE's memoranda and reports, compiled for this project",
            asOf: readOn,
          },
        ]
      : []),
  ];
}

/** The sheets that stood on a day, and the sources of what the rows tell of later days, as citations. */
export function citeLists(
  list: StandingList,
  pending?: StandingList,
  rows: readonly Agreement[] = [],
): [Citation, ...Citation[]] {
  const asOf = list.day ?? list.next ?? '';
  return [
    {
      title: "ICE's 287(g) sheet",
      formal: 'ICE: 287(g) participating agencies, sheet',
      url: 'https://www.ice.gov/identify-and-arrest/287g',
      asOf,
    },
    ...(pending?.day
      ? [{ title: "ICE's pending 287(g) sheet", formal: 'ICE: 287(g) pending agencies, sheet', asOf: pending.day }]
      : []),
    ...citeLater(list, rows),
  ];
}

/**
 * Reads the sheets for places, or for a whole state, on a day (ISO). The summary counts the agreements of the agency
 * asked about; the parts list those of the place. `line` is the command that lists all. Undefined when no sheet is
 * loaded.
 */
export async function describeAgreements(
  db: Db,
  where: AgreementPlaces,
  on: string,
  line: string,
  ownOf: (rows: Agreement[]) => Agreement[] = (rows) => rows,
): Promise<AgreementsHere | undefined> {
  const list = await findStandingList(db, 'participating', on);
  if (list.day === undefined && list.next === undefined) return undefined;
  const pendingList = await findStandingList(db, 'pending', on);
  const rows = inOrder(await findAllAgreements(db, where));
  const signed = rows.filter((row) => row.stage === 'participating');
  const active = signed.filter((row) => isStandingOn(row, on, list));
  const pending = rows.filter((row) => row.stage === 'pending' && isListedOn(row, on));
  const ended = signed.filter((row) => list.covers && isListedOn(row, on) && hasEndedBy(row, on));
  const sheet = describeList(list);
  const own = ownOf(active);
  const ownEnded = ownOf(ended);
  return {
    short: shortOf(own, active.length, ownEnded.length),
    summary: summaryOf(
      own.filter((row) => !isKnownUnlisted(row, on, list)),
      own.filter((row) => isKnownUnlisted(row, on, list)),
      active.length,
      ownEnded,
      sheet,
    ),
    hasSheriff: active.some(({ agency }) => /sheriff/i.test(agency)),
    from: active.length === 0 ? sheet : `${sheet} (below)`,
    parts: partsOf({
      signed,
      active,
      ended,
      pending,
      on,
      sheet,
      list,
      line,
      pendingDay: pendingList.day,
      whole: whole(where),
    }),
    citations: citeLists(list, pending.length > 0 ? pendingList : undefined, whole(where) ? active : signed),
  };
}

function summaryOf(listed: Agreement[], unlisted: Agreement[], all: number, ended: Agreement[], sheet: string): string {
  if (listed.length > 0)
    return `${describeCounts(listed)}${unlisted.length > 0 ? `; ${unlisted.length} more signed, on no list yet that is loaded` : ''}`;
  if (unlisted.length > 0) return `${describeCounts(unlisted)} signed, on no list yet that is loaded`;
  if (ended.length > 0) return `${describeCounts(ended)} on ${sheet}, though ended by then`;
  return all === 0 ? `none on ${sheet}` : `none of this agency on ${sheet}; other agencies here have ${all}`;
}

function shortOf(own: Agreement[], all: number, ended: number): string {
  const [only] = own;
  if (own.length === 0 && ended > 0) return `${ended} listed, though ended by then`;
  if (only && own.length === 1) return `1 agreement, ${modelName(only)}`;
  if (own.length > 0) return plural(own.length, 'agreement');
  return all === 0 ? 'none listed' : `none of this agency listed; ${all} of others here`;
}

/** Of a whole state the agreements are counted, and not listed one by one. */
const whole = ({ states }: AgreementPlaces): boolean => states !== undefined;

interface Shown {
  signed: Agreement[];
  active: Agreement[];
  /** Still on ICE's list, though ended by another record. */
  ended: Agreement[];
  pending: Agreement[];
  on: string;
  sheet: string;
  list: StandingList;
  line: string;
  pendingDay: string | undefined;
  whole: boolean;
}

const note = (text: string): Part => ({ kind: 'note', text });

function partsOf({ signed, active, ended, pending, on, sheet, list, line, pendingDay, whole }: Shown): Part[] {
  const gone = signed.filter(
    (row) => !active.includes(row) && !ended.includes(row) && ((row.left_on ?? '9') <= on || hasEndedBy(row, on)),
  );
  const unlisted = active.filter((row) => isKnownUnlisted(row, on, list));
  const items = (title: string, rows: Agreement[]): Part[] =>
    rows.length === 0 || whole
      ? []
      : [
          {
            kind: 'list',
            title,
            items: rows.slice(0, LISTED).map((row) => agreementItem(row, on, list)),
            total: rows.length,
          },
          ...(rows.length > LISTED ? [note(`${rows.length - LISTED} more are not listed here: ${line}`)] : []),
        ];
  return [
    ...(whole || active.length === 0
      ? [note(`287(g) on ${sheet}: ${active.length === 0 ? 'none' : describeCounts(active)}.`)]
      : []),
    ...items(`287(g) on ${sheet}: ${active.length > 0 ? describeCounts(active) : ''}`, active),
    ...(unlisted.length > 0
      ? [note(`${unlisted.length} of them on no list yet: known by the memorandum or the signing, after that sheet.`)]
      : []),
    ...items('Listed by ICE on that day, though ended', ended),
    ...items(`Pending on ICE's sheet of ${formatDate(pendingDay ?? '')}: not active`, pending),
    ...items('No longer listed by then', gone),
    ...(whole && pending.length > 0 ? [note(`Pending, not active: ${describeCounts(pending)}.`)] : []),
    ...(whole ? [note(`Listed one by one: ${line}`)] : []),
    ...(active.length > 0 ? [note(AGREEMENT_CAVEAT)] : []),
  ];
}
