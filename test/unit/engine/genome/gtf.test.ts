import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contigOfGene, geneAt } from '../../../../electron/engine/genome/gene-query.ts'
import { readGeneModel } from '../../../../electron/engine/genome/gtf.ts'
import { genesNamed } from '../../../../electron/engine/genome/locus-search.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { FIXTURES, fixture } from './tables.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casement-gtf-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function genesOf(name: string) {
  const format = name.endsWith('gtf') ? 'gtf' : 'gff3'
  const table = await readGeneModel({ path: join(FIXTURES, name), compression: 'none', format })
  return [...table.symbols.keys()].map((g) => geneAt(table, g, contigOfGene(table, g)))
}

/** The two exons of BRCA1 the fixtures have, and its coding extent there. */
const BRCA1 = {
  symbol: 'BRCA1',
  strand: '-',
  transcripts: [
    {
      strand: '-',
      canonical: true,
      start: 43044294,
      end: 43125364,
      exons: [
        { start: 43044294, end: 43045802 },
        { start: 43125270, end: 43125364 },
      ],
      coding: { start: 43045677, end: 43045802 },
    },
  ],
}

describe('readGeneModel', () => {
  it('reads an Ensembl GTF: versions joined to ids, the stop codon coding', async () => {
    expect(await genesOf('ensembl.gtf')).toEqual([
      {
        symbol: 'CFTR',
        id: 'ENSG00000001626.10',
        contig: '7',
        start: 117105837,
        end: 117356025,
        strand: '+',
        transcripts: [
          {
            id: 'ENST00000003084.6',
            start: 117120016,
            end: 117308719,
            strand: '+',
            biotype: 'protein_coding',
            canonical: false,
            exons: [
              { start: 117120016, end: 117120201 },
              { start: 117306961, end: 117308719 },
            ],
            coding: { start: 117120148, end: 117307162 },
          },
          {
            id: 'ENST00000472848.1',
            start: 117144306,
            end: 117149190,
            strand: '+',
            biotype: 'processed_transcript',
            canonical: false,
            exons: [{ start: 117144306, end: 117149190 }],
            coding: null,
          },
        ],
      },
    ])
  })

  it('reads GENCODE GFF3', async () => {
    const [gene, ...more] = await genesOf('gencode.gff3')
    expect(more).toEqual([])
    expect(gene).toMatchObject({ contig: 'chr17', id: 'ENSG00000012048.26', start: 43044291, end: 43170245 })
    expect(gene?.transcripts).toHaveLength(2)
    expect(gene?.transcripts[0]).toMatchObject({ ...BRCA1.transcripts[0], id: 'ENST00000357654.9' })
    expect(gene?.transcripts[1]).toMatchObject({
      id: 'ENST00000461574.1',
      coding: null,
      canonical: false,
      biotype: 'retained_intron',
    })
  })

  it('reads Ensembl GFF3', async () => {
    const genes = await genesOf('ensembl.gff3')
    expect(genes).toMatchObject([{ ...BRCA1, contig: '17', id: 'ENSG00000012048.26' }])
    expect(genes[0]?.transcripts[0]).toMatchObject({ id: 'ENST00000357654.9', biotype: 'protein_coding' })
  })

  it('reads NCBI GFF3: RefSeq ids, synonyms, a CDS right below its gene', async () => {
    const genes = await genesOf('ncbi.gff3')
    expect(genes).toMatchObject([
      { ...BRCA1, contig: 'NC_000017.11' },
      { symbol: 'ND1', contig: 'NC_012920.1', transcripts: [{ coding: { start: 3306, end: 4262 } }] },
    ])
    expect(genes[0]?.transcripts[0]).toMatchObject({ id: 'NM_007294.4' })
    const table = await readGeneModel({
      path: join(FIXTURES, 'ncbi.gff3'),
      compression: 'none',
      format: 'gff3',
    })
    expect(genesNamed(table, 'rnf53')).toEqual([{ gene: 0, via: 'RNF53' }])
  })

  it('reads gzip, and stops at a FASTA section', async () => {
    const path = join(folder, 'genes.gff3.gz')
    await writeFile(path, gzipSync(`${fixture('ensembl.gff3')}##FASTA\n>17\nACGT\n`))
    const table = await readGeneModel({ path, compression: 'gzip', format: 'gff3' })
    expect(table.symbols).toEqual(['BRCA1'])
  })

  it('names the line that is wrong, and refuses a file without genes', async () => {
    const path = join(folder, 'bad.gtf')
    const attempt = () =>
      readGeneModel({ path, compression: 'none', format: 'gtf' }).catch((e: unknown) => errorOf(e))
    await writeFile(path, '#!x\nchr1\tx\texon\t9\t5\t.\t+\t.\tgene_id "a";\n')
    expect(await attempt()).toMatchObject({ kind: 'text/bad-line', line: 2, file: path, format: 'GTF' })
    await writeFile(path, 'chr1\tx\texon\t5\t9\t.\t+\t.\tlevel 2;\n')
    expect(await attempt()).toMatchObject({ kind: 'text/bad-line', detail: 'the file ends without a gene' })
  })

  const minigenome = join(import.meta.dirname, '../../../../../shared/data/minigenome/annotations.gtf.gz')
  it.skipIf(!existsSync(minigenome))(
    'reads the public minigenome (skipped when shared data is missing)',
    async () => {
      const table = await readGeneModel({ path: minigenome, compression: 'bgzf', format: 'gtf' })
      expect(table.contigs).toEqual(['minigenome'])
      const timeless = genesNamed(table, 'TIMELESS')[0]
      expect(geneAt(table, timeless?.gene ?? -1, 'minigenome')).toMatchObject({ start: 1000, strand: '-' })
      // zcat annotations.gtf.gz | awk '$3=="exon"' | grep -o 'transcript_id "[^"]*"' | sort -u | wc -l
      expect(table.transcriptIds.length).toBe(102)
    },
  )
})
