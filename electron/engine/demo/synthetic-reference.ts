import { GRCH38_CONTIGS } from './contigs.ts'
import { randomStream } from './random.ts'
import { HOMOPOLYMER } from './read-effects.ts'
import { genomicOfCds } from './transcript.ts'
import { DEMO_TRANSCRIPTS } from './transcript-table.ts'
import { DEMO_TRUTHS } from './truths.ts'
import { DEMO_WINDOWS, type DemoWindow } from './windows.ts'

/** The demo's reference: bases exist inside the windows only. Positions are 0-based. */
export type SyntheticReference = {
  /** Upper-case bases of `[start, end)`, which must lie in one window. */
  readonly slice: (contig: string, start: number, end: number) => string
  /** The bases of a window, ASCII; not to be changed. */
  windowBases(window: DemoWindow): Uint8Array
  windowAt(contig: string, position: number): DemoWindow | undefined
}

const COMPLEMENT: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A' }

export function reverseComplement(bases: string): string {
  let result = ''
  for (let i = bases.length - 1; i >= 0; i--) result += COMPLEMENT[bases[i] ?? ''] ?? 'N'
  return result
}

/**
 * Bases the truths need, plus strand, from a 1-based position: whole codons as they are in the real genes, so that
 * the protein changes in the annotation follow from the sequence.
 */
const FORCED: readonly (readonly [contig: string, position: number, bases: string])[] = [
  ['chr1', 75_761_161, 'AAA'], // ACADM codon 329, Lys
  ['chr2', HOMOPOLYMER.start - 1, `GT${'A'.repeat(HOMOPOLYMER.end - HOMOPOLYMER.start)}G`], // MSH2 exon 5 donor
  ['chr2', 166_042_332, 'TCG'], // SCN1A codon 712, Arg CGA on the minus strand
  ['chr2', 166_041_351, 'ACT'], // SCN1A codon 765, Ser AGT on the minus strand
  ['chr5', 70_951_946, 'C'], // SMN1 c.840
  ['chr5', 70_076_526, 'T'], // SMN2 c.840
  ['chr7', 117_559_548, 'CAG'], // CFTR codon 493, Gln
  ['chr7', 117_559_584, 'AATATCATCTTTGGTGTT'], // CFTR codons 505–510
  ['chr9', 21_971_086, 'ATCGCC'], // CDKN2A: p16 codons 90–91, p14ARF codon 105
  ['chr9', 127_675_909, 'CGC'], // STXBP1 codon 406, Arg
  ['chr12', 102_840_491, 'CCG'], // PAH codon 408, Arg CGG on the minus strand
  ['chr13', 20_189_471, 'AAC'], // GJB2 codon 37, Val GTT on the minus strand
  ['chr15', 48_492_537, 'CTG'], // FBN1 codon 926, Gln CAG on the minus strand
  ['chr17', 31_229_154, 'CTG'], // NF1 codon 847, Leu
  ['chr17', 80_107_615, 'TCGGGCATCTCG'], // GAA codons 251–254, Ser at both ends
  ['chr19', 11_119_654, 'GC'], // LDLR: before and first base of the deletion …
  ['chr19', 11_120_981, 'TA'], // … last base of it and after: no microhomology
  ['chr20', 63_439_703, 'CGT'], // KCNQ2 codon 274, Thr ACG on the minus strand
  ['chrX', 31_185_119, 'TCG'], // DMD codon 3190, Arg CGA on the minus strand
]

/** Runs longer than this occur only where they are planted: indels elsewhere have one place. */
const LONGEST_RUN = 4

type Draft = { readonly window: DemoWindow; readonly bases: string[]; readonly fixed: Uint8Array }

function draftWindow(window: DemoWindow): Draft {
  const random = randomStream(`reference/${window.contig}:${window.start}`)
  const bases: string[] = []
  let run = 0
  while (bases.length < window.end - window.start) {
    // 42 % GC, about the genome's own.
    const at = random.next()
    const base = at < 0.29 ? 'A' : at < 0.58 ? 'T' : at < 0.79 ? 'C' : 'G'
    run = base === bases[bases.length - 1] ? run + 1 : 1
    if (run > LONGEST_RUN) continue
    bases.push(base)
  }
  return { window, bases, fixed: new Uint8Array(bases.length) }
}

