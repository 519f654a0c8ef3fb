import { findChromium } from '../../support/chromium.ts'
import { electronBinary } from './electron-binary.ts'

/** Says once what the specs run in, and why those of the desktop do not run where they cannot. */
export default async function globalSetup(): Promise<void> {
  const { source } = await findChromium()
  console.log(`loopback: Chromium from ${source}`)
  console.log(electronBinary() === undefined ? '@desktop: skipped: no Electron binary' : '@desktop: Electron')
}
