import { defineConfig } from 'vitest/config';

/** For `npm run mutation`: the tests of the pure rules. They open no database, so a mutant takes a fraction of a second. */
export default defineConfig({
  test: {
    include: ['tests/rules/**/*.test.ts'],
    testTimeout: 60_000,
    env: { TZ: 'UTC', DESK_TIME_ZONE: 'UTC' },
    pool: 'threads',
  },
});
