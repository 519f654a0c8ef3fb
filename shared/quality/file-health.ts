import { z } from 'zod'
import { fileKindSchema } from '../case/case-file.ts'
import { casementErrorSchema } from '../errors/casement-error.ts'
import { thresholdSchema, type Verdict, verdictSchema } from './verdict.ts'

/** A thing about a file that is for a person to look at. */
const fileConcernSchema = z.enum([
  'no-end-mark',
  'index-old',
  'index-failed',
  'index-missing',
  'not-by-coordinate',
  'no-read-groups',
  'read-group-without-sample',
  'several-samples',
  'unreachable',
  'notice',
])
export type FileConcern = z.infer<typeof fileConcernSchema>

/** What a file says of itself. */
const fileFactsSchema = z.object({
  /** Id and name in the case. */
  file: z.string(),
  name: z.string(),
  kind: fileKindSchema,
  /** The mark at the end of a BGZF file or a CRAM: without it the file may have been cut off. */
  end: z.enum(['there', 'missing', 'not-used']),
  index: z.enum(['newer', 'older', 'missing', 'building', 'failed', 'not-used']),
  /** Why there is no index that can be used: the file is not sorted, say; null where there is. */
  indexError: casementErrorSchema.nullable(),
  /** `@HD SO`; null where it is not said, or the file has none. */
  sortOrder: z.string().nullable(),
  /** Read groups, and those of them without `SM`; null of files without reads. */
  readGroups: z.object({ count: z.number(), withoutSample: z.number() }).nullable(),
  samples: z.array(z.string()),
  /** `@PG` lines, or what the header of a VCF says made it, in their order: name and version. */
  programs: z.array(z.string()),
  /** Why it cannot be read now. */
  unreachable: casementErrorSchema.nullable(),
  notices: z.array(casementErrorSchema),
})
export type FileFacts = z.infer<typeof fileFactsSchema>

const fileHealthSchema = fileFactsSchema.extend({
  verdict: verdictSchema,
  concerns: z.array(fileConcernSchema),
})
export type FileHealth = z.infer<typeof fileHealthSchema>

export const fileHealthCheckSchema = z.object({
  check: z.literal('files'),
  verdict: verdictSchema,
  /** Nothing is measured: whatever is not as it should be is said. */
  thresholds: z.record(z.string(), thresholdSchema),
  files: z.array(fileHealthSchema),
})
export type FileHealthCheck = z.infer<typeof fileHealthCheckSchema>

/** Notices that are said by a concern of their own. */
export const SAID_OTHERWISE: ReadonlySet<string> = new Set([
  'bgzf/no-eof-block',
  'cram/no-end',
  'index/stale',
])
/** What makes a file useless, rather than one to be looked at. */
const FAILING: ReadonlySet<FileConcern> = new Set<FileConcern>(['index-failed', 'unreachable'])

export function judgeFile(facts: FileFacts): FileHealth {
  const { end, index, sortOrder, readGroups, samples, unreachable, notices } = facts
  const concerns: FileConcern[] = []
  if (unreachable !== null) concerns.push('unreachable')
  if (end === 'missing') concerns.push('no-end-mark')
  if (index === 'older') concerns.push('index-old')
  if (index === 'failed') concerns.push('index-failed')
  if (index === 'missing') concerns.push('index-missing')
  if (readGroups !== null) {
    // Whether the records are in order the index builder finds out; a header that says otherwise is said here.
    if (sortOrder !== null && sortOrder !== 'coordinate') concerns.push('not-by-coordinate')
    if (readGroups.count === 0) concerns.push('no-read-groups')
    if (readGroups.withoutSample > 0) concerns.push('read-group-without-sample')
    if (samples.length > 1) concerns.push('several-samples')
  }
  if (notices.some(({ kind }) => !SAID_OTHERWISE.has(kind))) concerns.push('notice')
  const verdict: Verdict = concerns.some((one) => FAILING.has(one))
    ? 'fails'
    : concerns.length > 0
      ? 'warns'
      : 'passes'
  return { ...facts, verdict, concerns }
}
