import type { Band } from '../../shared/genome/gene.ts'
import { tableRows } from './ideogram-file.ts'

/**
 * Decodes a table of bands: `chromosome arm band iscn_start iscn_stop bp_start bp_stop stain density`.
 *
 * The files count `bp_start` in two ways: GRCh38 and T2T 1-based (a band starts one past the end of the one
 * before), GRCh37 0-based except for the first band of a chromosome. Bands leave no gap, so a band starts where
 * the one before stopped, whichever way it was counted; anything else is refused.
 *
 * T2T's 21p11.1 and 21q11.1, the two halves of the centromere, have a boundary beyond the end of the second. Such
 * a pair of one stain becomes one band with both names: where they meet is not known.
 */
export function decodeBands(text: string): Band[] {
  const bands: Band[] = []
  for (const [contig = '', arm = '', name = '', , , from, to, stain = '', density = ''] of tableRows(text)) {
    const before = bands.at(-1)
    const previous = before?.contig === contig ? before : null
    const stop = previous?.end ?? 0
    const start = Number(from)
    const end = Number(to)
    const band = { contig, start: stop, end, name: arm + name, stain: stain.trim() + density.trim() }
    if (start !== stop && start !== stop + 1)
      throw new Error(`band ${contig}${band.name}: ${from} does not follow ${stop}`)
    if (end > stop) bands.push(band)
    else if (previous && previous.stain === band.stain && end > previous.start)
      bands.splice(-1, 1, { ...previous, end, name: `${previous.name}/${band.name}` })
    else throw new Error(`band ${contig}${band.name}: ends at ${to}, before it starts`)
  }
  return bands
}

/**
 * GRCh37's table has no densities (`gpos` without a number). The density is a property of the band, not of the
 * build, so it is taken from the band of the same name in `other`; a band without a namesake keeps `gpos`.
 */
export function withDensities(bands: readonly Band[], other: readonly Band[]): Band[] {
  const stains = new Map(other.map((b) => [`${b.contig}${b.name}`, b.stain]))
  return bands.map((band) => {
    const stain = stains.get(`${band.contig}${band.name}`)
    return band.stain === 'gpos' && stain?.startsWith('gpos') ? { ...band, stain } : band
  })
}
