import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** Switches that keep Chromium quiet and let it run as root in a container. */
export const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--force-color-profile=srgb',
]

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const PACKAGED = '@sparticuz/chromium'

/**
 * The browser the end-to-end tests run in, the first that exists of: `CASEMENT_CHROMIUM` (a path, or `@sparticuz/chromium`), a
 * browser that Playwright manages, the system's Chrome or Chromium, and the one inside the npm package `@sparticuz/chromium` (Linux x64),
 * which needs nothing but the registry.
 */
export async function findChromium(): Promise<{ executablePath: string; source: string }> {
  const named = process.env['CASEMENT_CHROMIUM'] ?? ''
  if (named === PACKAGED) return packaged()
  if (named !== '') return { executablePath: named, source: 'CASEMENT_CHROMIUM' }
  const managed = chromium.executablePath()
  if (existsSync(managed)) return { executablePath: managed, source: 'Playwright' }
  const system = SYSTEM.find((path) => existsSync(path))
  if (system !== undefined) return { executablePath: system, source: 'the system' }
  return packaged()
}

async function packaged(): Promise<{ executablePath: string; source: string }> {
  // The package ships the few libraries (NSS, NSPR) that a bare machine lacks, and unpacks them when it believes
  // itself on a Node runtime of Amazon's; this is its documented switch for everywhere else.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x'
  const { default: chromiumInPackage } = await import('@sparticuz/chromium')
  return { executablePath: await chromiumInPackage.executablePath(), source: PACKAGED }
}
