/**
 * Compiles the inflater, `electron/engine/files/bgzf/inflate/assembly/`, into `compiled.ts` beside it, which is committed: nothing
 * has to be built before the sources can run, and a test compiles again and compares. Usage: node scripts/build-inflate.ts
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileInflate, compiledText } from './inflate/compile.ts'

const target = join(import.meta.dirname, '../electron/engine/files/bgzf/inflate/compiled.ts')
const wasm = compileInflate()
writeFileSync(target, compiledText(wasm))
console.log(`inflater: ${wasm.length} bytes of WebAssembly`)
