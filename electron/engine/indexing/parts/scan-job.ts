import { setImmediate } from 'node:timers/promises'
import { Fault } from '../../../../shared/errors/fault.ts'
import { InflatedWindow, Irregular } from '../../files/bgzf/inflated-window.ts'
import { systemCode } from '../../files/io-fault.ts'
import type { PartRange, PartScan } from './part-scan.ts'

/** Lets messages in, a cancellation among them. */
export const turn = (): Promise<void> => setImmediate()

type Blocks = Pick<PartRange, 'path' | 'size'>

/**
 * Runs a scan over the blocks of a file from a compressed offset on. What is irregular in any way, or cannot be read, gives
 * null: the serial builder then meets the same place and says what is wrong with it.
 */
export async function scanWindow<T>(
  { path, size }: Blocks,
  from: number,
  scan: (window: InflatedWindow) => Promise<T | null>,
): Promise<T | null> {
  let window: InflatedWindow | undefined
  try {
    window = new InflatedWindow(path, size, from)
    return await scan(window)
  } catch (thrown) {
    const isKnown = thrown instanceof Fault && thrown.error.kind !== 'task/cancelled'
    if (isKnown || thrown instanceof Irregular || systemCode(thrown) !== undefined) return null
    throw thrown
  } finally {
    window?.close()
  }
}

/** {@link scanWindow} of a part. */
export function scanIfRegular(
  range: PartRange,
  scan: (window: InflatedWindow) => Promise<PartScan>,
): Promise<PartScan | null> {
  return scanWindow(range, range.from.block, async (window) => {
    const found = await scan(window)
    // The border came from what block headers look like: the blocks have to lead there.
    return found.to.block >= range.to || range.to === range.size ? found : null
  })
}
