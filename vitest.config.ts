import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './tests/_setup/slowest-first.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/_setup/temporary-folder.ts', 'tests/_setup/build.ts'],
    setupFiles: ['tests/_setup/each-file.ts'],
    // So long that only a test that hangs reaches it, on a busy machine too.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Days are the asker's: a machine's own zone must not decide what a test sees.
    env: { TZ: 'UTC', DESK_TIME_ZONE: 'UTC' },
    pool: 'threads',
    // Left to itself vitest keeps one of two cores free, and the suite takes twice as long. Files that share a thread
    // share its modules too: loading them again for each file cost about 1.5 s of processor time a file.
    poolOptions: { threads: { minThreads: 2, maxThreads: 2, isolate: false } },
    sequence: { sequencer: SlowestFirst },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
      reportOnFailure: true,
      // A floor, and it only rises. Code that runs in processes of its own is not counted.
      thresholds: { statements: 90, lines: 90, branches: 89, functions: 94 },
    },
  },
});
