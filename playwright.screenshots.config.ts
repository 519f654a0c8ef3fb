import base from './playwright.config.ts'

/** Takes the pictures in `docs/screenshots` from the running app: `npm run build && npm run screenshots`. */
export default { ...base, testDir: 'test/screenshots', projects: [{ name: 'screenshots' }] }
