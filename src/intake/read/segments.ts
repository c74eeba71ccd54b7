import { findDates } from '../find/dates.ts';
import type { ReadText } from '../text/read-text.ts';

/** One release of a text that may hold several: its blocks and the day that it counts from. */
export interface Segment {
  first: number;
  last: number;
  published: string;
}

const END = /^(?:#{2,}|(?:# ?){3,20}|-30-|[*_=~-]{3,}|(?:\* ?){3,20}|— ?— ?—[— ]*)$/;
const HEAD = /^(?:for immediate release|news release|press release|media release|news from)\b/i;

/** Parts a text where one release ends and another begins. */
export function segmentsOf(read: ReadText, published: string): Segment[] {
  const { text, blocks } = read;
  const bodies = blocks.map(({ start, end }) => text.slice(start, end));
  const starts = [0];
  let words = 0;
  for (const [at, body] of bodies.entries()) {
    if ((END.test(body) || HEAD.test(body)) && words > 300 && at + 2 < bodies.length) {
      starts.push(at);
      words = 0;
    }
    words += body.length;
  }
  if (starts.length === 1) return [{ first: 0, last: blocks.length - 1, published }];
  return starts.map((first, at) => {
    const last = (starts[at + 1] ?? blocks.length) - 1;
    return { first, last, published: ownDate(bodies.slice(first, Math.min(last, first + 6) + 1), published) };
  });
}

/** 'Jan. 4, 2019' alone, or in the place line: 'DENVER (Sept. 6, 2019) — '. */
function ownDate(bodies: readonly string[], published: string): string {
  for (const body of bodies) {
    const head = body.length < 60 ? body : body.slice(0, 60);
    const [date] = findDates(head, published).filter((each) => each.sure === 'said' && each.precision === 'day');
    if (!date || date.value > published) continue;
    const rest = head.slice(date.end, date.end + 4);
    if (body.length - (date.end - date.start) < 24 || (/\($/.test(head.slice(0, date.start)) && /^\)/.test(rest)))
      return date.value;
  }
  return published;
}
