import type { TwoBitFile } from '@gmod/twobit'
import type { ByteSource } from '../byte-source.ts'

/** What the readers of @gmod take for a file. */
export type Filehandle = NonNullable<ConstructorParameters<typeof TwoBitFile>[0]['filehandle']>

/** A {@link ByteSource} as the readers of @gmod take it. They read positions, whole files and sizes, nothing else. */
export function sourceFilehandle(source: ByteSource): Filehandle {
  const read = async (length: number, position: number): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await source.read(position, length))
  function readFile(options?: unknown): Promise<Uint8Array<ArrayBuffer>>
  function readFile(options: string | { encoding: string }): Promise<string>
  async function readFile(options?: unknown): Promise<Uint8Array<ArrayBuffer> | string> {
    const bytes = await read(source.size, 0)
    const asText =
      typeof options === 'string' ||
      (typeof options === 'object' && options !== null && 'encoding' in options)
    return asText ? Buffer.from(bytes).toString('utf8') : bytes
  }
  return { read, readFile, stat: async () => ({ size: source.size }), close: () => source.close() }
}
