import { expect, test } from 'vitest';
import { findNewestImportId } from '../../src/db/newest-import.ts';
import { rows } from '../_util/news.ts';
import { createDeskOfHistories, EVENTS, keyOf, type State } from './histories/desk-of-histories.ts';

const NO_LIMIT = 24 * 3_600_000;
const LENGTH = Number(process.env['HISTORY_LENGTH'] ?? (process.env['LONG'] ? 6 : 5));
const QUIET_DAYS = 4;

type Desk = Awaited<ReturnType<typeof createDeskOfHistories>>;

/** What must be so after four quiet days, whatever happened before. */
async function findFaults({ desk, restore }: Desk, state: State): Promise<string[]> {
  await restore(state);
  const { posts, news } = state;
  const ids = posts.map((each) => each.id);
  const faults = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: ${id}`);
  for (const { message_id } of await rows<{ message_id: string }>(
    desk.db,
    "select message_id from outbox where state in ('waiting', 'sending')",
  ))
    faults.push(`left open: ${message_id}`);
  for (const { thread_id } of await rows<{ thread_id: string }>(
    desk.db,
    "select thread_id from threads where state = 'open'",
  ))
    faults.push(`open thread: ${thread_id}`);
  for (const { id, parentTs } of posts.filter((each) => each.parentTs !== undefined || each.id.includes('.')))
    if (posts.find((each) => each.ts === parentTs)?.id !== id.split('.')[0]) faults.push(`orphan: ${id}`);
  const last = await findNewestImportId(desk.db);
  const [watch] = await rows<{ since_import_id: number; failure: string | null }>(
    desk.db,
    'select since_import_id, failure from watches',
  );
  if (watch?.since_import_id !== last || watch.failure !== null) faults.push('the watch did not move on');
  for (const kind of ['watch', 'digest'])
    for (let each = 1; each <= news; each += 1)
      if (!posts.some(({ id, tells }) => id.startsWith(kind) && tells.includes(each)))
        faults.push(`${kind} lost news ${each}`);
  for (const kind of await failedKinds(desk.db))
    if (!posts.some(({ id, channel }) => channel === 'U7' && id.startsWith(`told-${kind}`)))
      faults.push(`nobody told of the ${kind}`);
  return faults;
}

const failedKinds = async (db: Desk['desk']['db']): Promise<string[]> =>
  (
    await rows<{ kind: string }>(
      db,
      "select distinct substr(thread_id, 1, 5) as kind from threads where state = 'failed' and thread_id not glob 'told-*'",
    )
  ).map(({ kind }) => kind);

/**
 * Every history of so many events and a tick. Histories that lead to one state go on as one: the rows, what Slack has and
 * does, and the clock decide what comes next. A state that was reached with fewer events is not explored again.
 */
test(
  `every history of up to ${LENGTH} events and a tick: nothing twice, lost, orphaned, left open or untold`,
  async () => {
    const it = await createDeskOfHistories();
    const counts = { events: 0, ended: 0, quietDays: 0, failed: 0 };
    const reached = new Set([keyOf(it.start)]);
    const ends = new Set<string>();
    let frontier = [{ state: it.start, name: '' }];
    for (let length = 1; length <= LENGTH + 1; length += 1) {
      const next: typeof frontier = [];
      for (const { state, name } of frontier)
        for (const event of length > LENGTH ? (['tick'] as const) : EVENTS) {
          const after = await it.follow(state, event);
          counts.events += 1;
          const history = `${name}${name && ', '}${event}`;
          const key = keyOf(after);
          if (!reached.has(key)) {
            reached.add(key);
            next.push({ state: after, name: history });
          }
          if (event === 'tick') await end(after, history);
        }
      frontier = next;
    }

    /** Four quiet days, and then what must be so. */
    async function end(from: State, history: string): Promise<void> {
      let state: State = { ...from, mode: 'well', killAt: 0 };
      for (let day = 0; day <= QUIET_DAYS; day += 1) {
        const key = `${day} ${keyOf(state)}`;
        if (ends.has(key)) return;
        ends.add(key);
        if (day === QUIET_DAYS) break;
        state = await it.quietDay(state);
        counts.quietDays += 1;
      }
      const faults = await findFaults(it, state);
      expect(faults, history).toEqual([]);
      counts.ended += 1;
      if ((await failedKinds(it.desk.db)).length > 0) counts.failed += 1;
    }

    // Not a quiet life: in many of them a thread failed, in many the process was killed.
    expect(counts.failed).toBeGreaterThan(counts.ended / 20);
    expect(it.kills()).toBeGreaterThan(counts.ended / 20);
    process.stdout.write(
      `${EVENTS.length ** LENGTH} histories of ${LENGTH} events: ${JSON.stringify({ ...counts, states: reached.size, kills: it.kills() })}\n`,
    );
    await it.desk.close();
  },
  NO_LIMIT,
);
