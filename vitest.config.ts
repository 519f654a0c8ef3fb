import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Processes and worker threads that a test starts run from the sources: keep what stripping and compiling them made.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled')

/**
 * Tests of values in, values out, which leave nothing behind in the modules they import: they share a process, which saves
 * each file half a second. Its helpers may not either: a folder made where a module is read is gone with the first
 * file that imports it.
 */
const SHARING = [
  'bench',
  'engine/case',
  'engine/demo',
  'engine/files',
  'engine/genome',
  'engine/panels',
  'engine/phenotype',
  'engine/regions',
  'renderer',
  'shared',
].map((folder) => `test/unit/${folder}/**/*.test.{ts,tsx}`)

export default defineConfig({
  test: {
    // Two cores, and some tests start worker threads of their own.
    maxWorkers: 2,
    testTimeout: 20_000,
    projects: [
      { extends: true, test: { name: 'alone', include: ['test/unit/**/*.test.{ts,tsx}'], exclude: SHARING } },
      { extends: true, test: { name: 'sharing', include: SHARING, isolate: false } },
    ],
  },
})
