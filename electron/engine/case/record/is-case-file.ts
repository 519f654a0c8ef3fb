import { Fault } from '../../../../shared/errors/fault.ts'
import { openRegular } from '../../files/open-regular.ts'
import { APPLICATION_ID } from './case-database.ts'

const MAGIC = 'SQLite format 3\0'
/** Where an SQLite file has the number of the program it belongs to. @see https://www.sqlite.org/fileformat.html §1.3 */
const ID_AT = 68

/** Whether a path leads to a case file, by its content; false too for what cannot be read. */
export async function isCaseFile(path: string): Promise<boolean> {
  try {
    const { handle } = await openRegular(path)
    try {
      const head = Buffer.alloc(ID_AT + 4)
      const { bytesRead } = await handle.read(head, 0, head.length, 0)
      const isSqlite = bytesRead === head.length && head.toString('latin1', 0, MAGIC.length) === MAGIC
      return isSqlite && head.readUInt32BE(ID_AT) === APPLICATION_ID
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    if (thrown instanceof Fault) return false
    throw thrown
  }
}
