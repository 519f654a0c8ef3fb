import type { AppFiles } from '../host/app-files.ts'

/**
 * In a package, `main.js`, the preload script and the page are read through `app.asar`. The engine is not: its process,
 * its worker threads and what they read lie beside the archive as plain files (`asarUnpack` in electron-builder.yml
 * says why), and are started from there by their real paths. Without an archive nothing changes.
 */
export function outsideArchive(files: AppFiles): AppFiles {
  return {
    ...files,
    resources: unpacked(files.resources),
    engineEntry: new URL(unpacked(files.engineEntry.href)),
  }
}

/** electron-builder puts what it does not pack into `app.asar.unpacked`, beside `app.asar`. */
function unpacked(file: string): string {
  return file.replace(/([/\\])app\.asar(?=[/\\])/, '$1app.asar.unpacked')
}
