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
      { name: 'test', command: [process.execPath, '-e', code], onEnd: resolve },
    ).start();
  });
  expect(outcome).toEqual({ ok: false, output: 'Doña Ana: no such file' });
});
