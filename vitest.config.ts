import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Processes and worker threads that a test starts run from the sources: keep what stripping and compiling them made.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled')

/**
 * Test files share two processes, which saves each what it imports: a fifth of the time. So they leave nothing behind in the
 * modules they import, and helpers make nothing where a module is read: it would be gone with the first file.
 */
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}'],
    isolate: false,
    // Two cores, and some tests start worker threads of their own.
    maxWorkers: 2,
    // What hangs is found; what a busy machine makes slow is none of the tests' business.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
