import path from 'node:path'

/** Files the system asks us to open, kept until a page can hear of them. */
export type OpenRequests = {
  request(paths: readonly string[]): void
  /** A page listens from now on: what waited goes out. */
  pageListens(): void
  /** The page is gone or is being loaded again. */
  pageLeft(): void
}

export function createOpenRequests(send: (paths: string[]) => void): OpenRequests {
  let waiting: string[] = []
  let listening = false
  const flush = (): void => {
    if (!listening || waiting.length === 0) return
    const paths = waiting
    waiting = []
    send(paths)
  }
  return {
    request(paths) {
      waiting.push(...paths)
      flush()
    },
    pageListens() {
      listening = true
      flush()
    },
    pageLeft() {
      listening = false
    },
  }
}

/**
 * The files named on a command line, as absolute paths. Electron and Chromium put switches of their own between
 * them; unpackaged, the app's folder comes first.
 *
 * @param argv as in `process.argv`
 * @param cwd folder that relative paths are relative to
 */
export function pathsOfArgv(argv: readonly string[], cwd: string, packaged: boolean): string[] {
  return argv
    .slice(1)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .slice(packaged ? 0 : 1)
    .map((argument) => path.resolve(cwd, argument))
}
