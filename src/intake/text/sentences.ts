import type { Block } from './lines.ts';

export interface Sentence {
  text: string;
  start: number;
  end: number;
  /** Number of its block. */
  block: number;
  /** Most of it stands in quotation marks: somebody speaks. */
  quoted: boolean;
}

/** After these a full stop does not end a sentence. */
const SHORT = new Set(
  'jan feb mar apr jun jul aug sept sep oct nov dec mr mrs ms dr jr sr st no apt ste v vs gov sen rep lt sgt capt col gen dept ave blvd rd fig inc al approx est ft mt hon atty dist cir ct'.split(
    ' ',
  ),
);
/** After these it does when a word follows that begins sentences. */
const EITHER = new Set(
  'u.s u.s.a a.m p.m d.c n.y n.c s.c n.j n.m n.h n.d s.d w.va r.i calif mass md va pa ill ore wash colo conn fla ga ariz tex tenn minn mich wis ind nev neb okla kan ky la del vt ala ark miss mo mont wyo me co corp ltd'.split(
    ' ',
  ),
);
const BEGINS =
  /^(?:On|In|The|A|An|He|She|They|It|His|Her|Their|This|That|These|After|Before|At|By|During|When|While|As|ICE|ERO|DHS|One|Another|Despite|However|According|Officers|Deportation|Officials|Local|Police|County)\b/;
const LONGEST = 3000;

/** Sentences of each block, with their places in the text. */
export function sentencesOf(text: string, blocks: readonly Block[]): Sentence[] {
  return blocks.flatMap((block, number) => {
    const body = text.slice(block.start, block.end);
    let quote = false;
    return cuts(body).map(([from, to]) => {
      const part = body.slice(from, to);
      let inside = 0;
      for (const sign of part) {
        if (sign === '"') quote = !quote;
        else if (quote) inside += 1;
      }
      return {
        text: part,
        start: block.start + from,
        end: block.start + to,
        block: number,
        quoted: inside * 2 > part.length,
      };
    });
  });
}

function cuts(body: string): [number, number][] {
  const found: [number, number][] = [];
  let from = 0;
  for (const { 0: stop, index } of body.matchAll(/[.!?]["')\]]{0,3} |\.(?=[A-Z][a-z]+ [a-z])/g)) {
    const to = index + stop.length;
    if (!ends(body, index, to) && to - from < LONGEST) continue;
    found.push([from, to - (stop.endsWith(' ') ? 1 : 0)]);
    from = to;
  }
  if (from < body.length) found.push([from, body.length]);
  return found.flatMap(([start, end]) => inPieces(body, start, end));
}

/** Cuts at a blank what is longer than any sentence: the time of a pattern grows with what it reads. */
function inPieces(body: string, start: number, end: number): [number, number][] {
  const pieces: [number, number][] = [];
  let from = start;
  while (end - from > LONGEST) {
    const blank = body.lastIndexOf(' ', from + LONGEST);
    const to = blank > from ? blank : from + LONGEST;
    pieces.push([from, to]);
    from = to;
  }
  return [...pieces, [from, end]];
}

function ends(body: string, at: number, to: number): boolean {
  const rest = body.slice(to, to + 30);
  // 'Our detainer? Ignored.'
  if (body[at] === '?' && /^(?:Ignored|Declined|Refused|Not honored)\b/.test(rest)) return false;
  if (body[at] !== '.') return /^["'(]?[A-Z\d]/.test(rest);
  const word = (/[A-Za-z.]{1,12}$/.exec(body.slice(Math.max(0, at - 12), at))?.[0] ?? '').toLowerCase();
  if (SHORT.has(word)) return false;
  // An initial: 'Juan A. Perez'
  if (/^[a-z]$/.test(word) || EITHER.has(word)) return BEGINS.test(rest) && !/^[a-z]$/.test(word);
  return /^["'(]?(?:[A-Z\d]|\p{Lu})/u.test(rest);
}
