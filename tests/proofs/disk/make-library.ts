import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';

/** Whether the library can be made here. */
export const hasCompiler = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0;
/** The end of a test's name that says why it is skipped. */
export const WHY = hasCompiler ? '' : ' (skipped: needs Linux and a C compiler)';

/** Compiles faulty-disk.c into a folder. Returns the library's path, for LD_PRELOAD. */
export function makeLibrary(folder: string): string {
  const library = join(folder, 'faulty-disk.so');
  const source = join(import.meta.dirname, 'faulty-disk.c');
  const args = ['-Wall', '-Wextra', '-Werror', '-O1', '-shared', '-fPIC', '-o', library, source];
  const { status, stderr } = spawnSync('cc', [...args, '-ldl', '-lpthread'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return library;
}
