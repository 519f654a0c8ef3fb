import type { AssemblyOptions } from '../engine/case/assemble-case.ts'
import { describeFile } from '../engine/files/describe.ts'
import { readInput } from '../engine/inputs/read-input.ts'

/** Looks at files in this process: a command has no workers, and opens whatever its user may. */
export const assemblingHere = (cacheFolder: string): AssemblyOptions => ({
  roots: null,
  cacheFolder,
  describe: describeFile,
  readInput: (path) => readInput({ path }),
})
