import v8 from 'node:v8'
import vm from 'node:vm'

v8.setFlagsFromString('--expose-gc')
const gc: unknown = vm.runInNewContext('gc')

/** Collects all garbage now: what is only reached weakly is gone afterwards. */
export function collectGarbage(): void {
  if (typeof gc !== 'function') throw new TypeError('this Node does not let go of garbage when asked')
  gc()
}
