import { defineConfig } from '@playwright/test'
import { QUIET, findChromium } from './test/support/chromium.ts'

const { executablePath } = await findChromium()

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // Two cores: one browser with its engine and workers is enough at a time.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000, toHaveScreenshot: { maxDiffPixelRatio: 0.03, threshold: 0.3 } },
  reporter: [['list']],
  snapshotPathTemplate: '{testDir}/screenshots/{arg}{ext}',
  use: {
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath, args: QUIET },
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'loopback', testIgnore: /desktop\.spec/ },
    { name: 'desktop', testMatch: /desktop\.spec/ },
  ],
})
