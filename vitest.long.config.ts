import { defineConfig } from 'vitest/config'

/** The long suites: comparisons with outside tools where they are installed. Not part of `npm test`. */
export default defineConfig({
  test: { include: ['test/long/**/*.test.ts'], maxWorkers: 2, testTimeout: 600_000, hookTimeout: 600_000 },
})
