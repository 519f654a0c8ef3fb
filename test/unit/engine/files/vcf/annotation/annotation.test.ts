import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  type AnnotatedTranscript,
  annotationReaders,
} from '../../../../../../electron/engine/files/vcf/annotation/annotation.ts'
import { bcsqPointers } from '../../../../../../electron/engine/files/vcf/annotation/bcsq.ts'
import {
  allConsequences,
  chosenConsequence,
} from '../../../../../../electron/engine/files/vcf/annotation/transcript-choice.ts'
import { withVersion } from '../../../../../../electron/engine/files/vcf/annotation/csq.ts'
import { readVcfHeader } from '../../../../../../electron/engine/files/vcf/header.ts'
import { infoValue } from '../../../../../../electron/engine/files/vcf/info.ts'
import { parseVcfRecord } from '../../../../../../electron/engine/files/vcf/record.ts'
import { severityRank } from '../../../../../../shared/variant/consequence-severity.ts'
import { publicFile } from '../../../../../support/public-data.ts'
import { plainText, textLine } from '../../../../../support/vcf-text.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../../../fixtures/vcf/${name}`, import.meta.url), 'utf8')
const rows = (text: string): string[][] =>
  text
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split('\t'))

const field = (id: string, description: string) =>
  new Map([[id, { id, number: '.', type: 'String', description }]])
const only = (id: string, description: string) => {
  const [reader] = annotationReaders({ info: field(id, description) })
  if (reader === undefined) throw new Error(`no reader for ${description}`)
  return reader
}
const VEP = 'Consequence annotations from Ensembl VEP. Format: '
const allele = (ref: string, alts: string[], number = 1) => ({ ref, alts, allele: number, position: 100 })
const consequences = (found: readonly AnnotatedTranscript[]): string[] => found.map((t) => t.consequence)

describe('the version of a transcript that VEP names without one', () => {
  test.each([
    ['ENST1', 'ENST1.4:c.5A>G', 'ENST1.4'],
    ['ENST1', 'ENST2.4:c.5A>G', 'ENST1'],
    ['ENST1', 'ENST1.4', 'ENST1'],
    ['ENST1', null, 'ENST1'],
  ])('%s beside %s is %s', (feature, hgvsc, named) => {
    expect(withVersion(feature, hgvsc)).toBe(named)
  })
})

