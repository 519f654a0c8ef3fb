import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx'],
    // Two cores, and some tests start worker threads of their own.
    maxWorkers: 2,
    testTimeout: 20_000,
  },
})
