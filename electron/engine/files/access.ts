import { realpath } from 'node:fs/promises'
import { Fault } from '../../../shared/errors/fault.ts'
import { isInside } from './is-inside.ts'

/**
 * Limits what may be opened to some folders, after symbolic links are followed. A path that cannot be resolved is
 * let through: opening it fails with the precise reason.
 *
 * @param roots null means no limit
 * @throws Fault `file/outside-roots`
 */
export async function assertReachable(path: string, roots: readonly string[] | null): Promise<void> {
  if (roots === null) return
  let real: string
  try {
    real = await realpath(path)
  } catch (cause) {
    // A path outside the roots must not tell by its error whether it exists.
    if (roots.some((root) => isInside(root, path))) return
    throw new Fault({ kind: 'file/outside-roots', file: path, roots: [...roots] }, { cause })
  }
  const realRoots = await Promise.all(roots.map((root) => realpath(root).catch(() => root)))
  if (!realRoots.some((root) => isInside(root, real)))
    throw new Fault({ kind: 'file/outside-roots', file: path, roots: [...roots] })
}
