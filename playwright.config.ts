import { defineConfig } from '@playwright/test'
import type { HostKind } from './test/e2e/support/casement.ts'
import { QUIET, findChromium } from './test/support/chromium.ts'

const { executablePath } = await findChromium()

export default defineConfig<{ hostKind: HostKind }>({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/support/global-setup.ts',
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
    // Recording what is thrown away costs an eighth of the time: `--trace retain-on-failure` when one fails.
    trace: 'off',
  },
  // The same specs in both hosts; without Electron's binary those of the desktop say that they are skipped.
  projects: [
    { name: 'loopback', use: { hostKind: 'loopback' } },
    { name: '@desktop', use: { hostKind: 'desktop' } },
  ],
})
