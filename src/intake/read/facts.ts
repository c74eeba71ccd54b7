import { findAgencies, type Letters } from '../find/agencies.ts';
import type { SaidAgency } from '../find/agency.ts';
import { findContradiction, findQuarrel } from '../find/contradiction.ts';
import { findDates } from '../find/dates.ts';
import { findEvents } from '../find/events.ts';
import { findHow, findLater, findOrder, findRemovals, type Said } from '../find/history.ts';
import { findOffences, type SaidOffence } from '../find/offences.ts';
import { findOutcomes, isGeneral, type SaidOutcome } from '../find/outcome.ts';
import type { SaidDate } from '../find/said-date.ts';
import type { SaidEvent } from '../find/said-event.ts';

/** A sentence, or the part of one that is about one person. */
export interface Piece {
  text: string;
  start: number;
  block: number;
  quoted: boolean;
}

/** What a piece says, with places in the piece. */
export interface Facts {
  piece: Piece;
  dates: SaidDate[];
  agencies: SaidAgency[];
  events: SaidEvent[];
  offences: SaidOffence[];
  outcomes: SaidOutcome[];
  contradiction?: { start: number; end: number; spoken: boolean };
  /** A local party holds the claim to be wrong. */
  quarrel?: { start: number; end: number };
  removals?: Said<number | 'several'>;
  order?: Said<boolean>;
  how?: Said<string>;
  later: Said<string>[];
}

/** Of somebody's words only what bears on the claim: ICE's that it was declined, another's that it was not. */
function spokenFacts(piece: Piece, letters: Letters): Facts {
  const contradiction = findContradiction(piece.text);
  // 'despite the detainer he was released': of one person and one release, whoever says it
  const outcomes = findOutcomes(piece.text).filter(({ kind }) => kind === 'declined');
  const byIce =
    /\b(?:ICE|ERO|[Ff]ield [Oo]ffice)\b/.test(piece.text) ||
    (outcomes.length > 0 && /\b(?:he|she) was released\b/.test(piece.text));
  const quarrel = byIce ? undefined : findQuarrel(piece.text);
  return {
    ...(quarrel ? { quarrel } : {}),
    piece,
    dates: [],
    agencies: byIce ? findAgencies(piece.text, letters) : [],
    events: [],
    offences: [],
    later: [],
    outcomes: byIce ? outcomes : [],
    ...(contradiction && !byIce ? { contradiction } : {}),
  };
}

/** Reads a piece with every recogniser. */
export function factsOf(piece: Piece, published: string, letters: Letters): Facts {
  const { text } = piece;
  const dates = findDates(text, published);
  // ICE's statement in a newspaper may hold the whole chronicle
  const isTold = /\b(?:ICE|ERO)\b[^"]{0,30}\b(?:statement|said|says)\b/.test(text) && dates.length > 1;
  if (piece.quoted && !isTold) return spokenFacts(piece, letters);
  const agencies = findAgencies(text, letters);
  const [contradiction, quarrel, removals, order, how] = [
    findContradiction(text),
    findQuarrel(text),
    findRemovals(text),
    findOrder(text),
    findHow(text),
  ];
  return {
    piece,
    dates,
    agencies,
    events: isGeneral(text) ? [] : findEvents(text, dates, agencies),
    offences: findOffences(text),
    outcomes: findOutcomes(text),
    later: findLater(text),
    ...(contradiction ? { contradiction } : {}),
    ...(quarrel ? { quarrel } : {}),
    ...(removals ? { removals } : {}),
    ...(order ? { order } : {}),
    ...(how ? { how } : {}),
  };
}
