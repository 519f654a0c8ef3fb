import type { ReadSlab } from '../../../../shared/reads/read-slab.ts'
import type { SlabBuilder } from './slab-builder.ts'

type Coverage = 'depthForward' | 'depthReverse' | 'sitePosition' | 'siteCounts' | 'seenPer100' | 'keptPer100'
/** What a slab says of its reads. */
export type ReadPart = Omit<ReadSlab, 'meta' | Coverage>

type Numbers = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array

/** The columns of all reads, as they lie in the builder: good until its next slab. */
export function allColumns(builder: SlabBuilder): ReadPart {
  const { rows, mismatches, insertions, gaps, clips } = builder
  const { count } = rows
  const row = <T extends Numbers>(column: T): T => part(column, 0, count)
  return {
    start: row(rows.start),
    end: row(rows.end),
    clippedStart: row(rows.clippedStart),
    clippedEnd: row(rows.clippedEnd),
    flag: row(rows.flag),
    mapq: row(rows.mapq),
    templateLength: row(rows.templateLength),
    mateContig: row(rows.mateContig),
    mateStart: row(rows.mateStart),
    mate: row(rows.mate),
    orientation: row(rows.orientation),
    haplotype: row(rows.haplotype),
    phaseSet: row(rows.phaseSet),
    readGroup: row(rows.readGroup),
    traits: row(rows.traits),
    meanQuality: row(rows.meanQuality),
    nameHash: row(rows.nameHash),
    block: row(rows.block),
    within: row(rows.within),
    mismatchAt: part(mismatches.at, 0, count + 1),
    mismatchPosition: part(mismatches.position, 0, mismatches.count),
    mismatchBase: part(mismatches.base, 0, mismatches.count),
    mismatchQuality: part(mismatches.quality, 0, mismatches.count),
    insertionAt: part(insertions.at, 0, count + 1),
    insertionPosition: part(insertions.position, 0, insertions.count),
    insertionLength: part(insertions.length, 0, insertions.count),
    insertionBasesAt: part(insertions.basesAt, 0, insertions.count + 1),
    insertionBases: part(insertions.bases, 0, insertions.letters),
    gapAt: part(gaps.at, 0, count + 1),
    gapStart: part(gaps.start, 0, gaps.count),
    gapEnd: part(gaps.end, 0, gaps.count),
    gapKind: part(gaps.kind, 0, gaps.count),
    clipBasesAt: part(clips.at, 0, count + 1),
    clipBases: part(clips.bases, 0, clips.count),
    clipQuality: part(clips.quality, 0, clips.count),
  }
}

/** The columns of the reads with the numbers `kept`, ascending. */
export function keptColumns(all: ReadPart, kept: Int32Array): ReadPart {
  const row = <T extends Numbers>(column: T): T => gathered(column, kept)
  const lists = (at: Uint32Array) => listsOf(at, kept)
  const mismatches = lists(all.mismatchAt)
  const insertions = lists(all.insertionAt)
  const insertionBases = listsOf(all.insertionBasesAt, insertions.entries)
  const gaps = lists(all.gapAt)
  const clips = lists(all.clipBasesAt)
  return {
    start: row(all.start),
    end: row(all.end),
    clippedStart: row(all.clippedStart),
    clippedEnd: row(all.clippedEnd),
    flag: row(all.flag),
    mapq: row(all.mapq),
    templateLength: row(all.templateLength),
    mateContig: row(all.mateContig),
    mateStart: row(all.mateStart),
    mate: matesAmong(all.mate, kept),
    orientation: row(all.orientation),
    haplotype: row(all.haplotype),
    phaseSet: row(all.phaseSet),
    readGroup: row(all.readGroup),
    traits: row(all.traits),
    meanQuality: row(all.meanQuality),
    nameHash: row(all.nameHash),
    block: row(all.block),
    within: row(all.within),
    mismatchAt: mismatches.at,
    mismatchPosition: gathered(all.mismatchPosition, mismatches.entries),
    mismatchBase: gathered(all.mismatchBase, mismatches.entries),
    mismatchQuality: gathered(all.mismatchQuality, mismatches.entries),
    insertionAt: insertions.at,
    insertionPosition: gathered(all.insertionPosition, insertions.entries),
    insertionLength: gathered(all.insertionLength, insertions.entries),
    insertionBasesAt: insertionBases.at,
    insertionBases: gathered(all.insertionBases, insertionBases.entries),
    gapAt: gaps.at,
    gapStart: gathered(all.gapStart, gaps.entries),
    gapEnd: gathered(all.gapEnd, gaps.entries),
    gapKind: gathered(all.gapKind, gaps.entries),
    clipBasesAt: clips.at,
    clipBases: gathered(all.clipBases, clips.entries),
    clipQuality: gathered(all.clipQuality, clips.entries),
  }
}

function part<T extends Numbers>(column: T, from: number, to: number): T {
  // A part of a column is a column of its type, which the method's type does not say for a union.
  return column.subarray(from, to) as T
}

function gathered<T extends Numbers>(column: T, numbers: Int32Array): T {
  // As above: a copy as long as wanted, filled anew.
  const result = column.slice(0, numbers.length) as T
  for (let i = 0; i < numbers.length; i++) result[i] = column[numbers[i] ?? 0] ?? 0
  return result
}

/** Where the lists of the kept begin among theirs, and the numbers of all their entries. */
function listsOf(at: Uint32Array, kept: Int32Array): { at: Uint32Array; entries: Int32Array } {
  const places = new Uint32Array(kept.length + 1)
  let total = 0
  for (let i = 0; i < kept.length; i++) {
    const read = kept[i] ?? 0
    total += (at[read + 1] ?? 0) - (at[read] ?? 0)
    places[i + 1] = total
  }
  const entries = new Int32Array(total)
  let filled = 0
  for (const read of kept)
    for (let entry = at[read] ?? 0; entry < (at[read + 1] ?? 0); entry++) entries[filled++] = entry
  return { at: places, entries }
}

/** The mates' numbers among the kept. */
function matesAmong(mate: Int32Array, kept: Int32Array): Int32Array {
  const numbers = new Int32Array(mate.length).fill(-1)
  for (let i = 0; i < kept.length; i++) numbers[kept[i] ?? 0] = i
  const result = new Int32Array(kept.length)
  for (let i = 0; i < kept.length; i++) {
    const other = mate[kept[i] ?? 0] ?? -1
    result[i] = other < 0 ? -1 : (numbers[other] ?? -1)
  }
  return result
}
