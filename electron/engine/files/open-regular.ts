import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Fault } from '../../../shared/errors/fault.ts'
import { ioFault, systemCode } from './io-fault.ts'

/** Without it, opening a pipe that nobody writes to waits for ever. Absent on Windows, which has no such files. */
const NON_BLOCKING = process.platform === 'win32' ? 0 : constants.O_NONBLOCK

/**
 * Opens a file that has a size and can be read from anywhere, for reading.
 *
 * @throws Fault `file/not-found`, `file/no-permission`, `file/is-folder`, `file/not-regular` (pipe, device), `file/io`.
 */
export async function openRegular(
  path: string,
): Promise<{ handle: FileHandle; size: number; mtimeMs: number }> {
  try {
    const handle = await open(path, constants.O_RDONLY | NON_BLOCKING)
    try {
      const stat = await handle.stat()
      if (stat.isDirectory()) throw new Fault({ kind: 'file/is-folder', file: path })
      if (!stat.isFile()) throw new Fault({ kind: 'file/not-regular', file: path })
      return { handle, size: stat.size, mtimeMs: stat.mtimeMs }
    } catch (thrown) {
      await handle.close()
      throw thrown
    }
  } catch (thrown) {
    // A socket, or a device without its driver.
    if (systemCode(thrown) === 'ENXIO')
      throw new Fault({ kind: 'file/not-regular', file: path }, { cause: thrown })
    throw ioFault(path, thrown)
  }
}
