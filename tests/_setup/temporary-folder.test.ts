import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeLeftovers } from './temporary-folder.ts';

test('what a killed run left is removed, what belongs to a running one or to somebody else stays', () => {
  const parent = mkdtempSync(join(tmpdir(), 'desk-'));
  const { pid: ended } = spawnSync('true');
  const stays = [
    `desk-tests-${process.pid}-aaaaaa`,
    'desk-tests-',
    'desk-tests-x-bbbbbb',
    `other-tests-${ended}-cccccc`,
  ];
  for (const name of [...stays, `desk-tests-${ended}-dddddd`])
    mkdirSync(join(parent, name, 'inside'), { recursive: true });
  removeLeftovers(parent);
  expect(readdirSync(parent).toSorted()).toEqual(stays.toSorted());
});
