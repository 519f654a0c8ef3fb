const ORDER = 'TCAG'

// NCBI translation table 1, codons in the order TTT, TTC, TTA, TTG, TCT, …
const AMINO_ACIDS = 'FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG'

const THREE_LETTER: Readonly<Record<string, string>> = {
  A: 'Ala',
  C: 'Cys',
  D: 'Asp',
  E: 'Glu',
  F: 'Phe',
  G: 'Gly',
  H: 'His',
  I: 'Ile',
  K: 'Lys',
  L: 'Leu',
  M: 'Met',
  N: 'Asn',
  P: 'Pro',
  Q: 'Gln',
  R: 'Arg',
  S: 'Ser',
  T: 'Thr',
  V: 'Val',
  W: 'Trp',
  Y: 'Tyr',
  '*': 'Ter',
}

/** One-letter amino acid of a DNA codon, `*` for stop, `X` when it is none. */
export function translate(codon: string): string {
  const [first = '', second = '', third = ''] = codon
  const at = ORDER.indexOf(first) * 16 + ORDER.indexOf(second) * 4 + ORDER.indexOf(third)
  return codon.length === 3 ? (AMINO_ACIDS[at] ?? 'X') : 'X'
}

export function threeLetter(aminoAcid: string): string {
  return THREE_LETTER[aminoAcid] ?? 'Xaa'
}
