/**
 * Compiles what runs as WebAssembly into a `compiled.ts` beside its sources, which is committed: nothing has to be built
 * before the sources can run, and a test compiles again and compares. Usage: node scripts/build-assembly.ts
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileAssembly, compiledText, INFLATE, SCAN } from './web-assembly/compile.ts'

for (const assembly of [INFLATE, SCAN]) {
  const wasm = compileAssembly(assembly)
  const target = join(import.meta.dirname, '..', assembly.folder, 'compiled.ts')
  writeFileSync(target, compiledText(wasm, assembly.constant))
  console.log(`${assembly.folder}: ${wasm.length} bytes of WebAssembly`)
}
