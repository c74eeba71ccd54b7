import { createWriter, type Mapped } from './mapped.ts';

const BULLET = /^(?:[•●▪◦‣·■□*➢✓—-]|o(?= [A-Z])|\(?\d{1,2}[.)]|\(?[a-z][.)](?= [A-Z])) ?(?=\S)/;
const PAGE =
  /^(?:(?:page|pg\.?|p\.) ?)?\d{1,3}(?: ?(?:of|\/|\|) ?\d{1,3})?$|^— ?\d{1,3} ?—$|^- ?\d{1,3} ?-$|^\d{1,3} ?\| ?page$|^page ?\d{1,3}.{0,40}$|^(?:https?:\/\/|www\.)\S+$|^[A-Z][\w ]{0,40} \d{1,2} ?\/ ?\d{1,2}$|^(?:[-_.=] ){3,200}[-_.=]?$/i;
/** A row of a table: two dates in digits. */
const ROW = /\d{1,2}\/\d{1,2}\/\d{2,4}.{1,60}\d{1,2}\/\d{1,2}\/\d{2,4}|\|.*\|/;
const LABEL = /^[A-Z][A-Za-z()/' -]{2,40}: /;
const ENDS = /[.!?:;]["')\]]{0,2}$/;

interface Line {
  start: number;
  end: number;
  text: string;
  /** A blank line, or the end of a page, stands before it. */
  apart: boolean;
  /** A page number or a running head was left out before it. */
  page: boolean;
}

/** A paragraph or an item of a list, as a stretch of the text. */
export interface Block {
  start: number;
  end: number;
  bullet: boolean;
}

/** The paragraphs of a text: lines of a page put together again, page numbers and running heads left out. */
export function inBlocks(source: Mapped): { mapped: Mapped; blocks: Block[] } {
  const lines = linesOf(source.text);
  const width = lines.reduce((most, { text }) => Math.max(most, text.length), 0);
  const wrapped = isWrapped(lines, width);
  const out = createWriter(source);
  const blocks: Block[] = [];
  let length = 0;
  let last: Line | undefined;
  for (const [number, line] of lines.entries()) {
    const following = lines[number + 1]?.text ?? '';
    const marker = BULLET.exec(line.text)?.[0].length ?? 0;
    const joins = last !== undefined && continues(last, line, { marker, wrapped, width });
    if (joins && blocks.length > 0) {
      const block = blocks.at(-1) as Block;
      if (isSplitWord(last?.text ?? '', line.text)) {
        // The hyphen of a word that was parted at the end of a line
      } else if (!/\w-$/.test(last?.text ?? '')) {
        out.write(' ', line.start);
        length += 1;
      }
      length += write(out, source, line, 0, following);
      block.end = length;
    } else {
      if (length > 0) {
        out.write('\n', line.start);
        length += 1;
      }
      const start = length;
      length += write(out, source, line, marker, following);
      blocks.push({ start, end: length, bullet: marker > 0 });
    }
    last = line;
  }
  return { mapped: out.done(), blocks };
}

/** Copies a line with single blanks, and returns its new length. */
function write(out: ReturnType<typeof createWriter>, source: Mapped, line: Line, skip: number, following: string) {
  let length = 0;
  const end = isSplitWord(line.text, following) ? line.end - 1 : line.end;
  for (let at = line.start + skip; at < end; at += 1) {
    if (source.text[at] === ' ' && (length === 0 || source.text[at - 1] === ' ')) continue;
    out.copy(at, at + 1);
    length += 1;
  }
  return length;
}

/** 'deten-' before 'tion'. Not '36-year-' before 'old', nor 're-' before 'entry'. */
const isSplitWord = (line: string, following: string): boolean =>
  /[a-z]{2}-$/.test(line) &&
  /^[a-z]/.test(following) &&
  !/(?:-|\d)[a-z]{1,12}-$/.test(line) &&
  !/\b(?:year|re|non|ex|co|pre|self|anti|mid|cross|well)-$/i.test(line);

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const seen = new Map<string, number>();
  const paged = /^.{0,160}\b(?:page \d|\d{1,2} ?\/ ?\d{1,2}$)/im.test(text);
  let start = 0;
  let apart = false;
  let page = false;
  for (const raw of text.split('\n')) {
    const lead = raw.length - raw.trimStart().length;
    const tidy = raw.trim().replace(/ {2,}/g, ' ');
    const length = raw.trim().length;
    const [from, to] = [start + lead, start + lead + length];
    start += raw.length + 1;
    if (tidy === '' || PAGE.test(tidy)) {
      apart = true;
      page ||= tidy !== '';
      continue;
    }
    const times = (seen.get(tidy) ?? 0) + 1;
    seen.set(tidy, times);
    // A running head: the same short line on every page
    if (
      (times > 2 || (times > 1 && paged && !ENDS.test(tidy))) &&
      tidy.length < 100 &&
      !LABEL.test(tidy) &&
      !/^\d+ of /.test(tidy)
    ) {
      page = true;
      continue;
    }
    lines.push({ start: from, end: to, text: tidy, apart, page });
    apart = false;
    page = false;
  }
  return lines;
}

/** True where lines end in the middle of sentences, as in a page that was copied. */
function isWrapped(lines: readonly Line[], width: number): boolean {
  const pairs = lines.flatMap((line, at) => {
    const before = lines[at - 1];
    return before && !line.apart && !BULLET.test(line.text) && !LABEL.test(line.text) ? [before.text] : [];
  });
  const open = pairs.filter((before) => !ENDS.test(before) && before.length > width * 0.5);
  return width <= 140 && open.length > 2 && open.length * 2 > pairs.length;
}

function continues(
  last: Line,
  line: Line,
  { marker, wrapped, width }: { marker: number; wrapped: boolean; width: number },
) {
  if (marker > 0 || LABEL.test(line.text) || ROW.test(line.text) || ROW.test(last.text)) return false;
  const open = !ENDS.test(last.text);
  // Also over the end of a page
  if (open && /^[a-z]/.test(line.text) && last.text.length > 20) return true;
  if (open && /\b(?:the|of|by|a|an|and|on|in|with|from|for|to)$/.test(last.text)) return true;
  if (wrapped && open && line.page && last.text.length > 15) return true;
  return wrapped && !line.apart && last.text.length > width * (open ? 0.5 : 0.7);
}
