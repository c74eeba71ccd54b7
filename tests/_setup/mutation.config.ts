import { defineConfig } from 'vitest/config';

/** For `npm run mutation`: the tests of the pure rules, or those that MUTATION_TESTS names, with blanks between. */
export default defineConfig({
  test: {
    include: process.env['MUTATION_TESTS']?.split(' ') ?? ['tests/rules/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    env: { TZ: 'UTC', DESK_TIME_ZONE: 'UTC' },
    pool: 'threads',
  },
});
