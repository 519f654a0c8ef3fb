import { ORIENTATION, type ReadSlab, TRAIT } from '../../../shared/reads/read-slab.ts'
import type { ThemeName } from '../theme.ts'
import type { ReadOptions } from './options.ts'

/** Template lengths (bp) outside which IGV calls a pair unexpected; it starts from 0 and 1000. */
export type InsertLimits = { readonly least: number; readonly most: number }

type Colours = {
  readonly plain: string
  readonly forward: string
  readonly reverse: string
  readonly rl: string
  readonly rr: string
  readonly ll: string
  readonly short: string
  readonly long: string
  readonly split: string
}

/** IGV's hues on white; on a dark ground the same, light enough to stand out. */
const COLOURS: Readonly<Record<ThemeName, Colours>> = {
  light: {
    plain: '#b9c1c9',
    forward: '#e6a3a3',
    reverse: '#a5a5e6',
    rl: '#009600',
    rr: '#1432c8',
    ll: '#009696',
    short: '#000096',
    long: '#c80000',
    split: '#b07cc6',
  },
  dark: {
    plain: '#5b6570',
    forward: '#94605f',
    reverse: '#6567ab',
    rl: '#2f9a2f',
    rr: '#4f6cff',
    ll: '#1f9a9a',
    short: '#5a5ae0',
    long: '#d94a4a',
    split: '#8f5fae',
  },
}

/** Qualitative hues for what has no order (contigs, read groups, haplotypes): Okabe–Ito without black and red. */
const HUES = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#8a8a2a', '#7a5fb5']

/** The colour of each read by what the options say. */
export function readColours(
  slab: ReadSlab,
  colourBy: ReadOptions['colourBy'],
  theme: ThemeName,
  limits: InsertLimits,
): (i: number) => string {
  const colours = COLOURS[theme]
  const hue = (index: number): string => (index < 0 ? colours.plain : (HUES[index % HUES.length] ?? ''))
  const own = slab.meta.contigs.indexOf(slab.meta.contig)
  const byOrientation = (i: number): string | null => {
    const orientation = slab.orientation[i] ?? 0
    if (orientation === ORIENTATION.RL) return colours.rl
    if (orientation === ORIENTATION.RR) return colours.rr
    return orientation === ORIENTATION.LL ? colours.ll : null
  }
  const byLength = (i: number): string => {
    const contig = slab.mateContig[i] ?? -1
    if (contig < 0) return colours.plain
    if (contig !== own) return hue(contig)
    const length = Math.abs(slab.templateLength[i] ?? 0)
    if (length === 0) return colours.plain
    if (length < limits.least) return colours.short
    return length > limits.most ? colours.long : colours.plain
  }
  switch (colourBy) {
    case 'none':
      return () => colours.plain
    case 'strand':
      return (i) => (isReverse(slab, i) ? colours.reverse : colours.forward)
    case 'firstOfPairStrand':
      return (i) => {
        const flag = slab.flag[i] ?? 0
        if ((flag & 0x1) === 0) return isReverse(slab, i) ? colours.reverse : colours.forward
        // Of the second of a pair, the strand of its mate.
        const first = (flag & 0x80) !== 0 ? (flag & 0x20) !== 0 : (flag & 0x10) !== 0
        return first ? colours.reverse : colours.forward
      }
    case 'pairOrientation':
      return (i) => byOrientation(i) ?? colours.plain
    case 'tlen':
      return byLength
    case 'unexpectedPair':
      return (i) => byOrientation(i) ?? byLength(i)
    case 'mapq': {
      const [from, to] = theme === 'light' ? [225, 120] : [50, 150]
      return (i) => {
        const level = Math.round(from + ((to - from) * Math.min(60, slab.mapq[i] ?? 0)) / 60)
        return `rgb(${level},${level},${Math.min(255, level + 20)})`
      }
    }
    case 'haplotype':
      return (i) => hue((slab.haplotype[i] ?? 0) - 1)
    case 'readGroup':
      return (i) => hue(slab.readGroup[i] ?? -1)
    case 'mateContig':
      return (i) => {
        const contig = slab.mateContig[i] ?? -1
        return contig === own ? colours.plain : hue(contig)
      }
    case 'split':
      return (i) => (((slab.traits[i] ?? 0) & TRAIT.split) !== 0 ? colours.split : colours.plain)
  }
}

export const isReverse = (slab: ReadSlab, i: number): boolean => ((slab.flag[i] ?? 0) & 0x10) !== 0

/** The colour of a base faded by its quality (Phred), as IGV fades it: nearly gone below 5, full from 20 on. */
export function shaded(hex: string, quality: number): string {
  if (quality >= 20) return hex
  const alpha = quality < 5 ? 0.1 : Math.max(0.1, 0.1 + (0.9 * (quality - 5)) / 15)
  const tenths = Math.round(alpha * 10) / 10
  return (
    hex +
    Math.round(tenths * 255)
      .toString(16)
      .padStart(2, '0')
  )
}

/** Fewer proper pairs say too little. */
const PAIRS_LEAST = 100
const DEFAULT_LIMITS: InsertLimits = { least: 0, most: 1000 }

/**
 * IGV's limits of an expected template length: the percentiles 0.1 and 99.5 of the proper pairs, without those far off
 * (ten robust deviations), which are another population.
 */
export function insertLimits(lengths: readonly number[]): InsertLimits {
  if (lengths.length < PAIRS_LEAST) return DEFAULT_LIMITS
  const sorted = [...lengths].sort((a, b) => a - b)
  const at = (share: number, of: readonly number[]): number => of[Math.floor(share * (of.length - 1))] ?? 0
  const median = at(0.5, sorted)
  const deviation = at(
    0.5,
    sorted.map((length) => Math.abs(length - median)).sort((a, b) => a - b),
  )
  const reach = 10 * 1.4826 * Math.max(1, deviation)
  const kept = sorted.filter((length) => Math.abs(length - median) <= reach)
  return { least: at(0.001, kept), most: at(0.995, kept) }
}

/** Template lengths of proper pairs, evenly from the whole slab. */
export function properLengths(slab: ReadSlab, most = 1000): number[] {
  const lengths: number[] = []
  const stride = Math.max(1, Math.floor(slab.flag.length / most))
  for (let i = 0; i < slab.flag.length; i += stride)
    if (((slab.flag[i] ?? 0) & 0x3) === 0x3) lengths.push(Math.abs(slab.templateLength[i] ?? 0))
  return lengths
}
