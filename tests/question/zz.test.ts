import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { read, readerDesk } from './score.ts';

test('x', async () => {
  const d = await readerDesk();
  for (const q of readFileSync('/tmp/w/words-qs.txt', 'utf8').trim().split('\n')) {
    const [words = '', previous] = q.split(' <- ');
    const r = await read(words, previous);
    console.log(
      `${q}\n   ${r.outcome} ${r.line} | ${r.said.slice(0, 90)} | ${r.choices.slice(0, 2)} ${JSON.stringify(r.understood ?? [])}`,
    );
  }
  console.log(JSON.stringify(await d.names.find("Cape May County Sheriff's Office")));
  expect(1).toBe(1);
});
