import { states } from '../../rules/states.ts';
import type { Letters } from '../find/agencies.ts';
import { findAgencies } from '../find/agencies.ts';
import { findDates } from '../find/dates.ts';
import { tokensOf } from '../find/tokens.ts';
import type { Offence, ProposedCase, Span } from '../found.ts';
import type { ReadText } from '../text/read-text.ts';
import { countryAt } from '../words/countries.ts';
import type { Segment } from './segments.ts';

const HEADER = /citizenship|nationality|country/i;
/** A later note in the row takes the decline back. */
const TAKEN_BACK =
  /not declined|wrong(?:ly)? (?:location|place|jurisdiction|county|issued|attributed)|withdrawn|\bremoved:|in error|transferred to|corrected/i;
const OF_DETAINERS = /declined|detainer/i;
const STATE_END = new RegExp(`[|, ]+(?:${states.map(({ name, code }) => `${name}|${code}`).join('|')})[| ,]*$`);

/**
 * Reads rows as in a Declined Detainer Outcome Report: jurisdiction, dates, citizenship, notable criminal activity. The
 * cells are told apart by what they hold, since pasted tables lose their columns.
 */
export function readTable(
  read: ReadText,
  segment: Segment,
  letters: Letters,
): { cases: ProposedCase[]; taken: Set<number> } {
  const taken = new Set<number>();
  const cases: ProposedCase[] = [];
  let header: { text: string; declined: Span | undefined; issuedFirst: boolean } | undefined;
  let title: Span | undefined;
  for (let number = segment.first; number <= segment.last; number += 1) {
    const block = read.blocks[number];
    if (!block) continue;
    const text = read.text.slice(block.start, block.end);
    if (
      HEADER.test(text) &&
      OF_DETAINERS.test(text) &&
      text.length < 260 &&
      !/[.!?]$/.test(text) &&
      /jurisdiction|agency|facility|county|crim/i.test(text)
    ) {
      const [declined, issued] = [text.search(/declined/i), text.search(/issued|lodged|detainer date|prepared/i)];
      const own: Span | undefined = declined < 0 ? title : [block.start + declined, block.start + declined + 8];
      header = { text, declined: own, issuedFirst: issued >= 0 && (declined < 0 || issued < declined) };
      taken.add(number);
      continue;
    }
    const word =
      /recorded declined detainers|declined detainers|detainers (?:recorded as )?declined|detainers not honored/i.exec(
        text,
      );
    if (word && text.length < 200) title = [block.start + word.index, block.start + word.index + word[0].length];
    const row = header && rowOf(text, block.start, header, segment.published, letters);
    if (!row) continue;
    cases.push(row);
    taken.add(number);
  }
  return { cases, taken };
}

function rowOf(
  text: string,
  at: number,
  header: { declined: Span | undefined; issuedFirst: boolean },
  published: string,
  letters: Letters,
): ProposedCase | undefined {
  const dates = findDates(text, published).filter(({ precision, sure }) => precision === 'day' && sure === 'said');
  const tokens = tokensOf(text);
  const words = tokens.map(({ text: word }) => word);
  const step = tokens.findIndex(
    (token, index) =>
      countryAt(words, index) !== undefined &&
      /^\p{Lu}/u.test(token.text) &&
      (dates.length === 0 || token.start > (dates[0]?.start ?? 0) || index > 1),
  );
  const country = step < 0 ? undefined : countryAt(words, step);
  const [first, last] = [tokens[step], tokens[step + (country?.length ?? 1) - 1]];
  if (!country || !first || !last || text.length > 400) return undefined;
  const head = text.slice(0, Math.min(first.start, dates[0]?.start ?? first.start));
  const name = nameIn(head);
  if (name.length < 3) return undefined;
  const from: Span = [at + head.indexOf(name), at + head.indexOf(name) + name.length];
  const state = states.find((each) => names(head.slice(head.indexOf(name) + name.length), each));
  const agency = findAgencies(name, letters)[0];
  const value = agency && agency.kind !== 'local authorities' && agency.name.length >= name.length ? agency.name : name;
  const [one, two] = header.issuedFirst ? [dates[1], dates[0]] : [dates[0], dates[1]];
  const place = ({ start, end }: { start: number; end: number }): Span => [at + start, at + end];
  const made: ProposedCase = {
    outcome: TAKEN_BACK.test(text)
      ? {
          value: 'disputed',
          from: [at, at + text.length],
          sure: 'inferred',
          why: 'a note in the row takes the decline back',
        }
      : header.declined
        ? {
            value: 'declined',
            from: header.declined,
            sure: 'inferred',
            why: 'the table lists detainers that ICE recorded as declined',
          }
        : {
            value: 'not stated',
            from: [at, at + text.length],
            sure: 'inferred',
            why: 'the table does not say that they were declined',
          },
    releasing_agency: { value, from, sure: 'inferred', why: 'the jurisdiction of the row' },
    detainer_sent_to: { value, from, sure: 'inferred', why: 'the jurisdiction of the row' },
    citizenship: { value: country.country, from: [at + first.start, at + last.end], sure: 'said' },
    offences: crimesIn(text, last.end, at),
    later_events: [],
    from: [at, at + text.length],
  };
  if (one) made.declined_date = { value: one.value, precision: one.precision, from: place(one), sure: one.sure };
  if (two) made.detainer_date = { value: two.value, precision: two.precision, from: place(two), sure: two.sure };
  if (state) made.state = { value: state.code, from, sure: 'said' };
  return made;
}

/** The first cell with words, or what stands before the first date, without a state of its own. */
function nameIn(head: string): string {
  const cells = head.split(/[|"]/).map((cell) => cell.replace(/^[, ]{1,3}|[, ]{1,3}$/g, ''));
  const first = cells.find((cell) => /[A-Za-z]{3}/.test(cell)) ?? '';
  const isCounty = cells.length === 1 && /\b(?:County|Parish|City), /.test(head);
  return first.replace(isCounty ? /^$/ : STATE_END, '').trim();
}

const names = (words: string, { name, code }: { name: string; code: string }): boolean =>
  words.includes(name) || words.split(/[|, ]+/).includes(code);

/** 'Driving Under the Influence (DUI) (Conviction)' */
function crimesIn(text: string, from: number, at: number): Offence[] {
  const offences: Offence[] = [];
  let start = from;
  for (const match of text.slice(from).matchAll(/\((conviction|convicted|charge|charged|arrest|pending)s?\)|;|$/gi)) {
    const end = from + match.index;
    const words = text.slice(start, end).replace(/^[| ,;-]{1,9}|[| ,;]{1,9}$/g, '');
    const lead = text.slice(start, end).indexOf(words);
    if (words.length > 2 && !/^\d+\/\d+/.test(words))
      offences.push({
        value: words,
        standing: /^conv/i.test(match[1] ?? '')
          ? 'convicted'
          : /^arrest/i.test(match[1] ?? '')
            ? 'arrested for'
            : match[1]
              ? 'charged'
              : 'history',
        from: [at + start + lead, at + start + lead + words.length],
        sure: 'said',
      });
    start = end + match[0].length;
  }
  return offences;
}
