import type { Fact, Notice, NoticePart, Post } from '../answer.ts';
import type { SyncCheck } from '../db/sync-checks.ts';
import { formatDate } from '../rules/dates.ts';
import { dayOf, formatMoment } from '../rules/moment.ts';

/** The entry's own name, unless it only repeats what is shown next to it. */
const nameOf = ({ entry, shown }: SyncCheck): string => (entry.includes(shown) ? shown : `${entry} (${shown})`);

/** What failed, since when, and what to do: a warning in the answer of `sources`. */
export function describeCheckFailure(check: SyncCheck, isLoaded: boolean, zone: string): string {
  const times = check.failures === 1 ? 'once' : `${check.failures} times in a row`;
  const ok = check.last_ok_at ? `; it last went well on ${formatMoment(check.last_ok_at, zone)}` : '';
  return `${check.source} is not kept fresh: ${nameOf(check)} has failed ${times} since ${formatMoment(check.failing_since ?? check.next_due_at, zone)}${ok}. ${check.failure ?? ''} ${isLoaded ? 'What was loaded before stays. ' : ''}It is tried again from ${formatMoment(check.next_due_at, zone)}; or mend its entry in SOURCES_FILE, or load a file by hand.`;
}

/** The same in one line, for a digest. */
export function describeCheckFailures(checks: SyncCheck[], zone: string): string {
  const items = checks.slice(0, 4).map((check) => {
    const failure = (check.failure ?? '').slice(0, 160).replace(/[.\s]+$/, '');
    return `${check.source} since ${formatDate(dayOf(check.failing_since ?? check.next_due_at, zone))} (${nameOf(check)}: ${failure})`;
  });
  const more = checks.length - items.length;
  return `Not kept fresh: ${items.join('; ')}${more > 0 ? `; and ${more} more` : ''}. The earlier data stay.`;
}

/** How an entry is checked, for `sources <id>`. */
export const describeCheck = (check: SyncCheck, zone: string): Fact => ({
  label: 'Kept fresh from',
  value: `${nameOf(check)}, every ${check.every}; last checked ${check.last_checked_at ? formatMoment(check.last_checked_at, zone) : 'never'}, next from ${formatMoment(check.next_due_at, zone)}`,
});

/** The notice to the operators' channel when a check starts to fail, and when it succeeds again. */
export function composeCheckPost(check: SyncCheck, what: 'failing' | 'well again', now: Date, zone: string): Post {
  const name = nameOf(check);
  const since = formatMoment(check.failing_since ?? now.toISOString(), zone);
  const parts: NoticePart[] =
    what === 'failing'
      ? [
          {
            kind: 'note',
            text: `What was loaded before stays. It is tried again from ${formatMoment(check.next_due_at, zone)}, more seldom each time; you are told once, and when it goes well again. If the address is wrong, mend its entry in SOURCES_FILE; to load a file by hand: npm run -s import -- ${check.source} <file>`,
          },
        ]
      : [];
  const answer: Notice = {
    kind: 'notice',
    title: what === 'failing' ? 'A source is not kept fresh' : 'A source is kept fresh again',
    summary:
      what === 'failing'
        ? `${check.source}: ${name} fails since ${since}. ${check.failure ?? ''}`
        : `${check.source}: ${name} went well on ${formatMoment(now.toISOString(), zone)}, after failing since ${since}.`,
    parts,
    followUps: [{ label: `About ${check.source}`, words: `sources ${check.source}` }],
    words: `sources ${check.source}`,
  };
  return { answer };
}
