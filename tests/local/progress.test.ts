import { expect, test } from 'vitest';
import { createProgress, describeProgress } from '../../src/local/progress.ts';

const written = (isTTY: boolean) => {
  const texts: string[] = [];
  return { texts, out: { isTTY, write: (text: string) => texts.push(text) } };
};

test('shows percent, rows, speed and the time left', () => {
  expect(describeProgress({ rows: 252_000, done: 0.42, seconds: 12 })).toBe(
    '42 %, 252,000 rows, 21,000 rows/s, 17 s left',
  );
  expect(describeProgress({ rows: 600_000, done: 1, seconds: 20 })).toContain('read; comparing and counting');
  expect(describeProgress({ rows: 0, done: 0, seconds: 0 })).toBe('0 %, 0 rows');
});

test('a terminal gets a bar that is cleared at the end, a log one line every ten seconds', () => {
  const terminal = written(true);
  const bar = createProgress(terminal.out, describeProgress);
  bar.show({ rows: 10, done: 0.5, seconds: 1 });
  bar.end();
  expect(terminal.texts[0]).toMatch(/^\r\u001b\[K\[#{12}\.{12}\] 50 %/);
  expect(terminal.texts.at(-1)).toBe('\r\u001b[K');
  const log = written(false);
  const lines = createProgress(log.out, describeProgress);
  for (const seconds of [1, 9, 11, 12, 20, 22]) lines.show({ rows: 10, done: 0.5, seconds });
  lines.end();
  expect(log.texts).toHaveLength(2);
  expect(log.texts.join('')).not.toContain('\u001b');
});
