import { findAgencies, lettersOf } from './find/agencies.ts';
import { findContradiction } from './find/contradiction.ts';
import { type Scope, scopeOf } from './find/figure-scope.ts';
import { findFigures } from './find/figures.ts';
import { findOutcomes, isGeneral } from './find/outcome.ts';
import { findStates, stateOf } from './find/where.ts';
import type { Doubt, Figure, Proposal, ProposedCase, Span } from './found.ts';
import { type CaseDoubt, caseOf } from './read/case-of.ts';
import { type Draft, PRONOUN } from './read/draft.ts';
import { factsOf, type Piece } from './read/facts.ts';
import { tableFigures } from './read/figure-table.ts';
import { countOf, type Frame } from './read/frames.ts';
import { groupPeople } from './read/group.ts';
import { readLabelled } from './read/labelled.ts';
import { agencyNames } from './read/names-of-agencies.ts';
import { segmentsOf } from './read/segments.ts';
import { readTable } from './read/table.ts';
import { isEnglish } from './text/language.ts';
import { type ReadText, readText } from './text/read-text.ts';

/**
 * Reads a press release, list or report, and proposes its cases, figures and doubts. `published` is ISO at any precision;
 * years that the text leaves out count back from it. Every `from` is a place in the text as given.
 */
export function readRelease(pasted: string, published: string): Proposal {
  const read = readText(pasted);
  const letters = lettersOf(read.text);
  const names = agencyNames(
    read.sentences.flatMap(({ text }) => findAgencies(text, letters)),
    letters,
  );
  const cases: ProposedCase[] = [];
  const doubts: Doubt[] = [];
  const figures: Figure[] = [];
  for (const segment of segmentsOf(read, published)) {
    const table = readTable(read, segment, letters);
    const labelled =
      table.cases.length > 0 ? { cases: [], taken: new Set<number>() } : readLabelled(read, segment, letters);
    for (const made of [...table.cases, ...labelled.cases]) {
      cases.push(made);
      doubts.push(...guesses(made).map((doubt): Doubt => ({ case: cases.length, ...doubt })));
    }
    const taken = new Set([...table.taken, ...labelled.taken]);
    const { drafts, frames, loose } = groupPeople(read, segment, letters, taken);
    giveFrames(drafts, frames);
    const { rows, blocks } = tableFigures(read, segment);
    figures.push(
      ...rows,
      ...figuresOf(
        totalsIn(loose, drafts).filter(({ block }) => !taken.has(block) && !blocks.has(block)),
        drafts.length + labelled.cases.length,
        segment.published,
      ),
    );
    const group = groupDispute(loose);
    for (const draft of drafts) {
      const facts = [...draft.pieces, ...(drafts.length > 1 ? draft.shared : [])].map((piece) =>
        factsOf(piece, segment.published, letters),
      );
      const { made, doubts: own } = caseOf(draft, facts, names, segment.published, group);
      if (!isCase(made)) continue;
      cases.push(made);
      doubts.push(
        ...own.map((doubt): Doubt => ({ case: cases.length, ...doubt })),
        ...guesses(made).map((doubt): Doubt => ({ case: cases.length, ...doubt })),
      );
    }
  }
  giveState(cases, read.text);
  if (!isEnglish(read.text))
    doubts.push({ field: 'text', sure: 'guess', why: 'this does not read like English: the rules know English alone' });
  else if (cases.length === 0)
    doubts.push({
      field: 'text',
      sure: 'inferred',
      why: 'no case was found: nobody is described of whom a detainer, an arrest or a release is told',
    });
  return inPasted(read, { cases, figures, doubts });
}

/** The state that an agency's name says, else the one that the text is about. */
function giveState(cases: readonly ProposedCase[], text: string): void {
  const most = stateOf(findStates(text));
  for (const made of cases) {
    const agency = made.releasing_agency ?? made.detainer_sent_to;
    const own = agency && findStates(agency.value)[0];
    if (made.state) continue;
    if (own && agency) made.state = { value: own.code, from: agency.from, sure: 'said' };
    else if (most)
      made.state = {
        value: most.code,
        from: [most.start, most.end],
        sure: 'inferred',
        why: 'the state that the text names most',
      };
  }
}

/** 'four of the five whom ICE named as released despite detainers had in truth been handed to ICE' */
function groupDispute(loose: readonly Piece[]): Span | undefined {
  for (const { text, start, quoted } of loose) {
    if (quoted || countOf(text) === undefined || !findOutcomes(text).some(({ kind }) => kind === 'declined')) continue;
    const against = findContradiction(text);
    if (against?.spoken) return [start + against.start, start + against.end];
  }
  return undefined;
}

