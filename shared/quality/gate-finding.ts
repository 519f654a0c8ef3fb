import type { CheckResult } from './gate.ts'
import type { Verdict } from './verdict.ts'

/**
 * What a check found, as a short text that is the same as long as that is: who, and for which reason, of all that does not
 * pass; no number that the next run may count otherwise. An acknowledgement is of this text and of no other.
 */
export function findingOf(result: CheckResult): string {
  const parts = partsOf(result).filter(({ verdict }) => verdict === 'warns' || verdict === 'fails')
  return parts.map(({ verdict, text }) => `${verdict}: ${text}`).toSorted().join('; ') // prettier-ignore
}

type Part = { readonly verdict: Verdict; readonly text: string }

function partsOf(result: CheckResult): Part[] {
  switch (result.check) {
    case 'build':
      return result.bases.map(({ verdict, reason, file }) => ({ verdict, text: `${file} ${reason}` }))
    case 'files':
      return result.files.map(({ verdict, concerns, notices, file }) => {
        const kinds = notices.map(({ kind }) => kind)
        return { verdict, text: [file, ...new Set([...concerns, ...kinds])].join(' ') }
      })
    case 'coverage':
      return result.files.map(({ verdict, reason, file, off, steps }) => {
        const parts = steps.map(({ contig, start, end }) => `${contig}:${start}-${end}`)
        return { verdict, text: [file, reason, ...off.map(({ contig }) => contig), ...parts].join(' ') }
      })
    case 'sex':
      return [...result.byCoverage, ...result.byGenotypes].map((one) => ({
        verdict: one.verdict,
        text: [one.sample, one.file, one.check, one.reason, `stated ${one.stated}`, `seen ${one.seen ?? '–'}`, ...one.hints.map(({ karyotype }) => karyotype)].join(' '), // prettier-ignore
      }))
    case 'relatedness':
      return result.pairs.map(({ verdict, a, b, reason, seen, stated }) => ({
        verdict,
        text: `${a} ${b} ${reason} seen ${seen ?? '–'} stated ${stated?.relation ?? '–'}`,
      }))
    case 'mendelian':
      return result.trios.map(({ verdict, child, father, mother, file, reason, hints }) => ({
        verdict,
        text: [child, father ?? '–', mother ?? '–', file, reason, ...hints.map((hint) => `${hint.contig} ${hint.origin}`)].join(' '), // prettier-ignore
      }))
    case 'contamination':
      return result.samples.map(({ verdict, sample, file, reason }) => ({
        verdict,
        text: `${sample} ${file} ${reason}`,
      }))
    case 'tumour-normal':
      return result.pairs.map(({ verdict, tumour, normal, concordance, tumourInNormal }) => ({
        verdict,
        text: `${tumour} ${normal} ${concordance.reason} ${tumourInNormal.reason}`,
      }))
    case 'sample-swap':
      return result.rows.flatMap(({ file, sample, verdict, reason, best, tags }): Part[] => [
        { verdict, text: `${file} ${sample ?? '–'} ${reason} best ${best ?? '–'}` },
        { verdict: tags.verdict, text: `${file} read groups ${tags.reason} ${tags.found.join(' ')}` },
      ])
  }
}