describe('VEP', () => {
  test('every transcript of the fixture is read as bcftools +split-vep reads it', async () => {
    const text = fixture('csq.vcf')
    const header = await readVcfHeader(plainText(text))
    const [reader] = annotationReaders(header)
    const ours: string[][] = []
    const worst: string[][] = []
    for (const line of rows(text)) {
      const { contig, position, ref, alts, info } = parseVcfRecord(textLine(line.join('\t')))
      const value = infoValue(info, 'CSQ')
      if (typeof value !== 'string') continue
      const found = alts.flatMap((_, i) => reader?.read(value, { ref, alts, allele: i + 1, position }) ?? [])
      const written = (t: AnnotatedTranscript): string[] => [
        contig,
        String(position),
        new Map(t.fields).get('Allele') ?? '.',
        t.consequence,
        t.gene ?? '.',
        t.transcript ?? '.',
        t.hgvsp?.replace('=', '%3D') ?? '.',
      ]
      ours.push(...found.map(written))
      const [first] = found.toSorted(
        (a, b) => severityRank(a.consequence, a.impact) - severityRank(b.consequence, b.impact),
      )
      if (first) worst.push(written(first))
    }
    expect(ours).toEqual(rows(fixture('csq-fields.tsv')))
    expect(worst).toEqual(rows(fixture('csq-worst.tsv')))
  })

  test('the order of the header decides, whatever the key is called', () => {
    const reader = only('vep', `${VEP}SYMBOL|Consequence|Allele|Feature_type|Feature`)
    expect(reader.key).toBe('vep')
    expect(reader.read('CFTR|stop_gained|G|Transcript|ENST1.2', allele('A', ['G']))[0]).toMatchObject({
      gene: 'CFTR',
      consequence: 'stop_gained',
      impact: 'HIGH',
      transcript: 'ENST1.2',
    })
  })

  test('without a format in the header nothing is read', () => {
    expect(annotationReaders({ info: field('CSQ', 'Consequence annotations') })).toEqual([])
  })

  test('a regulatory feature is no transcript', () => {
    const reader = only('CSQ', `${VEP}Allele|Consequence|Feature_type|Feature`)
    expect(
      reader.read('G|regulatory_region_variant|RegulatoryFeature|ENSR1', allele('A', ['G']))[0]?.transcript,
    ).toBeNull()
  })

  test('ALLELE_NUM decides when it is there', () => {
    const reader = only('CSQ', `${VEP}Allele|Consequence|ALLELE_NUM`)
    const value = '-|frameshift_variant|2,-|inframe_deletion|1'
    expect(consequences(reader.read(value, allele('CTTTT', ['CT', 'C'], 1)))).toEqual(['inframe_deletion'])
    expect(consequences(reader.read(value, allele('CTTTT', ['CT', 'C'], 2)))).toEqual(['frameshift_variant'])
  })

  test.each([
    // REF, ALTs, VEP's names for them
    ['CTT', ['C', 'CT'], ['-', 'T']],
    ['C', ['CA', 'CTG'], ['A', 'TG']],
    ['G', ['A', 'T'], ['A', 'T']],
    ['CA', ['C', 'TA'], ['C', 'TA']],
    ['CA', ['C', '*'], ['-', '*']],
    ['CA', ['CAA', 'TA'], ['A', 'T']],
    ['N', ['<DEL>', 'A'], ['<DEL>', 'A']],
  ])('alleles of %s > %j without ALLELE_NUM', (ref, alts, names) => {
    const reader = only('CSQ', `${VEP}Allele|Consequence`)
    const value = names.map((name, i) => `${name}|for_${i + 1}`).join(',')
    alts.forEach((_, i) =>
      expect(consequences(reader.read(value, allele(ref, alts, i + 1)))).toEqual([`for_${i + 1}`]),
    )
  })

  test('what cannot be told apart is left out, never guessed', () => {
    const reader = only('CSQ', `${VEP}Allele|Consequence`)
    expect(reader.read('deletion|x,duplication|y', allele('N', ['<DEL>', '<DUP>'], 1))).toEqual([])
    expect(consequences(reader.read('deletion|x', allele('N', ['<DEL>'])))).toEqual(['x'])
  })
})

const SNPEFF =
  "Functional annotations: 'Allele | Annotation | Annotation_Impact | Gene_Name | Gene_ID | Feature_Type | Feature_ID | Transcript_BioType | Rank | HGVS.c | HGVS.p | cDNA.pos / cDNA.length | CDS.pos / CDS.length | AA.pos / AA.length | Distance | ERRORS / WARNINGS / INFO'"

describe('SnpEff', () => {
  const value =
    'G|missense_variant|MODERATE|CFTR|E1|transcript|NM_1.4|protein_coding|4/27|c.10A>G|p.Lys4Glu|1/2|1/2|1/2||,T|stop_gained|HIGH|CFTR|E1|transcript|NM_1.4|protein_coding|4/27|c.10A>T|p.Lys4*|||||'

  test('entries belong to the ALT they name', () => {
    const reader = only('ANN', SNPEFF)
    expect(reader.read(value, allele('A', ['G', 'T'], 2))).toMatchObject([
      {
        consequence: 'stop_gained',
        impact: 'HIGH',
        gene: 'CFTR',
        transcript: 'NM_1.4',
        hgvsc: 'c.10A>T',
        hgvsp: 'p.Lys4*',
      },
    ])
    expect(new Map(reader.read(value, allele('A', ['G', 'T'], 1))[0]?.fields).get('Rank')).toBe('4/27')
  })

  test('VEP writing to ANN is read as VEP', () => {
    expect(only('ANN', `${VEP}Allele|Consequence`).source).toBe('CSQ')
  })

  test('the public file', async () => {
    const path = publicFile('annotated/test.snpeff.vcf')
    if (path === null) return
    const text = readFileSync(path, 'utf8')
    const [reader] = annotationReaders(await readVcfHeader(plainText(text)))
    const { ref, alts, info, position } = parseVcfRecord(textLine(text.trimEnd().split('\n').at(-1) ?? ''))
    const found = reader?.read(infoValue(info, 'ANN') ?? '', { ref, alts, allele: 1, position }) ?? []
    // As counted in the file: one entry for each comma in ANN, and one more.
    expect(found).toHaveLength((infoValue(info, 'ANN') ?? '').split(',').length)
    expect(found.every((t) => t.gene !== null && t.consequence !== '')).toBe(true)
  })
})

