/** The entry of worker threads: beside the entry of the command line in the build, or among the sources. */
export function workerFile(): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL('../engine/work/worker.ts', here)
  return new URL(here.includes('/chunks/') ? '../worker.js' : './worker.js', here)
}
