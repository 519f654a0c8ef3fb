import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = join(import.meta.dirname, '../..')
const COMPILER = join(dirname(fileURLToPath(import.meta.resolve('assemblyscript/asc'))), '../bin/asc.js')
const SOURCE = 'electron/engine/files/bgzf/inflate/assembly/inflate.ts'
/** No runtime: it allocates nothing. Its memory is the host's. */
const OPTIONS =
  '-O3 --converge --noAssert --runtime stub --importMemory --enable simd --enable bulk-memory'.split(' ')

/** Compiles the inflater. @throws Error with the compiler's words */
export function compileInflate(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'casement-inflate-'))
  const file = join(folder, 'inflate.wasm')
  try {
    execFileSync(process.execPath, [COMPILER, SOURCE, '--outFile', file, ...OPTIONS], { cwd: ROOT })
    return readFileSync(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The text of `compiled.ts`. */
export function compiledText(wasm: Uint8Array): string {
  const lines =
    Buffer.from(wasm)
      .toString('base64')
      .match(/.{1,100}/g) ?? []
  return `/** Made by \`npm run build:inflate\` from assembly/: WebAssembly, base64. Not to be changed by hand. */
export const INFLATE_WASM = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('')
`
}
