import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Code that is compiled to WebAssembly: what is compiled, and the constant of `compiled.ts` that holds it. */
export type AssemblyModule = {
  /** A folder of the project, with `assembly/` in it; `compiled.ts` goes beside that. */
  readonly folder: string
  /** The file in `assembly/` whose exports are the module's. */
  readonly entry: string
  readonly constant: string
  /** Address of the data it is compiled with. */
  readonly dataAt: number
}

export const INFLATE: AssemblyModule = {
  folder: 'electron/engine/files/bgzf/inflate',
  entry: 'inflate.ts',
  constant: 'INFLATE_WASM',
  dataAt: 0,
}
export const SCAN: AssemblyModule = {
  folder: 'electron/engine/variants/import/compiled',
  entry: 'scan.ts',
  constant: 'SCAN_WASM',
  dataAt: 4096,
}

const ROOT = join(import.meta.dirname, '../..')
const COMPILER = join(dirname(fileURLToPath(import.meta.resolve('assemblyscript/asc'))), '../bin/asc.js')
/** No runtime: it allocates nothing. Its memory is the host's. */
const OPTIONS =
  '-O3 --converge --noAssert --runtime stub --importMemory --enable simd --enable bulk-memory'.split(' ')

/** @throws Error with the compiler's words */
export function compileAssembly({ folder, entry, dataAt }: AssemblyModule): Buffer {
  const temporary = mkdtempSync(join(tmpdir(), 'casement-assembly-'))
  const file = join(temporary, 'module.wasm')
  try {
    const source = `${folder}/assembly/${entry}`
    const options = [...OPTIONS, ...(dataAt === 0 ? [] : ['--memoryBase', String(dataAt)])]
    execFileSync(process.execPath, [COMPILER, source, '--outFile', file, ...options], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    return readFileSync(file)
  } finally {
    rmSync(temporary, { recursive: true })
  }
}

/** The text of `compiled.ts`. */
export function compiledText(wasm: Uint8Array, constant: string): string {
  const lines =
    Buffer.from(wasm)
      .toString('base64')
      .match(/.{1,100}/g) ?? []
  return `/** Made by \`npm run build:assembly\` from assembly/: WebAssembly, base64. Not to be changed by hand. */
export const ${constant} = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('')
`
}
