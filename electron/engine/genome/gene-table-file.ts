import { type Column, encodeColumns, openColumns } from './column-file.ts'
import type { GeneTable } from './gene-table.ts'

const MAGIC = 'CSMGENES'

export function encodeGeneTable(table: GeneTable): Uint8Array {
  const entries: [string, Column][] = Object.entries(table)
  return encodeColumns(MAGIC, entries)
}

/**
 * @param bytes of the whole file; the returned columns are views of it.
 * @throws Fault `internal`: the file is one of ours, a broken one means a broken installation.
 */
export function decodeGeneTable(bytes: Uint8Array, path: string): GeneTable {
  const { strings, int8, uint8, int32, uint32 } = openColumns(bytes, path, MAGIC)
  return {
    contigs: strings('contigs'),
    contigFirst: uint32('contigFirst'),
    symbols: strings('symbols'),
    geneIds: strings('geneIds'),
    geneStart: int32('geneStart'),
    geneEnd: int32('geneEnd'),
    geneReach: int32('geneReach'),
    geneStrand: int8('geneStrand'),
    genePlacement: uint8('genePlacement'),
    transcriptFirst: uint32('transcriptFirst'),
    transcriptIds: strings('transcriptIds'),
    transcriptStrand: int8('transcriptStrand'),
    biotypes: strings('biotypes'),
    transcriptBiotype: uint8('transcriptBiotype'),
    codingStart: int32('codingStart'),
    codingEnd: int32('codingEnd'),
    canonical: uint8('canonical'),
    exonFirst: uint32('exonFirst'),
    exonStart: int32('exonStart'),
    exonEnd: int32('exonEnd'),
    names: strings('names'),
    nameGene: uint32('nameGene'),
    nameIsSynonym: uint8('nameIsSynonym'),
  }
}
