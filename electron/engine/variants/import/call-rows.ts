import { Fault } from '../../../../shared/errors/fault.ts'
import { CallScan, NoSuchAllele } from './call-scan.ts'
import { formatFieldName, type ImportPlan } from './import-plan.ts'
import { fieldWriter } from './info-scan.ts'
import { columnEnd } from './line-borders.ts'
import type { RowOutput } from './row-output.ts'

/** Writes the calls of the samples that are stored, a row for each allele. */
export type CallRows = {
  /**
   * Takes the calls of a record with `alts` alternate alleles.
   *
   * @param from where FORMAT starts, `end` where the line does; both the same when it has none
   * @throws Fault `vcf/bad-line` for a genotype of an allele that the record does not have
   */
  read(bytes: Uint8Array, from: number, end: number, alts: number, line: number): void
  /** @param seen the alleles (1-based) that get a row */
  push(ref: string, alts: readonly string[], seen: readonly number[]): void
}

export function createCallRows({ samples, format }: ImportPlan, out: RowOutput, path: string): CallRows {
  const { calls } = out
  const scan = new CallScan(
    samples.length,
    format.map(({ id }) => id),
  )
  const writers = samples.flatMap((_, sample) =>
    format.map((field, n) => {
      const writer = fieldWriter(field, scan.value(sample, field.id))
      out.add(formatFieldName(sample, n), writer.column)
      return writer
    }),
  )
  const last = samples.at(-1)?.place ?? -1
  const sampleAt = new Int32Array(last + 1).fill(-1)
  samples.forEach(({ place }, i) => (sampleAt[place] = i))
  let lineBytes: Uint8Array = new Uint8Array(0)

  return {
    read(bytes, from, end, alts, line) {
      if (last < 0) return
      lineBytes = bytes
      let at = columnEnd(bytes, from, end)
      scan.format(bytes, from, at)
      for (let place = 0; place <= last; place++) {
        const start = Math.min(at + 1, end)
        const sample = sampleAt[place] ?? -1
        at = sample < 0 ? columnEnd(bytes, start, end) : scan.sample(sample, start, end)
      }
      calls.forEach((columns, sample) => {
        try {
          scan.check(columns, sample, alts)
        } catch (thrown) {
          if (!(thrown instanceof NoSuchAllele)) throw thrown
          const has = alts === 1 ? 'one alternate allele' : `${alts} alternate alleles`
          const detail = `is ${thrown.genotype} for ${samples[sample]?.name ?? ''} where the record has ${has}`
          throw new Fault({ kind: 'vcf/bad-line', file: path, line, field: 'GT', detail })
        }
      })
    },
    push(ref, alts, seen) {
      for (let sample = 0; sample < calls.length; sample++) {
        const columns = calls[sample]
        if (!columns) continue
        for (const allele of seen)
          scan.push(columns, sample, allele, alts.length, ref, alts[allele - 1] ?? '')
      }
      for (const writer of writers) for (const allele of seen) writer.push(lineBytes, allele)
    },
  }
}
