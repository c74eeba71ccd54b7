import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { firstBytes } from '../../../src/sources/files/first-bytes.ts';
import { refuseNoTable } from '../../../src/sources/files/sniff.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-bytes-'));

test('as many as were asked for, fewer where the file is shorter', () => {
  const file = join(folder, 'some.csv');
  writeFileSync(file, 'alias');
  expect(firstBytes(file, 3).toString()).toBe('ali');
  expect(firstBytes(file, 512).toString()).toBe('alias');
});

test.skipIf(process.platform !== 'linux')('what cannot be read is closed again', () => {
  const open = () => readdirSync('/proc/self/fd', { encoding: 'utf8' }).length;
  const before = open();
  for (let at = 0; at < 200; at += 1) expect(() => refuseNoTable(folder, 'a folder')).toThrow('EISDIR');
  expect(open()).toBeLessThan(before + 100);
});
