import type { PlaywrightTestConfig } from '@playwright/test'
import base from './playwright.config.ts'

/** Takes the pictures in `docs/screenshots` from the running app: `npm run build && npm run screenshots`. */
const config: PlaywrightTestConfig = {
  ...base,
  testDir: 'test/screenshots',
  projects: [{ name: 'screenshots' }],
}
export default config
