import type { Citation, Part } from '../answer.ts';
import { type Agreement, findAllAgreements, findSheetDay } from '../db/agreements.ts';
import type { Db } from '../db/connect.ts';
import { activeOn } from '../rules/agreement-at-date.ts';
import { compareDates, formatDate } from '../rules/dates.ts';
import { plural } from '../rules/wording.ts';

/** What ICE's 287(g) sheets list for a place at a date. */
export interface AgreementsHere {
  /** Short text for a cell or a first line. */
  summary: string;
  from: string;
  /** A sheriff's agreement is active. */
  hasSheriff: boolean;
  parts: Part[];
  citations: Citation[];
}

const LISTED = 8;

/**
 * Reads the sheets for places, or for a whole state. The summary counts the agreements of the agency asked about; the
 * parts list all of the place. Undefined when no sheet is loaded.
 */
export async function describeAgreements(
  db: Db,
  where: { placeIds: string[] } | { state: string },
  on: string,
  isSigner: (row: Agreement) => boolean = () => true,
): Promise<AgreementsHere | undefined> {
  const day = await findSheetDay(db, 'participating');
  if (day === undefined) return undefined;
  const rows = await findAllAgreements(db, where);
  const active = rows.filter((row) => activeOn(row, on));
  const pendingDay = await findSheetDay(db, 'pending');
  const pending = rows.filter((row) => row.stage === 'pending' && row.left_on === null && pendingDay !== undefined);
  const order = compareDates(on, day);
  const beyond =
    order > 0
      ? '; later sheets are not loaded'
      : order < 0
        ? `, of those signed by ${formatDate(on)}; what ended before that sheet is not known`
        : '';
  const sheet = `ICE's sheet of ${formatDate(day)}${beyond}`;
  return {
    summary: summaryOf(active.filter(isSigner), active.length, sheet),
    hasSheriff: active.some(({ agency }) => /sheriff/i.test(agency)),
    from: active.length === 0 ? sheet : `${sheet} (below)`,
    parts: partsOf({ active, pending, rows, on, sheet, pendingDay, whole: 'state' in where }),
    citations: [
      {
        title: 'ICE: 287(g) participating agencies, sheet',
        url: 'https://www.ice.gov/identify-and-arrest/287g',
        asOf: day,
      },
      ...(pending.length > 0 && pendingDay ? [{ title: 'ICE: 287(g) pending agencies, sheet', asOf: pendingDay }] : []),
    ],
  };
}

function summaryOf(own: Agreement[], all: number, sheet: string): string {
  if (own.length > 0) return describeCounts(own);
  return all === 0 ? `none on ${sheet}` : `none of the agency asked about on ${sheet}; other agencies here have ${all}`;
}

/** '3 agreements of 2 agencies (Task Force Model 2, Warrant Service Officer 1)'. */
function describeCounts(rows: Agreement[]): string {
  const agencies = new Set(rows.map((row) => `${row.state}/${row.agency_key}`)).size;
  const models = new Map<string, number>();
  for (const row of rows) models.set(row.model, (models.get(row.model) ?? 0) + 1);
  const parts = [...models].map(([model, count]) => (rows.length === 1 ? model : `${model} ${count}`));
  return `${plural(rows.length, 'agreement')} of ${agencies === 1 ? '1 agency' : `${agencies} agencies`} (${parts.join(', ')})`;
}

interface Shown {
  active: Agreement[];
  pending: Agreement[];
  rows: Agreement[];
  on: string;
  sheet: string;
  pendingDay: string | undefined;
  whole: boolean;
}

function partsOf({ active, pending, rows, on, sheet, pendingDay, whole }: Shown): Part[] {
  const left = rows.filter((row) => row.left_on !== null && row.stage === 'participating' && !activeOn(row, on));
  const list = (title: string, shown: Agreement[]): Part[] =>
    shown.length === 0 || whole
      ? []
      : [{ kind: 'list', title, items: shown.slice(0, LISTED).map(agreementItem), total: shown.length }];
  const count: Part[] =
    whole || active.length === 0
      ? [{ kind: 'note', text: `287(g) on ${sheet}: ${active.length === 0 ? 'none' : describeCounts(active)}.` }]
      : [];
  return [
    ...count,
    ...list(`287(g) on ${sheet}: ${describeCounts(active)}`, active),
    ...list(`Pending on ICE's sheet of ${formatDate(pendingDay ?? '')}: not active`, pending),
    ...list('No longer on a later sheet', left),
    ...(whole && pending.length > 0
      ? [{ kind: 'note' as const, text: `Pending, not active: ${describeCounts(pending)}.` }]
      : []),
    ...(active.length > 0
      ? [
          {
            kind: 'note' as const,
            text: 'A 287(g) agreement delegates federal authority to an agency (8 USC 1357(g)); it is not the same as holding on detainers, and lacking one says nothing on holds.',
          },
        ]
      : []),
  ];
}

const agreementItem = (row: Agreement) => ({
  text: `${row.agency} (${row.agency_type.trim() || 'type not given'}): ${row.model}`,
  details: [
    [
      row.signed_on
        ? `signed ${formatDate(row.signed_on)}`
        : row.signed_text
          ? `signed: the sheet has "${row.signed_text}", no possible day`
          : row.stage === 'pending'
            ? ''
            : 'day of signing not given',
      row.left_on ? `no longer on the sheet of ${formatDate(row.left_on)}` : '',
      row.moa_url ? `memorandum: ${row.moa_url}` : '',
    ]
      .filter(Boolean)
      .join(' · '),
  ].filter(Boolean),
});