/** 'The county declined 257 detainers that year', also where it stands in what is told of one person. */
const TOTAL =
  /(?<!\bof )\b(?:\d[\d,]{1,8}|[4-9]) (?:[A-Za-z-]+ ){0,3}(?:detainers|requests|people|persons|individuals|aliens|noncitizens|immigrants|inmates|prisoners|detainees|men|offenders|criminals)\b/;

/** The sentences that may hold totals: about nobody, or with a number of people or detainers and no word for one person. */
const totalsIn = (loose: readonly Piece[], drafts: readonly Draft[]): Piece[] => {
  const own = drafts.flatMap(({ pieces }) => pieces);
  const more = own.filter(
    ({ text }) => TOTAL.test(text) && !PRONOUN.test(text) && !/\b\d\d[- ]year[- ]old\b/i.test(text),
  );
  return [...new Map([...loose, ...more].map((piece) => [piece.start, piece])).values()].sort(
    (a, b) => a.start - b.start,
  );
};

/** The totals of sentences that are about nobody, each number once a measure. */
function figuresOf(loose: readonly Piece[], told: number, published: string): Figure[] {
  const figures: Figure[] = [];
  let above: number | undefined;
  let counted: string | undefined;
  for (const { text, start, quoted } of loose) {
    if (quoted || isGeneral(text)) continue;
    for (const { start: from, end, value, of, what, precision } of findFigures(text, { above, what: counted })) {
      // As many as are told of one by one, or the total said again
      if (
        (value === told && told > 0) ||
        figures.some(
          (other) =>
            other.value === value &&
            (other.what === what ||
              (other.of === undefined && / of (?:the |these |those )?$/i.test(text.slice(0, from)))),
        )
      )
        continue;
      if (!figures.some((other) => other.value === value && other.what === what))
        figures.push({
          value,
          what,
          precision,
          from: [start + from, start + end],
          sure: 'said',
          ...(of === undefined ? {} : { of }),
          ...scopeAt(text, start, published),
        });
      counted = what;
      if (what === 'people arrested' || above === undefined) above = Math.max(above ?? 0, value);
    }
  }
  return figures;
}

/** The area and the days of a sentence's figures, with places in the text. */
function scopeAt(text: string, start: number, published: string): Scope {
  const moved = <T extends { from: Span }>(found: T | undefined): T | undefined =>
    found && { ...found, from: [found.from[0] + start, found.from[1] + start] as const };
  const { jurisdiction, state, period } = scopeOf(text, published);
  const scope = { jurisdiction: moved(jurisdiction), state: moved(state), period: moved(period) };
  return Object.fromEntries(Object.entries(scope).filter(([, found]) => found));
}

/** A first sentence on all of them, or on as many as are told of, holds for each. */
function giveFrames(drafts: readonly Draft[], frames: readonly Frame[]): void {
  const isWhole = ({ count }: Frame): boolean => count === 'all' || count === drafts.length;
  const whole = frames.find((frame) => frame.outcome && isWhole(frame));
  const arrested = frames.find((frame) => frame.arrested && typeof frame.count === 'number' && isWhole(frame));
  if (arrested && drafts.length > 1)
    for (const draft of drafts)
      draft.frame = draft.frame ? { ...draft.frame, arrested: true } : { ...arrested, outcome: undefined };
  for (const draft of drafts) {
    if (draft.frame?.outcome || !whole || drafts.length < 2) continue;
    draft.frame = { ...whole, arrested: whole.arrested || draft.frame?.arrested === true };
  }
}

/** Somebody whom ICE arrested or asked an agency to hold: not a victim, a witness or a neighbour. */
const isCase = (made: ProposedCase): boolean =>
  made.outcome.value !== 'not stated' ||
  made.detainer_sent_to !== undefined ||
  made.detainer_date !== undefined ||
  (made.citizenship !== undefined && (made.offences.length > 0 || made.later_events.length > 0)) ||
  made.later_events.some(({ value }) => value === 'arrested by ICE');

function guesses(made: ProposedCase): CaseDoubt[] {
  return Object.entries(made).flatMap(([field, found]): CaseDoubt[] => {
    if (!found || typeof found !== 'object' || !('sure' in found) || found.sure === 'said') return [];
    return [{ field, sure: found.sure, why: found.why ?? '', from: found.from }];
  });
}

/** Turns every place in the cleaned text into its place in the text as pasted. */
function inPasted<T>(read: ReadText, value: T): T {
  if (Array.isArray(value)) return value.map((each) => inPasted(read, each)) as T;
  if (!value || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'from' && Array.isArray(each) ? read.span(...(each as unknown as Span)) : inPasted(read, each),
    ]),
  ) as T;
}
