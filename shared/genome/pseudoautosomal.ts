import type { Build } from './build.ts'

/** A stretch of a chromosome: 0-based, half-open, bp. */
type Stretch = { readonly start: number; readonly end: number }

type OfBuild = Readonly<Record<'X' | 'Y', readonly Stretch[]>>

/** First and last base, 1-based, as the assemblies publish them. */
const stretch = (first: number, last: number): Stretch => ({ start: first - 1, end: last })

/**
 * @see https://www.ncbi.nlm.nih.gov/grc/human, "pseudoautosomal regions" of GRCh37 and GRCh38; for T2T-CHM13v2.0
 *   `chm13v2.0_PAR.bed` of its analysis set, and Rhie 2023, doi 10.1038/s41586-023-06457-y
 */
const REGIONS: Partial<Record<Build, OfBuild>> = {
  GRCh37: {
    X: [stretch(60_001, 2_699_520), stretch(154_931_044, 155_260_560)],
    Y: [stretch(10_001, 2_649_520), stretch(59_034_050, 59_363_566)],
  },
  GRCh38: {
    X: [stretch(10_001, 2_781_479), stretch(155_701_383, 156_030_895)],
    Y: [stretch(10_001, 2_781_479), stretch(56_887_903, 57_217_415)],
  },
  'T2T-CHM13v2': {
    X: [stretch(1, 2_394_410), stretch(153_925_835, 154_259_566)],
    Y: [stretch(1, 2_458_320), stretch(62_122_810, 62_460_029)],
  },
}

/**
 * The two pseudoautosomal regions of X or Y, where a male has two copies as of any autosome; null of a build for which
 * they are not known here: nothing may then be said about copies of X and Y.
 */
export function pseudoautosomal(build: Build, chromosome: 'X' | 'Y'): readonly Stretch[] | null {
  return REGIONS[build]?.[chromosome] ?? null
}
