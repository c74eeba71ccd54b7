import type { Desk } from './desk.ts';
import { findDrafts } from './intents.ts';
import type { Reading } from './reading.ts';
import { ask, isHarmless, lost, refuse, toReading } from './said.ts';
import type { Span } from './span.ts';
import type { Word } from './words.ts';

/** So many unknown words may be left out of what is offered. */
const MOST_UNUSED = 3;

/** Words that no intent reads, what was recognised in them, and which of them nobody knows (`outside`, by place). */
interface Unread {
  words: readonly Word[];
  spans: readonly Span[];
  outside: readonly number[];
  isFree: (at: number) => boolean;
  settle: (cover: Span[]) => Promise<Span[]>;
}

/** What is said of words that are no question of the desk; of a few unknown ones the line without them is offered. */
export async function unread(
  desk: Desk,
  found: Unread,
  { today, previous }: { today: string; previous?: string },
): Promise<Reading | undefined> {
  const { words, spans, outside } = found;
  if (spans.some(({ time }) => time?.ahead)) return refuse('opinion');
  if (words.length === 0) return undefined;
  const said = lost(words, outside, spans, previous !== undefined);
  if (said.outcome === 'refuse' || outside.length === 0 || outside.length > MOST_UNUSED) return said;
  return (await readWithout(desk, found, today)) ?? said;
}

/** Words that nobody knows may change what is asked: nothing runs, and the line without them is one tap away. */
async function readWithout(
  desk: Desk,
  { words, spans, outside, isFree, settle }: Unread,
  today: string,
): Promise<Reading | undefined> {
  const [found] = await findDrafts(words, spans, (at) => isFree(at) || outside.includes(at), settle, today);
  const unknown = outside.flatMap((at) => words[at] ?? []);
  if (!found || found.draft.asks || found.draft.refuses || !unknown.every(isHarmless)) return undefined;
  const reading = await toReading(desk, found.draft, spans);
  if (reading.outcome !== 'run') return undefined;
  const named = unknown.map(({ key }) => `"${key}"`).join(', ');
  return {
    ...ask(`The desk does not know what to make of ${named} here, so it ran nothing. Without it:`, '', [reading.line]),
    isLost: true,
    mayBeTalk: true,
  };
}