const BCSQ =
  "Local consequence annotation from BCFtools/csq. Format: '[*]consequence|gene|transcript|biotype[|strand|amino_acid_change|dna_change]' or, for consequences of variants split across multiple sites, a pointer to the record storing the consequences '@position'. '*' prefix indicates a consequence downstream from a stop"

describe('bcftools csq', () => {
  test('the fields, with the impact Ensembl gives the term', () => {
    const reader = only('BCSQ', BCSQ)
    expect(
      reader.read('missense|EFHD2|ENST1|protein_coding|+|12K>12E|100A>G', allele('A', ['G']))[0],
    ).toMatchObject({
      gene: 'EFHD2',
      consequence: 'missense',
      impact: 'MODERATE',
      transcript: 'ENST1',
      hgvsp: null,
      source: 'BCSQ',
    })
  })

  test('dna_change tells alleles apart; what has none is about the site', () => {
    const reader = only('BCSQ', BCSQ)
    const value = 'missense|G|T|pc|+|1K>1E|100A>G,stop_gained|G|T|pc|+|1K>1*|100A>T+102C>G,intron|H||pc'
    expect(consequences(reader.read(value, allele('A', ['G', 'T'], 1)))).toEqual(['missense', 'intron'])
    expect(consequences(reader.read(value, allele('A', ['G', 'T'], 2)))).toEqual(['stop_gained', 'intron'])
  })

  test('a pointer is no entry, and is found', () => {
    expect(only('BCSQ', BCSQ).read('@99', allele('A', ['G']))).toEqual([])
    expect(bcsqPointers('@99,intron|H||pc,@120')).toEqual([99, 120])
  })
})

const transcript = (t: Partial<AnnotatedTranscript>): AnnotatedTranscript => ({
  gene: 'G',
  consequence: 'intron_variant',
  impact: null,
  transcript: 'T',
  mane: false,
  manePlusClinical: false,
  canonical: false,
  hgvsc: null,
  hgvsp: null,
  source: 'CSQ',
  fields: [],
  ...t,
})

describe('the transcript shown', () => {
  const worst = transcript({ transcript: 'worst', consequence: 'stop_gained' })
  const canonical = transcript({ transcript: 'canonical', canonical: true })
  const plus = transcript({ transcript: 'plus', manePlusClinical: true, canonical: true })
  const mane = transcript({ transcript: 'mane', mane: true })

  test.each([
    [[worst, canonical, plus, mane], 'mane'],
    [[worst, canonical, plus], 'plus'],
    [[worst, canonical], 'canonical'],
    [[transcript({}), worst], 'worst'],
  ])('is MANE Select, MANE Plus Clinical, canonical, worst', (transcripts, shown) => {
    for (const order of [transcripts, transcripts.toReversed()])
      expect(chosenConsequence(order)).toMatchObject({ transcript: shown, worseElsewhere: shown !== 'worst' })
  })

  test('of two MANE transcripts the one with the worse consequence', () => {
    const other = transcript({ transcript: 'other', mane: true, consequence: 'missense_variant' })
    expect(chosenConsequence([mane, other])).toMatchObject({ transcript: 'other', worseElsewhere: false })
  })

  test('of equals the first in the file', () => {
    const [a, b] = [transcript({ transcript: 'a' }), transcript({ transcript: 'b' })]
    expect(chosenConsequence([a, b])?.transcript).toBe('a')
    expect(chosenConsequence([])).toBeNull()
  })

  test('all of them, best first', () => {
    const all = allConsequences([worst, canonical, mane])
    expect(all.map((c) => [c.transcript, c.worseElsewhere])).toEqual([
      ['mane', true],
      ['canonical', true],
      ['worst', false],
    ])
  })
})
