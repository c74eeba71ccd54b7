import { expect, test } from 'vitest';
import { checkMessage } from '../../src/blocks/limits.ts';
import { answerCommand } from '../../src/commands/index.ts';
import { bundledDesk } from '../_util/desk.ts';
import { madeAgreement, madeImport, madeRelease, subscribe } from '../_util/news.ts';
import { madeClock, postingDesk } from '../_util/posting.ts';
import { startLocalSlack } from '../_util/slack.ts';

const HOSTILE = '<!channel> <https://evil.example|ice.gov> <@U1> \u202Egnp *_~`';

test("50 channels with 1,000 new facts each: within Slack's limits, and answers are not blocked", async () => {
  const [desk, slack, clock] = [await bundledDesk(), await startLocalSlack(), madeClock('2026-11-24T12:00:00Z')];
  for (let channel = 0; channel < 50; channel += 1)
    await subscribe(desk, `C${channel}`, 'at:13:00 tz:UTC in:California in:Florida', '2026-11-24T12:00:00Z');
  // Twenty files of fifty facts, with text that means something to Slack.
  for (let file = 0; file < 20; file += 1) {
    await madeImport(
      desk.db,
      Array.from({ length: 50 }, (_, at) =>
        at % 2 === 0
          ? { now: madeRelease(file * 100 + at, { offences: HOSTILE, notes: 'x'.repeat(4000) }).now ?? '' }
          : {
              ...madeAgreement(),
              fact: `FL/${file}/${at}`,
              change: at % 3 === 0 ? ('removed' as const) : ('added' as const),
            },
      ),
      { file: `${HOSTILE}-${file}.csv` },
    );
  }
  const { ticker } = postingDesk(desk, slack, clock);
  clock.set('2026-11-24T13:00:05Z');
  let over = false;
  const posted = ticker.tick().then(() => {
    over = true;
  });
  let answered = 0;
  while (!over) {
    const said = await answerCommand(desk, 'policy "Charlotte, NC" on:2025-11-01');
    expect(said.summary).toContain('must hold a person on an ICE detainer');
    answered += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await posted;
  expect(answered).toBeGreaterThan(50);
  expect(slack.messages).toHaveLength(150);
  for (const message of slack.messages) {
    expect(checkMessage(message)).toEqual([]);
    expect(`${message.text}${JSON.stringify(message.blocks)}`).not.toMatch(/<[!@#]|<https?:|\u202E/);
  }
  expect(slack.parents('C0')[0]?.text).toContain('500 declined releases');
  await desk.close();
  await slack.close();
});
