import { inflateRawSync } from 'node:zlib'
import { systemCode } from '../../io-fault.ts'
import { INFLATE_WASM } from './compiled.ts'

/** Bytes behind the room of an inflated block that may be overwritten with anything. */
export const INFLATE_SLACK = 320

/** Inflates raw deflate data, one block after the other. The bytes lie in its own memory: `input` and `output`. */
export type Inflater = {
  /** Where compressed bytes go. */
  readonly input: Buffer
  /** Where inflated bytes come. Fresh memory is not touched before it is written. */
  readonly output: Buffer
  /**
   * Inflates the deflate data `input[from, to)` into `output` at `at`: at most `room` bytes, behind which up to
   * {@link INFLATE_SLACK} bytes may be overwritten.
   *
   * @returns bytes written; -1 when the data are damaged, end too early or inflate to more than `room`
   */
  inflate(from: number, to: number, at: number, room: number): number
}

/** Bytes in front of the input that the compiled code keeps its tables in: `FREE` in assembly/layout.ts. */
const TABLES = 16_384
/** The compiled code loads up to 16 bytes behind the input, whatever is there. */
const INPUT_SLACK = 64
const PAGE = 65_536

type Compiled = {
  init(): void
  inflate(start: number, inputEnd: number, outputStart: number, outputEnd: number): number
}

function isCompiled(exports: object): exports is Compiled {
  return (
    'init' in exports &&
    typeof exports.init === 'function' &&
    'inflate' in exports &&
    typeof exports.inflate === 'function'
  )
}

let compiled: WebAssembly.Module | undefined

/** With the code that is compiled from assembly/. @throws RangeError when there is no room for its memory */
export function createCompiledInflater(inputSize: number, outputSize: number): Inflater {
  const inputAt = TABLES
  const outputAt = inputAt + inputSize + INPUT_SLACK
  const pages = Math.ceil((outputAt + outputSize + INFLATE_SLACK) / PAGE)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  compiled ??= new WebAssembly.Module(Buffer.from(INFLATE_WASM, 'base64'))
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  if (!isCompiled(exports)) throw new TypeError('compiled.ts is not of these sources: npm run build:assembly')
  exports.init()
  return {
    input: Buffer.from(memory.buffer, inputAt, inputSize),
    output: Buffer.from(memory.buffer, outputAt, outputSize),
    inflate: (from, to, at, room) =>
      exports.inflate(inputAt + from, inputAt + to, outputAt + at, outputAt + at + room),
  }
}

/** With zlib: slower, and where WebAssembly gets no memory the only way. The tests hold both against each other. */
export function createZlibInflater(inputSize: number, outputSize: number): Inflater {
  const input = Buffer.allocUnsafeSlow(inputSize)
  const output = Buffer.allocUnsafeSlow(outputSize)
  return {
    input,
    output,
    inflate(from, to, at, room) {
      try {
        const data = inflateRawSync(input.subarray(from, to), { chunkSize: Math.max(64, room + 1) })
        if (data.length > room) return -1
        output.set(data, at)
        return data.length
      } catch (thrown) {
        if (systemCode(thrown) === undefined) throw thrown
        return -1
      }
    },
  }
}

/**
 * An inflater for one thread with its own memory.
 *
 * @param inputSize bytes of compressed data it can hold
 * @param outputSize bytes of inflated data it can hold
 */
export function createInflater(inputSize: number, outputSize: number): Inflater {
  try {
    return createCompiledInflater(inputSize, outputSize)
  } catch (thrown) {
    // No address space for another memory: everything works as before, only slower.
    if (thrown instanceof RangeError) return createZlibInflater(inputSize, outputSize)
    throw thrown
  }
}
