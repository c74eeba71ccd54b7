import { expect, test } from 'vitest';
import { answerCommand } from '../../../src/commands/index.ts';
import { createAudit } from '../../../src/jobs/audit.ts';
import { bundledDesk } from '../../_util/desk.ts';

test('pages of the audit go back in time, and each says which requests it shows', async () => {
  const desk = await bundledDesk();
  const audit = createAudit(desk, () => undefined);
  for (let at = 1; at <= 45; at += 1)
    await audit.record({ user_id: 'U2', way: 'command /detainer', outcome: 'answered', line: `help ${at}` });
  const ask = async (line: string) => answerCommand(desk, line, { channelId: 'C1', userId: 'U2', role: 'admin' });
  const first = await ask('audit since:7d');
  expect(first.summary).toContain('The latest 20');
  expect(JSON.stringify(first.parts)).toContain('help 45');
  expect(first.followUps).toEqual([{ label: 'Older ones', words: 'audit since:7d page:2' }]);
  const last = await ask('audit since:7d page:3');
  expect(last.summary).toContain('Requests 41 to 45');
  expect(JSON.stringify(last.parts)).toMatch(/help 5\b.*help 1\b/);
  expect(JSON.stringify(last.parts)).not.toContain('help 6');
  expect(last.followUps).toEqual([]);
  await expect(ask('audit since:7d page:4')).rejects.toThrow('There is no page 4');
  await desk.close();
});