function force(draft: Draft, position: number, bases: string): void {
  for (const [i, base] of Array.from(bases).entries()) {
    const at = position - 1 - draft.window.start + i
    if (at < 0 || at >= draft.bases.length) continue
    draft.bases[at] = base
    draft.fixed[at] = 1
  }
}

/** GT … AG at the introns' ends, on the transcript's strand. */
function forceSpliceSites(draft: Draft): void {
  for (const transcript of DEMO_TRANSCRIPTS) {
    if (transcript.contig !== draft.window.contig) continue
    const forward = transcript.strand === '+'
    for (const [number, first, last] of transcript.exons) {
      const hasAcceptor = number > 1
      const hasDonor = number < transcript.exonCount
      if (forward ? hasAcceptor : hasDonor) force(draft, first - 2, forward ? 'AG' : 'AC')
      if (forward ? hasDonor : hasAcceptor) force(draft, last + 1, forward ? 'GT' : 'CT')
    }
  }
}

/**
 * Takes stops out of the reading frames. A base becomes C on the transcript's strand, which no stop codon holds,
 * so mending one frame cannot break another on the same strand.
 */
function mendReadingFrames(draft: Draft): void {
  const { window, bases, fixed } = draft
  for (const transcript of DEMO_TRANSCRIPTS) {
    if (transcript.contig !== window.contig) continue
    const forward = transcript.strand === '+'
    const codons = Math.floor((transcript.coding[1] - transcript.coding[0] + 1) / 3)
    for (let codon = 0; codon < codons - 1; codon++) {
      const places: number[] = []
      for (let i = 1; i <= 3; i++) {
        const position = genomicOfCds(transcript, codon * 3 + i)
        if (position !== undefined && position > window.start && position <= window.end)
          places.push(position - 1 - window.start)
      }
      if (places.length < 3) continue
      const plus = places.map((place) => bases[place] ?? 'N').join('')
      const read = forward ? plus : plus.replace(/[ACGT]/g, (base) => COMPLEMENT[base] ?? 'N')
      if (read !== 'TAA' && read !== 'TAG' && read !== 'TGA') continue
      const free = places.find((place) => fixed[place] === 0)
      if (free !== undefined) bases[free] = forward ? 'C' : 'G'
    }
  }
}

/** SMN1 takes SMN2's bases, its own c.840 excepted. */
function copyTwin(draft: Draft, drafts: readonly Draft[]): void {
  const twin = drafts.find((other) => other.window.gene === draft.window.twin)
  if (!twin || twin.window.start > draft.window.start) return
  for (const [i, base] of twin.bases.entries()) draft.bases[i] = base
}

let made: SyntheticReference | undefined

/** The reference, made once: it depends on nothing but this code. */
export function syntheticReference(): SyntheticReference {
  made ??= makeReference()
  return made
}

function makeReference(): SyntheticReference {
  const drafts = DEMO_WINDOWS.map(draftWindow)
  for (const draft of drafts) {
    forceSpliceSites(draft)
    for (const { contig, position, ref } of DEMO_TRUTHS)
      if (contig === draft.window.contig) force(draft, position, ref)
    for (const [contig, position, bases] of FORCED)
      if (contig === draft.window.contig) force(draft, position, bases)
    mendReadingFrames(draft)
  }
  for (const draft of drafts) {
    copyTwin(draft, drafts)
    for (const [contig, position, bases] of FORCED)
      if (contig === draft.window.contig) force(draft, position, bases)
  }
  const bytes = new Map(drafts.map(({ window, bases }) => [window, Buffer.from(bases.join(''), 'latin1')]))
  const windowAt = (contig: string, position: number): DemoWindow | undefined =>
    DEMO_WINDOWS.find((w) => w.contig === contig && position >= w.start && position < w.end)
  return {
    windowAt,
    windowBases: (window) => bytes.get(window) ?? new Uint8Array(0),
    slice(contig, start, end) {
      const window = windowAt(contig, start)
      if (!window || end > window.end)
        throw new RangeError(`${contig}:${start}-${end} is not in a demo window`)
      const length = GRCH38_CONTIGS.find((c) => c.name === contig)?.length ?? 0
      if (end > length) throw new RangeError(`${contig} has ${length} bases`)
      const bases = bytes.get(window) ?? Buffer.alloc(0)
      return bases.toString('latin1', start - window.start, end - window.start)
    },
  }
}
