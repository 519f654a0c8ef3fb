import { readdirSync, readlinkSync, realpathSync } from 'node:fs'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

function hasOpen(pid: number, path: string): boolean {
  const folder = `/proc/${pid}/fd`
  try {
    return readdirSync(folder).some((fd) => readlinkSync(`${folder}/${fd}`) === path)
  } catch {
    // It is gone, or a file was closed meanwhile.
    return false
  }
}

/** Waits until a process has a file open, however busy the machine is; where systems do not say, for a second. */
export async function untilOpen(pid: number | undefined, path: string): Promise<void> {
  if (process.platform !== 'linux' || pid === undefined) return pause(1000)
  const real = realpathSync(path)
  for (let tries = 0; tries < 20_000 && !hasOpen(pid, real); tries++) await pause(5)
}
