import type { Answer, Fact } from '../../answer.ts';
import { citeDataRelease } from '../../cards/cite-data-release.ts';
import { describeCharge, describeOutcome } from '../../cards/detainer-words.ts';
import type { Context } from '../../context.ts';
import type { DetainerWithFacility } from '../../db/detainers.ts';
import { findImport } from '../../db/imports.ts';
import { findPlaceById } from '../../db/places.ts';
import { formatDate } from '../../rules/dates.ts';
import { isLocalKind } from '../../rules/facility.ts';
import { asOfDay } from '../../rules/moment.ts';
import { outcomeCaution } from '../../rules/outcome.ts';
import { withThe } from '../../rules/with-the.ts';
import { titleCase } from '../../rules/wording.ts';
import { detainerHistory } from './history.ts';

/** One record: dates, place, charge, outcome in ICE's words, what is unknown, and its row in the publisher's file. */
export async function detainerCard(context: Context, row: DetainerWithFacility): Promise<Answer> {
  const brought = await findImport(context.db, row.import_id);
  const run = row.facility_place_id ? await findPlaceById(context.db, row.facility_place_id) : undefined;
  const county = row.facility_county_fips ? await findPlaceById(context.db, row.facility_county_fips) : undefined;
  const facts: Fact[] = [
    { label: 'Detainer prepared', value: formatDate(row.prepared_on) },
    { label: 'Sent to', value: describeFacility(row) },
    { label: 'Kind of facility', value: describeFacilityKind(row.facility_kind, run?.name, county?.name) },
    { label: 'Outcome', value: describeOutcome(row) },
    ...(row.lift_reason_code ? [{ label: "ICE's lift code", value: row.lift_reason_code }] : []),
    ...(row.lifted_on ? [{ label: 'Lifted', value: formatDate(row.lifted_on) }] : []),
    { label: 'Person', value: describePerson(row) },
    { label: 'Charge', value: describeCharge(row) },
    ...chargeDates(row),
    ...(row.criminality
      ? [
          {
            label: "ICE's category",
            value: `"${row.criminality}"${row.threat_level ? `, threat level ${row.threat_level}` : ''}`,
          },
        ]
      : []),
    { label: 'Form', value: row.detainer_type ? `"${row.detainer_type}"` : 'type not recorded' },
    ...describeBasis(row),
    ...optional('Program', [row.program]),
    ...optional('Case', [row.case_status, row.case_category]),
    ...optional('Final order', [row.final_order, row.final_order_on ? formatDate(row.final_order_on) : null]),
    ...(row.departed_on
      ? [
          {
            label: 'Departed',
            value: `${formatDate(row.departed_on)}${row.departure_country ? `, ${titleCase(row.departure_country)}` : ''}`,
          },
        ]
      : []),
    { label: 'In the file', value: `${row.file}${row.sheet ? `, sheet ${row.sheet}` : ''}, row ${row.row_number}` },
  ];
  const caution = outcomeCaution(row.outcome_group, row.lift_reason);
  return {
    kind: 'answer',
    title: `Detainer ${row.reference}`,
    summary: `${formatDate(row.prepared_on)}, ${row.facility_name}${row.facility_state ? `, ${row.facility_state}` : ''}: ${describeOutcome(row)}.`,
    parts: [
      { kind: 'facts', facts },
      ...(caution ? [{ kind: 'note' as const, text: caution }] : []),
      ...warnings(row).map((text) => ({ kind: 'note' as const, tone: 'warning' as const, text })),
      ...(await detainerHistory(context, row)),
      { kind: 'note', text: `Not known: ${unknowns(row, brought?.absent_columns ?? '').join('; ')}.` },
    ],
    citations: [citeDataRelease(brought ? asOfDay(brought, context.zone) : row.prepared_on, row.file)],
    followUps: [
      {
        label: 'All at this facility',
        words: `lookup ${row.facility_code ?? `"${row.facility_name} ${row.facility_state ?? ''}"`}`,
      },
      ...(run
        ? [
            {
              label: `Policy: ${run.name}`.slice(0, 70),
              words: `policy "${run.name}${run.level === 'state' ? '' : `, ${run.state}`}" on:${row.prepared_on}`,
            },
          ]
        : []),
    ],
    words: `lookup ${row.reference}`,
  };
}

function describeFacility(row: DetainerWithFacility): string {
  const where = [row.facility_city ? titleCase(row.facility_city) : undefined, row.facility_state]
    .filter(Boolean)
    .join(', ');
  return `${row.facility_name}${where ? ` (${where})` : ''}${row.facility_code ? `, ICE code ${row.facility_code}` : ''}`;
}

