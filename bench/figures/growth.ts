import { answerCommand } from '../../src/commands/index.ts';
import type { Desk } from '../desks.ts';
import { openDesk } from '../desks.ts';
import { findReference } from '../known.ts';
import { median, type Table } from '../table.ts';

const REPEATS = 5;
const LINES = [
  'lookup {reference}',
  'lookup {facility} since:2024-10-05 outcome:declined',
  'lookup Texas outcome:declined',
  'releases',
  'policy "Cook County, IL"',
  'agreements in:Florida',
  'news',
  'stats Texas since:2025',
  'stats us by:state',
  'stats us by:citizenship',
  'stats us charge:assault by:month',
  'top states',
  'top facilities',
  'after Texas',
];

/** Processor milliseconds of each answer, the first time and again, against the same over the smallest desk. */
export async function measureGrowth(desks: readonly Desk[], table: Table): Promise<void> {
  table.heading('Growth: each answer against itself over the smallest desk, processor time');
  // The code itself is warm before anything is measured.
  const [first] = desks;
  if (first) {
    const warming = await openDesk(first);
    const known = await findReference(warming.db);
    for (let round = 0; round < 3; round += 1)
      for (const line of LINES) await answerCommand(warming, fill(line, known));
    await warming.close();
  }
  const smallest = new Map<string, readonly number[]>();
  for (const desk of desks) {
    const context = await openDesk(desk);
    const known = await findReference(context.db);
    await answerCommand(context, 'policy Texas'); // what a connection reads once
    for (const line of LINES) {
      const ask = () => answerCommand(context, fill(line, known));
      const anew = await cpu(ask);
      const again: number[] = [];
      for (let repeat = 0; repeat < REPEATS * 4; repeat += 1) again.push(await cpu(ask));
      const size = desk.rows.toLocaleString('en-US');
      for (const [when, ours] of [
        ['new', [anew]],
        ['again', [median(again)]],
      ] as const) {
        const key = `${line} ${when}`;
        const floor = smallest.get(key);
        if (!floor) smallest.set(key, ours);
        table.add({
          figure: `${line}, ${when}, ${size} rows`,
          unit: 'ms',
          ours,
          ...(floor ? { floor, against: 'the smallest desk', aim: { of: 'ratio', most: 1.5 } as const } : {}),
        });
      }
    }
    await context.close();
  }
}

const fill = (line: string, { reference, facility }: Awaited<ReturnType<typeof findReference>>): string =>
  line.replace('{reference}', reference).replace('{facility}', facility);

async function cpu(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
