import type { Letters } from '../find/agencies.ts';
import { findOrder, findRemovals } from '../find/history.ts';
import { findOutcomes } from '../find/outcome.ts';
import type { Found, Outcome, ProposedCase } from '../found.ts';
import type { ReadText } from '../text/read-text.ts';
import type { Frame } from './frames.ts';
import { frameOf } from './frames.ts';
import {
  ageIn,
  agencyIn,
  countryIn,
  countyIn,
  dateIn,
  type Field,
  headingAgency,
  howIn,
  laterIn,
  offencesIn,
  sexIn,
} from './labelled-values.ts';
import type { Segment } from './segments.ts';

const LABELS: readonly [string, RegExp][] = [
  ['name', /^(?:name|subject|alias|aka|a-?number|a#|alien number|dob|date of birth|address)\b/],
  ['citizenship', /citizenship|nationality|country of (?:origin|birth)|^citizen/],
  ['age', /^age|^sex|^gender/],
  ['projected', /projected|expected release|scheduled release|anticipated/],
  ['declined', /date declined|declined (?:on|date)|^declined$/],
  [
    'released by',
    /released by|releasing agency|^facility|^jail|^agency|^custody|holding (?:agency|facility)|^jurisdiction|^location/,
  ],
  ['released', /^released|release(?:d)? (?:date|on)|date (?:of release|released)/],
  ['detainer to', /detainer (?:sent to|lodged with|agency|addressee)/],
  ['outcome', /detainer (?:status|outcome|disposition|response)|^outcome|^disposition|^response/],
  ['detainer', /detainer/],
  ['arresting agency', /arrest(?:ing|ed)? (?:agency|by)/],
  ['arrest', /arrest/],
  ['convictions', /conviction/],
  ['history', /criminal (?:history|record)|prior|history$/],
  ['charges', /charge|offen[cs]e|notable criminal|crime/],
  ['how', /^manner|^how released|^type of release/],
  ['status', /status|removal|note|comment|^later|^afterwards?/],
];
const LABEL = /^([A-Z][A-Za-z()/#' -]{1,38}?)(?:\(s\))? ?[:—] ?(?=\S)/;

/** Blocks of labels, as 'Citizenship: Mexico': one person each. Returns the cases and the paragraphs that they took. */
export function readLabelled(
  read: ReadText,
  segment: Segment,
  letters: Letters,
): { cases: ProposedCase[]; taken: Set<number> } {
  const taken = new Set<number>();
  const groups: Field[][] = [];
  let group: Field[] = [];
  let frame: Frame | undefined;
  const frames: (Frame | undefined)[] = [];
  const close = () => {
    if (
      group.length > 2 &&
      group.some(({ label }) => label === 'citizenship' || label === 'detainer' || label === 'charges')
    ) {
      groups.push(group);
      frames.push(frame);
    }
    group = [];
  };
  for (let number = segment.first; number <= segment.last; number += 1) {
    const block = read.blocks[number];
    if (!block) continue;
    const text = read.text.slice(block.start, block.end);
    const inLine = fieldsInLine(text, block.start);
    if (inLine.length > 0) {
      close();
      group.push(...inLine);
      taken.add(number);
      close();
      continue;
    }
    const field = fieldOf(text, block.start);
    if (!field || text.length > 400) {
      close();
      frame = headingAfter(frame, frameOf(text, block.start, letters));
      continue;
    }
    if (
      group.some(({ label }) => label === field.label && label !== 'status') &&
      /^(?:name|citizenship)$/.test(field.label)
    )
      close();
    group.push(field);
    taken.add(number);
  }
  close();
  if (groups.length === 0) return { cases: [], taken: new Set() };
  return { cases: groups.map((fields, at) => caseOf(fields, frames[at], segment.published, letters)), taken };
}

/** The heading that holds from here on: one that says the same outcome again keeps the agency of the one before. */
function headingAfter(frame: Frame | undefined, heading: Frame): Frame | undefined {
  if (!heading.outcome && !(heading.agency && !frame)) return frame;
  return heading.outcome && frame?.outcome === heading.outcome
    ? { ...heading, ...(frame.agency ? { agency: frame.agency } : {}) }
    : heading;
}

/** 'Jurisdiction: X. Citizenship: Honduras. Declined: 2/21/2017.' in one line: the fields of one person. */
function fieldsInLine(text: string, start: number): Field[] {
  const parts = [...text.matchAll(/(?:^|(?<=[.;|] ))(?=[A-Z][A-Za-z()/ ]{2,36}: )/g)].map(({ index }) => index);
  if (parts.length < 4 || text.length > 600) return [];
  const fields = parts.flatMap((at, number) => {
    const field = fieldOf(text.slice(at, parts[number + 1]).replace(/[.;| ]{1,4}$/, ''), start + at);
    return field ? [field] : [];
  });
  return fields.length > 3 && fields.some(({ label }) => label === 'citizenship') ? fields : [];
}

function fieldOf(text: string, start: number): Field | undefined {
  const match = LABEL.exec(text);
  const words = match?.[1]?.toLowerCase() ?? '';
  const label = LABELS.find(([, pattern]) => pattern.test(words))?.[0];
  // 'Declined detainers: Travis County' is a heading
  if (label === 'detainer' && match && !/\d|lodged|issued/.test(text.slice(match[0].length))) return undefined;
  return match && label ? { label, value: text.slice(match[0].length), start: start + match[0].length } : undefined;
}

function caseOf(fields: readonly Field[], frame: Frame | undefined, published: string, letters: Letters): ProposedCase {
  const first = fields[0] as Field;
  const last = fields.at(-1) as Field;
  const of = (label: string) => fields.find((field) => field.label === label);
  const made: ProposedCase = {
    outcome: outcomeOf(fields, frame),
    offences: fields.flatMap(offencesIn),
    later_events: fields.flatMap(({ label, value, start }) => (label === 'status' ? laterIn(value, start) : [])),
    from: [first.start, last.start + last.value.length],
  };
  const put = <K extends keyof ProposedCase>(key: K, value: ProposedCase[K] | undefined) => {
    if (value !== undefined) made[key] = value;
  };
  const day = (label: string) => dateIn(of(label), published);
  put('citizenship', countryIn(of('citizenship')));
  put('age', ageIn(of('age')));
  put('sex', sexIn(fields.filter(({ label }) => label === 'age')));
  put('local_arrest_date', day('arrest') ?? day('arresting agency'));
  put('local_arrest_agency', agencyIn(of('arresting agency'), letters) ?? agencyIn(of('arrest'), letters));
  put('detainer_date', day('detainer'));
  const declined = day('declined');
  if (declined) made.declined_date = declined;
  const outcome = of('outcome');
  // 'Disposition: Released Nov. 25, 2019. Detainer not honored.'
  put(
    'release_date',
    day('released') ?? (/^released\b/i.test(outcome?.value ?? '') ? dateIn(outcome, published) : undefined),
  );
  const heading = frame?.agency && frame.agency.agency.kind !== 'government' ? headingAgency(frame) : undefined;
  put(
    'detainer_sent_to',
    agencyIn(of('detainer to'), letters) ??
      agencyIn(of('detainer'), letters) ??
      agencyIn(of('released by'), letters) ??
      countyIn(of('released by')) ??
      heading,
  );
  if (made.outcome.value !== 'outstanding' && made.outcome.value !== 'appeal')
    put(
      'releasing_agency',
      agencyIn(of('released by'), letters) ??
        countyIn(of('released by')) ??
        agencyIn(of('released'), letters) ??
        heading,
    );
  put('how_released', howIn(of('released')) ?? howIn(of('how')));
  for (const { label, value, start } of fields) {
    if (label === 'name') continue;
    const [removed, order] = [findRemovals(value), findOrder(value)];
    if (removed && made.prior_removals === undefined && !/^Arrested by ICE/.test(value))
      put('prior_removals', { value: removed.value, from: [start + removed.start, start + removed.end], sure: 'said' });
    if (order)
      put('removal_order', { value: order.value, from: [start + order.start, start + order.end], sure: 'said' });
  }
  return made;
}

function outcomeOf(fields: readonly Field[], frame: Frame | undefined): Found<Outcome> {
  const place = (field: Field): readonly [number, number] => [field.start, field.start + field.value.length];
  for (const field of fields) {
    if (field.label === 'declined' && /\d/.test(field.value))
      return { value: 'declined', from: place(field), sure: 'said' };
    if (field.label !== 'outcome' && field.label !== 'status') continue;
    const words =
      field.label === 'outcome'
        ? `The detainer was ${field.value.charAt(0).toLowerCase()}${field.value.slice(1)}`
        : field.value;
    const kind = findOutcomes(words)[0]?.kind;
    if (kind === 'declined' || kind === 'honored' || kind === 'outstanding')
      return { value: kind, from: place(field), sure: 'said' };
    if (field.label === 'outcome' && /^(?:active|pending|outstanding)/i.test(field.value))
      return { value: 'outstanding', from: place(field), sure: 'said' };
  }
  const projected = fields.find(({ label }) => label === 'projected');
  const released = fields.find(({ label }) => label === 'released');
  if (projected && !released)
    return { value: 'outstanding', from: place(projected), sure: 'inferred', why: 'a release is only projected' };
  if (frame?.outcome === 'declined' || frame?.outcome === 'honored')
    return {
      value: frame.outcome,
      from: [frame.start, frame.end],
      sure: 'inferred',
      why: 'the heading says it of all who are listed',
    };
  if (frame?.outcome && !released)
    return {
      value: frame.outcome,
      from: [frame.start, frame.end],
      sure: 'inferred',
      why: 'the heading says it of all who are listed',
    };
  const first = fields[0] as Field;
  return {
    value: 'not stated',
    from: [first.start, first.start + first.value.length],
    sure: 'inferred',
    why: 'no label says what became of the detainer',
  };
}
