import { type Column, encodeColumns, openColumns } from './column-file.ts'
import type { GeneTable } from './gene-table.ts'

const MAGIC = 'CSMGENES'

export function encodeGeneTable(table: GeneTable): Uint8Array {
  const entries: [string, Column][] = Object.entries(table)
  return encodeColumns(MAGIC, entries)
}

/**
 * @param bytes of the whole file; the returned columns are views of it, and names are decoded when they are asked for: who
 *   asks where genes are needs none of the transcripts'.
 * @throws Fault `internal`: the file is one of ours, a broken one means a broken installation.
 */
export function decodeGeneTable(bytes: Uint8Array, path: string): GeneTable {
  const { laterStrings, int8, uint8, int32, uint32 } = openColumns(bytes, path, MAGIC)
  const contigs = laterStrings('contigs')
  const symbols = laterStrings('symbols')
  const geneIds = laterStrings('geneIds')
  const transcriptIds = laterStrings('transcriptIds')
  const biotypes = laterStrings('biotypes')
  const names = laterStrings('names')
  return {
    get contigs() {
      return contigs()
    },
    contigFirst: uint32('contigFirst'),
    get symbols() {
      return symbols()
    },
    get geneIds() {
      return geneIds()
    },
    geneStart: int32('geneStart'),
    geneEnd: int32('geneEnd'),
    geneReach: int32('geneReach'),
    geneStrand: int8('geneStrand'),
    genePlacement: uint8('genePlacement'),
    transcriptFirst: uint32('transcriptFirst'),
    get transcriptIds() {
      return transcriptIds()
    },
    transcriptStrand: int8('transcriptStrand'),
    get biotypes() {
      return biotypes()
    },
    transcriptBiotype: uint8('transcriptBiotype'),
    codingStart: int32('codingStart'),
    codingEnd: int32('codingEnd'),
    canonical: uint8('canonical'),
    exonFirst: uint32('exonFirst'),
    exonStart: int32('exonStart'),
    exonEnd: int32('exonEnd'),
    get names() {
      return names()
    },
    nameGene: uint32('nameGene'),
    nameIsSynonym: uint8('nameIsSynonym'),
  }
}
