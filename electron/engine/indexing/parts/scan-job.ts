import { setImmediate } from 'node:timers/promises'
import { Fault } from '../../../../shared/errors/fault.ts'
import { InflatedWindow, Irregular } from '../../files/bgzf/inflated-window.ts'
import { systemCode } from '../../files/io-fault.ts'
import type { PartRange, PartScan } from './part-scan.ts'

/** Lets messages in, a cancellation among them. */
export const turn = (): Promise<void> => setImmediate()

/**
 * Runs a scan over the blocks of its part. A part that is irregular in any way, or cannot be read, gives null: the
 * serial builder then meets the same place and says what is wrong with it.
 */
export async function scanIfRegular(
  range: PartRange,
  scan: (window: InflatedWindow) => Promise<PartScan>,
): Promise<PartScan | null> {
  let window: InflatedWindow | undefined
  try {
    window = new InflatedWindow(range.path, range.size, range.from.block)
    const found = await scan(window)
    // The border came from what block headers look like: the blocks have to lead there.
    return found.to.block >= range.to || range.to === range.size ? found : null
  } catch (thrown) {
    const isKnown = thrown instanceof Fault && thrown.error.kind !== 'task/cancelled'
    if (isKnown || thrown instanceof Irregular || systemCode(thrown) !== undefined) return null
    throw thrown
  } finally {
    window?.close()
  }
}
