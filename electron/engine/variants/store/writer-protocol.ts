import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import type { Compression } from '../../../../shared/case/case-file.ts'
import type { VirtualOffset } from '../../files/bgzf/virtual-offset.ts'
import type { VariantKind } from '../../files/variant-lines.ts'
import type { AnnotatedCase } from '../../annotation/source-build.ts'
import type { AnnotationFile } from '../import/annotation-file.ts'
import type { ImportPlan } from '../import/import-plan.ts'
import type { RowBatch, ScanCounts } from '../import/row-batches.ts'
import type { StoreMeta } from './store-meta.ts'
import type { JobProgress } from '../../work/job.ts'

/** What the thread that writes stores is asked to do, one after the other; each is answered. */
export type WriterRequest =
  | {
      readonly kind: 'create'
      readonly path: string
      readonly plan: ImportPlan
      readonly contigs: readonly string[]
    }
  | { readonly kind: 'append'; readonly batches: readonly RowBatch[]; readonly firstLine: number }
  /** Reads the rest of the file here, block after block. */
  | { readonly kind: 'read-rest'; readonly rest: RestOfFile }
  | {
      readonly kind: 'annotate'
      readonly files: readonly AnnotationFile[]
      readonly annotated: AnnotatedCase
    }
  /** `meta` without what the writer knows. */
  | { readonly kind: 'finish'; readonly meta: Omit<StoreMeta, 'contigs' | 'rows'> }
  | { readonly kind: 'discard' }
  | { readonly kind: 'abort' }

/** What cannot be read in parts: from a place on, to the end of the file or to what is wrong with it. */
export type RestOfFile = {
  readonly path: string
  readonly variantKind: VariantKind
  readonly compression: Compression
  readonly from: VirtualOffset
  /** A line starts at `from` for certain; else what comes before the first line feed is passed over. */
  readonly isFirst: boolean
  /** Number of the line at `from`. */
  readonly firstLine: number
}

/** What was found in the rest of a file, and why reading it stopped. */
export type RestRead = { readonly counts: ScanCounts; readonly stopped: CasementError | null }

export type WriterReply =
  | { readonly kind: 'done'; readonly value?: RestRead }
  | { readonly kind: 'failed'; readonly error: CasementError }
  | { readonly kind: 'progress'; readonly report: JobProgress }
