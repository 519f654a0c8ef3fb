import path from 'node:path'

/** Whether `file` is `folder` itself or lies below it; both absolute and free of symbolic links. */
export function isInside(folder: string, file: string): boolean {
  const way = path.relative(folder, file)
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way))
}
