import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDetainers } from '../../bench/generate.ts';
import { parseCsvRows } from '../../src/sources/files/csv-parser.ts';

/** Detainers and declined ones of a state, by its name as the file has it. */
export type Counts = Record<string, { all: number; declined: number }>;

export interface MadeReleases {
  /** What each of the two contents holds, counted from the file. */
  counts: [Counts, Counts];
  /** Writes the next release: one content after the other, each published a day later than the last, so it replaces it. */
  next(): { file: string; content: 0 | 1 };
}

/** Generated releases of so many rows, by turns of two contents. */
export async function madeReleases(folder: string, rows: number): Promise<MadeReleases> {
  const texts = await Promise.all(
    ([1, 2] as const).map(async (release) => {
      const file = join(folder, `content-${release}.csv`);
      await generateDetainers(file, { rows, release });
      return readFileSync(file, 'utf8');
    }),
  );
  let made = 0;
  return {
    counts: texts.map(countStates) as [Counts, Counts],
    next() {
      const content = (made % 2) as 0 | 1;
      const published = new Date(Date.UTC(2026, 2, 12 + made)).toISOString().slice(0, 10).replaceAll('-', '');
      made += 1;
      const file = join(folder, `generated_${published}.csv`);
      writeFileSync(
        file,
        (texts[content] as string).replace(/Generated_Detainers_FY_\d{8}_/g, `Generated_Detainers_FY_${published}_`),
      );
      return { file, content };
    },
  };
}

function countStates(text: string): Counts {
  const counts: Counts = {};
  for (const row of parseCsvRows(text)) {
    const state = row['facility_state'] ?? '';
    const { all, declined } = counts[state] ?? { all: 0, declined: 0 };
    const more = row['detainer_lift_reason'] === 'Detainer Declined by LEA' ? 1 : 0;
    counts[state] = { all: all + 1, declined: declined + more };
  }
  return counts;
}