function describeFacilityKind(kind: string, runBy: string | undefined, county: string | undefined): string {
  const stands = county ? `; it stands in ${county}` : '';
  if (kind === 'state prison')
    return `state prison${runBy ? ` (${runBy})` : ''}${stands}; the county's policy does not govern it`;
  if (!isLocalKind(kind))
    return `${kind === 'federal' ? 'federal site' : kind === 'hold room' ? 'ICE hold room' : 'ICE or contract site'}; no county policy applies`;
  if (kind === 'not known') return `not known from its name${runBy ? `; listed under ${runBy}` : ''}`;
  return `${kind}${runBy ? `, ${runBy}` : '; its county is not resolved'}`;
}

function describePerson(row: DetainerWithFacility): string {
  return [
    row.gender?.toLowerCase(),
    row.citizenship ? `citizen of ${withThe(titleCase(row.citizenship))}` : 'citizenship not recorded',
    row.birth_country && row.birth_country !== row.citizenship
      ? `born in ${withThe(titleCase(row.birth_country))}`
      : undefined,
    row.birth_year ? `born ${row.birth_year}` : undefined,
  ]
    .filter(Boolean)
    .join(', ');
}

function chargeDates(row: DetainerWithFacility): Fact[] {
  const sentence = [
    row.sentence_years ? `${row.sentence_years} years` : undefined,
    row.sentence_months ? `${row.sentence_months} months` : undefined,
    row.sentence_days ? `${row.sentence_days} days` : undefined,
  ].filter(Boolean);
  const dates = [
    row.charge_on ? `charged ${formatDate(row.charge_on)}` : undefined,
    row.conviction_on ? `convicted ${formatDate(row.conviction_on)}` : undefined,
    sentence.length > 0 ? `sentence ${sentence.join(' ')}` : undefined,
  ].filter(Boolean);
  return dates.length > 0 ? [{ label: 'Charge dates', value: dates.join(' · ') }] : [];
}

/** The basis that the form names. The flags of a row are in the order of the source's list. */
const BASIS: [number, string][] = [
  [10, 'a deportation order'],
  [11, 'pending proceedings (order to show cause served)'],
  [12, 'biometric match'],
  [13, 'statements made'],
];
function describeBasis({ flags }: DetainerWithFacility): Fact[] {
  const named = BASIS.filter(([at]) => flags[at] === 'Y').map(([, words]) => words);
  return named.length > 0 ? [{ label: 'Basis that the form names', value: named.join(', ') }] : [];
}

const optional = (label: string, values: (string | null)[]): Fact[] => {
  const present = values.filter((value) => value !== null);
  return present.length > 0 ? [{ label, value: present.join(' · ') }] : [];
};

function warnings(row: DetainerWithFacility): string[] {
  return [
    ...(row.duplicate_likely === 'TRUE' ? ['The publisher marks this row as a likely duplicate.'] : []),
    ...(row.detainer_type?.startsWith('I247A') && row.prepared_on < '2017-04-02'
      ? ['The form I-247A came into use on Apr 2, 2017; the earlier date looks like a data problem.']
      : []),
    ...(row.conviction_on && row.conviction_on > row.prepared_on
      ? ['The conviction is dated after the detainer.']
      : []),
  ];
}

/** Columns that only some releases have. A card is complete without them. */
const NOT_MISSED = new Set(['tod_final_program', 'detainer_lift_date']);

/** Four kinds of missing value: redacted, not in this file, not recorded, and never published by ICE. */
function unknowns(row: DetainerWithFacility, absent: string): string[] {
  const redacted = row.redacted.split(',').filter(Boolean);
  const missing = absent.split(',').filter((column) => column !== '' && !NOT_MISSED.has(column));
  const notRecorded = [
    row.outcome_group === 'no_outcome' && !redacted.includes('detainer_lift_reason') ? 'the outcome' : undefined,
    row.citizenship ? undefined : 'citizenship',
    row.conviction_charge ? undefined : 'a conviction',
    row.notify_release_request ? undefined : 'whether notice of release was asked for',
  ].filter(Boolean);
  return [
    row.lifted_on
      ? 'when the detainer was lodged and when the person left custody (not in these files)'
      : 'when the detainer was lodged, when it was lifted and when the person left custody (not in these files)',
    ...(notRecorded.length > 0 ? [`not recorded in this row: ${notRecorded.join(', ')}`] : []),
    ...(redacted.length > 0 ? [`redacted by ICE: ${redacted.join(', ')}`] : []),
    ...(missing.length > 0 ? [`columns that this file does not have: ${missing.slice(0, 6).join(', ')}`] : []),
  ];
}
