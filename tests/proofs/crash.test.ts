import { expect, test } from 'vitest';
import { seeded } from '../../bench/generate.ts';
import { THOROUGH } from '../_util/thorough.ts';
import { answering } from './crash/answering.ts';
import { backingUp } from './crash/backing-up.ts';
import { type Drill, expectSound, MISSED } from './crash/drill.ts';
import { importing } from './crash/importing.ts';
import { migrating } from './crash/migrating.ts';
import { posting } from './crash/posting.ts';

const LONG = Boolean(process.env['LONG']);
const NO_LIMIT = 3 * 3_600_000;

/** Each activity, how often it is killed in CI, and what kills in its middle are found as. */
const ACTIVITIES: [string, (random: () => number) => Promise<Drill>, number, string[]][] = [
  ['answering', answering, 4, ['a setting written, not acknowledged', 'a setting not written']],
  ['posting', posting, 4, ['claimed', 'sent, not marked', 'reply claimed', 'reply sent, not marked']],
  ['importing', importing, 3, ['under way']],
  ['migrating', migrating, 4, ['under way']],
  ['backing up', backingUp, 5, ['half']],
];

test.skipIf(!THOROUGH).concurrent.each(ACTIVITIES)(
  'kill -9 while %s: the database is sound, nothing that was said is lost, nothing comes twice',
  async (name, start, few, middle) => {
    const kills = LONG ? 200 : few;
    const began = performance.now();
    const drill = await start(seeded(20_261_124 + name.length));
    const found: Record<string, number> = {};
    for (let struck = 0; struck < kills; ) {
      const what = await drill.strike();
      expectSound(drill.database);
      found[what] = (found[what] ?? 0) + 1;
      if (what !== MISSED) struck += 1;
    }
    await drill.end();
    expectSound(drill.database);
    process.stdout.write(
      `${kills} kills while ${name}, ${Math.round((performance.now() - began) / 1000)} s: ${JSON.stringify(found)}\n`,
    );
    // Not an idle process: at least a quarter fell into the middle.
    const inTheMiddle = middle.reduce((sum, what) => sum + (found[what] ?? 0), 0);
    expect(inTheMiddle).toBeGreaterThanOrEqual(Math.max(1, Math.floor(kills / 4)));
  },
  NO_LIMIT,
);
