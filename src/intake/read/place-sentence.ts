import { countryAt } from '../words/countries.ts';
import { type Draft, MANY, PRONOUN, type State } from './draft.ts';
import type { Piece } from './facts.ts';
import { countOf, type Frame, frameOf } from './frames.ts';

const PLURAL =
  /\b(?:they|them|their|those|these|all|both|each|aliens|noncitizens|individuals|people|men|women|criminals|detainers|jurisdictions|agencies)\b/i;
const ALL =
  /^All (?:of them |of the \w+ |\w+ )?(?:men |women |people |individuals |noncitizens |aliens )?(?:remain|are|were)\b/;
const LODGED = /\b(?:lodged|issued|placed|filed|sent)\b[^.;]{0,40}\bdetainer\b/;

/** A sentence that describes nobody: by name, pronoun or place it may still be about somebody. */
export function placeSentence(state: State, piece: Piece, number: number): void {
  const meant = meantBy(state, piece, number);
  if (meant) {
    takeCitizenship(meant, piece);
    meant.pieces.push(piece);
    state.current = meant;
    if (!piece.quoted) state.lastBlock = number;
    return;
  }
  if (ALL.test(piece.text)) for (const draft of state.drafts) draft.shared.push(piece);
  const frame = frameOf(piece.text, piece.start, state.letters);
  const count = detainersIn(piece, frame) ?? countOf(piece.text);
  if ((frame.outcome || frame.arrested) && count !== undefined && !piece.quoted) state.frames.push({ ...frame, count });
  if (state.current && continues(state, piece, number)) {
    state.current.pieces.push(piece);
    if (!piece.quoted) state.lastBlock = number;
  } else state.loose.push(piece);
}

/** 'with three detainers listed as not being honored' */
function detainersIn({ text, start }: Piece, frame: Frame): Frame['count'] {
  return /^detainers\b/i.test(text.slice(frame.start - start))
    ? countOf(`${/\b[\w-]+ $/.exec(text.slice(0, frame.start - start))?.[0] ?? ''}detainers`)
    : undefined;
}

function meantBy(state: State, piece: Piece, number: number): Draft | undefined {
  const words = new Set(piece.text.match(/[\p{Lu}][\p{L}'-]+/gu)?.map((word) => word.replace(/'s$/, '')) ?? []);
  const named = state.drafts.find((draft) => [...draft.names].some((name) => words.has(name)));
  const near = number - state.lastBlock <= 2 || state.drafts.length === 1;
  return named ?? (near && PRONOUN.test(piece.text) && !piece.quoted ? state.current : undefined);
}

/** The chronicle of the same person goes on. */
function continues(state: State, { text, quoted }: Piece, number: number): boolean {
  if (quoted) return number === state.lastBlock && !MANY.test(text);
  if (PLURAL.test(text)) return false;
  return number === state.lastBlock || (number - state.lastBlock <= 1 && LODGED.test(text));
}

function takeCitizenship(draft: Draft, piece: Piece): void {
  const country = draft.person.citizenship ? undefined : citizenshipSaid(piece.text);
  if (country)
    draft.person.citizenship = { ...country, start: piece.start + country.start, end: piece.start + country.end };
}

/** 'He's Honduran', 'She is a Honduran', 'the gang member was here from El Salvador' */
function citizenshipSaid(text: string) {
  const match =
    /\b(?:[Tt]he (?:unnamed |unidentified )?(?:man|woman|suspect), (?:a native )?(?:of|from) (?=\p{Lu})|(?:[Hh]e|[Ss]he|[Tt]he (?:gang member|man|woman|suspect|driver|inmate|detainee|individual))(?:'s| is| was| came) (?:an? |also |(?:here |originally )?from (?:the )?)?(?=\p{Lu}))/u.exec(
      text,
    );
  if (!match) return undefined;
  const start = match.index + match[0].length;
  const words = text.slice(start).split(/[ ,.;]/);
  const country = countryAt(words, 0);
  return country && { value: country.country, start, end: start + words.slice(0, country.length).join(' ').length };
}
