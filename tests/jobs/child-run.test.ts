import pino from 'pino';
import { expect, test } from 'vitest';
import { createChildRun } from '../../src/jobs/child-run.ts';

test('the output is intact even if a character of several bytes arrives in two pieces', async () => {
  const code = `
    const bytes = Buffer.from('Doña Ana: no such file');
    const cut = bytes.indexOf(0xc3) + 1;
    process.stderr.write(bytes.subarray(0, cut), () => setTimeout(() => process.stderr.write(bytes.subarray(cut)), 200));
    process.exitCode = 2;
  `;
  const outcome = await new Promise((resolve) => {
    createChildRun(
      { elapsed: () => 0, log: pino({ level: 'silent' }) },
      { name: 'test', command: [process.execPath, '-e', code], onEnd: resolve, longestMs: 60_000 },
    ).start();
  });
  expect(outcome).toEqual({ ok: false, output: 'Doña Ana: no such file' });
});

test('a program that hangs is ended, and the next run may start after the pause', async () => {
  const command = [process.execPath, '-e', 'setInterval(() => {}, 1000)'] as const;
  const outcome = await new Promise((resolve) => {
    createChildRun(
      { elapsed: () => 0, log: pino({ level: 'silent' }) },
      { name: 'test', command, onEnd: resolve, longestMs: 300 },
    ).start();
  });
  expect(outcome).toEqual({ ok: false, output: expect.stringContaining('It was ended after') });
});

test('a program that does not end when the desk stops is ended', async () => {
  const run = createChildRun(
    { elapsed: () => 0, log: pino({ level: 'silent' }) },
    {
      name: 'test',
      command: [process.execPath, '-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"],
      onEnd: () => {},
      longestMs: 600_000,
      endWithinMs: 200,
    },
  );
  run.start();
  await new Promise((resolve) => setTimeout(resolve, 400));
  await run.stop();
  expect(run.isFree()).toBe(false);
});
