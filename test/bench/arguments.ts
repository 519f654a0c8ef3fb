import { parseArgs } from 'node:util'

export type BenchArguments = {
  readonly json: boolean
  /** MB (10^6 bytes) of each BAM, about. */
  readonly sizeMb: number
  /** Records of the VCF. */
  readonly rows: number
  /** Names of rows, or what their names start with; empty means all. */
  readonly only: readonly string[]
  /** Counted runs of each measurement. */
  readonly runs: number
}

export const BENCH_USAGE = `npm run bench -- [--json] [--size MB] [--rows N] [--only NAME,…] [--runs N]

  --json      {"rows":[{"name","ours_ms","theirs_ms","ratio","target","peak_rss_mb"}]} on standard output, nothing else
  --size MB   size of each BAM file (default 200)
  --rows N    records of the VCF (default 1000000)
  --only …    rows by name, or by how their names start: bai,region
  --runs N    counted runs of each measurement (default 5)
`

/** A command line that cannot be understood. */
export class BenchUsageError extends Error {
  override readonly name = 'BenchUsageError'
}

function positive(option: string, text: string, whole: boolean): number {
  const value = Number(text)
  if (Number.isFinite(value) && value > 0 && (!whole || Number.isSafeInteger(value))) return value
  throw new BenchUsageError(`--${option} needs a positive ${whole ? 'whole ' : ''}number, not "${text}".`)
}

/** @throws BenchUsageError */
export function readArguments(args: readonly string[]): BenchArguments {
  const options = {
    json: { type: 'boolean', default: false },
    size: { type: 'string', default: '200' },
    rows: { type: 'string', default: '1000000' },
    only: { type: 'string', default: '' },
    runs: { type: 'string', default: '5' },
  } as const
  const { values } = (() => {
    try {
      return parseArgs({ args: [...args], options, strict: true })
    } catch (thrown) {
      throw new BenchUsageError(thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown })
    }
  })()
  return {
    json: values.json,
    sizeMb: positive('size', values.size, false),
    rows: positive('rows', values.rows, true),
    only: values.only
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    runs: positive('runs', values.runs, true),
  }
}

/** True when `--only` asks for the row: by its name, or by the words its name starts with. */
export function isWanted(name: string, only: readonly string[]): boolean {
  return only.length === 0 || only.some((wanted) => name === wanted || name.startsWith(`${wanted}-`))
}
