import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectPath } from '../src/project.ts';

/** PORT and LOG_LEVEL of a program that the npm scripts start in a folder. */
const started = (folder: string, env: Record<string, string>): string =>
  spawnSync(
    process.execPath,
    [
      '--import',
      projectPath('dist/src/env-file.js'),
      '-e',
      'console.log(process.env.PORT + " " + process.env.LOG_LEVEL)',
    ],
    { cwd: folder, env, encoding: 'utf8' },
  ).stdout.trim();

test('a file .env is read where there is one, and what is already set wins', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-env-'));
  expect(started(folder, { PORT: '3001' })).toBe('3001 undefined');
  writeFileSync(join(folder, '.env'), 'PORT=3002\nLOG_LEVEL=warn\n');
  expect(started(folder, { PORT: '3001' })).toBe('3001 warn');
  expect(started(folder, {})).toBe('3002 warn');
});
