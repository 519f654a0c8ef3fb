import { defineConfig } from 'vitest/config'

/**
 * The long suites: comparisons with outside tools where they are installed, and the tests of `npm test` with all the cases
 * that it has no time for.
 */
export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts', 'test/unit/**/*.test.{ts,tsx}'],
    env: { CASEMENT_THOROUGH: '1' },
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
