import { z } from 'zod'
import { absentReasonSchema } from '../quality/absent-gene.ts'
import { checkIdSchema } from '../quality/check-id.ts'

/**
 * Everything that can go wrong in Casement's domain, as one discriminated union.
 *
 * Errors are values: they cross worker threads, the engine process and the transport unchanged, and only
 * `sentence.ts` turns them into words. Offsets are bytes into the compressed file as it lies on disk unless a
 * field says otherwise; line numbers are 1-based; `position` is 1-based as people write it.
 */
const file = z.string()
const offset = z.number().int().nonnegative()
/** What was typed as a filter, and the characters it is about: 0-based, `to` exclusive. */
const inFilter = { text: z.string(), from: offset, to: offset }
const names = z.array(z.string())
/** What a pedigree says of a child and a parent, by their ids. */
const parentLink = { child: z.string(), parent: z.string(), as: z.enum(['father', 'mother']) }
const contigLength = z.object({ contig: z.string(), length: z.number() })

/** By kind, one for each. */
const errorSchema = z.discriminatedUnion('kind', [
  // files
  z.object({ kind: z.literal('file/not-found'), file }),
  z.object({ kind: z.literal('file/no-permission'), file }),
  z.object({ kind: z.literal('file/is-folder'), file }),
  /** A pipe, a device or a socket: it has no size and cannot be read by region. */
  z.object({ kind: z.literal('file/not-regular'), file }),
  z.object({ kind: z.literal('file/empty'), file }),
  z.object({ kind: z.literal('file/changed'), file, detail: z.string() }),
  z.object({ kind: z.literal('file/outside-roots'), file, roots: z.array(z.string()) }),
  /** `looksLike` names what the content is when it is recognisably something else (e.g. "a PNG image"). */
  z.object({ kind: z.literal('file/unknown-kind'), file, looksLike: z.string().optional() }),
  z.object({ kind: z.literal('file/disk-full'), file, needed: z.number().optional() }),
  z.object({ kind: z.literal('file/not-writable'), file }),
  z.object({ kind: z.literal('file/io'), file, code: z.string(), detail: z.string() }),
  // BGZF (SAMv1 §4.1)
  z.object({ kind: z.literal('bgzf/not-bgzf'), file, isGzip: z.boolean() }),
  z.object({ kind: z.literal('bgzf/truncated'), file, offset }),
  z.object({ kind: z.literal('bgzf/no-eof-block'), file, size: z.number() }),
  z.object({ kind: z.literal('bgzf/bad-crc'), file, offset }),
  z.object({ kind: z.literal('bgzf/bad-length'), file, offset, detail: z.string() }),
  z.object({ kind: z.literal('bgzf/bad-block'), file, offset, detail: z.string() }),
  // BAM (SAMv1 §4.2)
  z.object({ kind: z.literal('bam/bad-magic'), file }),
  /** Reads were asked of a file of another kind; `what` names it. */
  z.object({ kind: z.literal('bam/other-kind'), file, what: z.string() }),
  z.object({ kind: z.literal('bam/bad-header'), file, detail: z.string() }),
  /** Notice: a peculiarity of the header that does not stop reading; `note` is a sentence. */
  z.object({ kind: z.literal('bam/header-note'), file, note: z.string() }),
  /** `offset` is the compressed offset of the BGZF block the record starts in, `ordinal` counts records from 1. */
  z.object({
    kind: z.literal('bam/bad-record'),
    file,
    offset,
    ordinal: z.number().optional(),
    field: z.string(),
    detail: z.string(),
  }),
  z.object({
    kind: z.literal('bam/unsorted'),
    file,
    ordinal: z.number(),
    readName: z.string(),
    contig: z.string(),
    position: z.number(),
    previousContig: z.string(),
    previousPosition: z.number(),
  }),
  /** Something that is done for BAM files only. */
  z.object({ kind: z.literal('cram/not-supported'), file }),
  /** `offset` is the byte of the file at which the container starts. */
  z.object({ kind: z.literal('cram/damaged'), file, offset, detail: z.string() }),
  /** A version of CRAM, or a compression within it, that is not read. */
  z.object({ kind: z.literal('cram/unsupported'), file, detail: z.string() }),
  z.object({ kind: z.literal('cram/no-end'), file, size: z.number() }),
  z.object({ kind: z.literal('cram/needs-reference'), file, contig: z.string() }),
  z.object({
    kind: z.literal('cram/wrong-reference'),
    file,
    reference: z.string(),
    contig: z.string(),
    detail: z.string(),
  }),
  z.object({
    kind: z.literal('cram/unsorted'),
    file,
    contig: z.string(),
    position: z.number(),
    previousContig: z.string(),
    previousPosition: z.number(),
  }),
  // indexes
  z.object({ kind: z.literal('index/missing'), file }),
  z.object({ kind: z.literal('index/truncated'), file, index: z.string(), detail: z.string() }),
  /** Whole, but its content is impossible or fails its checksums. */
  z.object({ kind: z.literal('index/damaged'), file, index: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('index/bad-magic'), file, index: z.string() }),
  z.object({ kind: z.literal('index/other-file'), file, index: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('index/stale'), file, index: z.string() }),
  z.object({ kind: z.literal('index/not-indexable'), file, what: z.string() }),
  /** A file of a kind that is indexed, with a contig or a record longer than the index format can hold. */
  z.object({ kind: z.literal('index/out-of-reach'), file, detail: z.string() }),
  // VCF
  z.object({ kind: z.literal('vcf/no-header'), file }),
  /** Notice: a meta line that could not be read was passed over. */
  z.object({ kind: z.literal('vcf/header-line-ignored'), file, line: z.number(), detail: z.string() }),
  /** Notice: the file is gzip, so an indexed bgzip copy was made in the cache. */
  z.object({ kind: z.literal('vcf/recompressed'), file, copy: z.string() }),
  /** `offset` is the compressed offset of the BGZF block the record starts in. */
  z.object({ kind: z.literal('bcf/bad-record'), file, offset, detail: z.string() }),
  z.object({
    kind: z.literal('bcf/unsorted'),
    file,
    contig: z.string(),
    position: z.number(),
    previousContig: z.string(),
    previousPosition: z.number(),
  }),
  // gzip that is not BGZF; `offset` counts inflated bytes
  z.object({ kind: z.literal('gzip/truncated'), file, offset }),
  z.object({ kind: z.literal('gzip/damaged'), file, offset, detail: z.string() }),
  z.object({ kind: z.literal('vcf/bad-header'), file, line: z.number(), detail: z.string() }),
  z.object({
    kind: z.literal('vcf/too-few-columns'),
    file,
    line: z.number(),
    found: z.number(),
    expected: z.number(),
  }),
  z.object({
    kind: z.literal('vcf/bad-line'),
    file,
    line: z.number(),
    field: z.string(),
    detail: z.string(),
  }),
  /** Notice: some lines were left out. */
  z.object({ kind: z.literal('vcf/some-malformed'), file, malformed: z.number() }),
  /** A filter or an order was asked for before the import is done. */
  z.object({ kind: z.literal('variants/not-imported'), file }),
  /** The list of all files was asked for before any was imported. */
  z.object({ kind: z.literal('variants/none-imported') }),
  /** Records of several files were to be written as one VCF. */
  z.object({ kind: z.literal('variants/several-headers') }),
  /** Variants were asked of a file of another kind; `what` names it. */
  z.object({ kind: z.literal('variants/other-kind'), file, what: z.string() }),
  /** More than one line in a hundred is malformed: `first` has the first ten. */
  z.object({
    kind: z.literal('vcf/too-many-malformed'),
    file,
    malformed: z.number(),
    lines: z.number(),
    first: z.array(z.object({ line: z.number(), detail: z.string() })),
  }),
  z.object({
    kind: z.literal('vcf/unsorted'),
    file,
    line: z.number(),
    contig: z.string(),
    position: z.number(),
    previousContig: z.string(),
    previousPosition: z.number(),
  }),
  // other text formats: BED, PED, GFF3/GTF, FASTA, 2bit
  z.object({
    kind: z.literal('text/bad-line'),
    file,
    format: z.string(),
    line: z.number(),
    detail: z.string(),
  }),
  /** A table whose columns are found by their names lacks one; `found` are the names it has. */
  z.object({
    kind: z.literal('text/no-column'),
    file,
    format: z.string(),
    line: z.number(),
    column: z.string(),
    found: z.array(z.string()),
  }),
  /** `detail` says what it is instead, or what it lacks. */
  z.object({ kind: z.literal('text/other-format'), file, format: z.string(), detail: z.string() }),
  // gene panels
  z.object({ kind: z.literal('panel/not-a-panel'), file, detail: z.string() }),
  /** `line` where the format has lines; `field` is a column, or a path such as `genes[3].entity_name`. */
  z.object({
    kind: z.literal('panel/bad-entry'),
    file,
    line: z.number().optional(),
    field: z.string(),
    detail: z.string(),
  }),
  /** Not one of the names in the file is a gene's. */
  z.object({ kind: z.literal('panel/nothing-recognised'), file, names: z.array(z.string()) }),
  // what other programs made of the case: shortlists, a pedigree as JSON
  /** `line` is 1-based, `detail` a part of a sentence. */
  z.object({ kind: z.literal('input/bad-json'), file, line: z.number(), detail: z.string() }),
  /** `where` is a path such as `variants[3].reportEvents`, or `line 12`; `detail` goes on from it. */
  z.object({
    kind: z.literal('input/bad-entry'),
    file,
    format: z.string(),
    where: z.string(),
    detail: z.string(),
  }),
  /** More than `limit` bytes, inflated. */
  z.object({ kind: z.literal('input/too-large'), file, limit: z.number() }),
  /** A shortlist of another build than the case. */
  z.object({ kind: z.literal('shortlist/wrong-build'), file, build: z.string(), caseBuild: z.string() }),
  z.object({ kind: z.literal('shortlist/too-long'), file, entries: z.number(), limit: z.number() }),
  // coverage of a panel
  /** No exons of the build are known: the bundled ones are of GRCh38. */
  z.object({ kind: z.literal('coverage/no-annotation'), build: z.string() }),
  z.object({ kind: z.literal('coverage/empty-panel'), panel: z.string() }),
  /** The panel names genes, and none can be counted; `reason` is an `AbsentReason`. */
  z.object({
    kind: z.literal('coverage/nothing-to-count'),
    panel: z.string(),
    genes: z.array(z.object({ symbol: z.string(), reason: absentReasonSchema })),
  }),
  /** An exon or interval that ends at `end` (1-based, its last base) on a contig of `length` bp. */
  z.object({
    kind: z.literal('coverage/past-end'),
    source: z.string(),
    gene: z.string(),
    contig: z.string(),
    end: z.number(),
    length: z.number(),
  }),
  z.object({ kind: z.literal('coverage/no-reads') }),
  /** Coverage of the panels in use is asked for, and none is. */
  z.object({ kind: z.literal('coverage/no-panel') }),
  /** What is asked of a count that is not kept any more, or never was. */
  z.object({ kind: z.literal('coverage/not-counted') }),
  // phenotypes
  /** Terms are searched, or genes of terms are asked for, without the file that has them. */
  z.object({ kind: z.literal('phenotype/no-file'), wanted: z.enum(['terms', 'genes']) }),
  z.object({ kind: z.literal('phenotype/bad-id'), text: z.string() }),
  /** None of the terms leads to a gene. */
  z.object({ kind: z.literal('phenotype/no-genes'), file, terms: names }),
  // annotation files of the user
  /** None of the INFO fields that it could be used for; `wanted` names them. */
  z.object({ kind: z.literal('annotation/no-field'), file, wanted: z.array(z.string()) }),
  /** The file's own words, or its bases, say that it is of another build than the case. */
  z.object({ kind: z.literal('annotation/wrong-build'), file, build: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('reference/bad-file'), file, detail: z.string() }),
  z.object({ kind: z.literal('reference/contig-missing'), file, contig: z.string() }),
  // regions and loci
  z.object({ kind: z.literal('region/bad-syntax'), text: z.string() }),
  z.object({
    kind: z.literal('region/contig-missing'),
    contig: z.string(),
    file: z.string().optional(),
    known: z.array(z.string()),
  }),
  z.object({ kind: z.literal('region/past-end'), contig: z.string(), length: z.number() }),
  z.object({ kind: z.literal('region/too-many-reads'), region: z.string(), limit: z.number() }),
  /** More bp than one answer covers. */
  z.object({ kind: z.literal('region/too-wide'), region: z.string(), limit: z.number() }),
  z.object({ kind: z.literal('locus/not-found'), query: z.string(), hint: z.string().optional() }),
  /** A variant that none of the file's is; `several` are. */
  z.object({ kind: z.literal('search/not-found'), text: z.string(), file }),
  z.object({ kind: z.literal('search/several'), text: z.string(), file }),
  /** A variant was searched in a case that has no file of variants. */
  z.object({ kind: z.literal('search/no-variants'), text: z.string() }),
  /** A column that follows from the panels is compared with another column. */
  z.object({ kind: z.literal('filter/not-comparable'), column: z.string() }),
  /** A column to sort by or to show that the file's variants do not have. */
  z.object({ kind: z.literal('query/unknown-column'), name: z.string(), columns: z.array(z.string()) }),
  // filters; `detail` is a part of a sentence that says what is wrong and what to do
  z.object({ kind: z.literal('filter/syntax'), ...inFilter, detail: z.string() }),
  /** `closest` are the names that look most like it, as they are written in a filter. */
  z.object({ kind: z.literal('filter/unknown-column'), ...inFilter, name: z.string(), closest: names }),
  z.object({ kind: z.literal('filter/unknown-function'), ...inFilter, name: z.string(), closest: names }),
  /** `roles` are those somebody has. */
  z.object({
    kind: z.literal('filter/unknown-sample'),
    ...inFilter,
    name: z.string(),
    samples: names,
    roles: names,
  }),
  z.object({ kind: z.literal('filter/nobody-in-role'), ...inFilter, role: z.string(), roles: names }),
  z.object({ kind: z.literal('filter/several-in-role'), ...inFilter, role: z.string(), samples: names }),
  z.object({
    kind: z.literal('filter/unknown-word'),
    ...inFilter,
    column: z.string(),
    word: z.string(),
    words: names,
  }),
  z.object({ kind: z.literal('filter/type'), ...inFilter, detail: z.string() }),
  /** Too few, too many or impossible arguments of a function. */
  z.object({ kind: z.literal('filter/argument'), ...inFilter, detail: z.string() }),
  /** Saved filters that cannot be read; `field` is a path into them (`presets[0].name`). */
  z.object({
    kind: z.literal('filter/bad-presets'),
    line: z.number().optional(),
    field: z.string().optional(),
    detail: z.string(),
  }),
  /** The file of the user's own presets: `line` or `field` say where, `detail` what is wrong there. */
  z.object({
    kind: z.literal('preset/damaged'),
    file,
    line: z.number().optional(),
    field: z.string().optional(),
    detail: z.string(),
  }),
  // cases
  /** `folders` are in the chosen ones, and are not looked into. */
  z.object({
    kind: z.literal('case/nothing-to-open'),
    paths: z.array(z.string()),
    folders: names.optional(),
  }),
  z.object({
    kind: z.literal('case/folder-too-full'),
    file,
    files: z.number().int(),
    limit: z.number().int(),
  }),
  z.object({ kind: z.literal('case/none-open') }),
  z.object({ kind: z.literal('case/unknown-file'), id: z.string() }),
  /** A notice: the BAM names no sample, so the file's own name stands for it. */
  z.object({ kind: z.literal('sample/from-file-name'), file, sample: z.string() }),
  z.object({ kind: z.literal('case/unknown-sample'), name: z.string() }),
  /** Notices: the file's name is that of other samples than its `@RG SM`, or of several that it could be. */
  z.object({ kind: z.literal('sample/other-file-name'), file, sample: z.string(), other: z.string() }),
  z.object({ kind: z.literal('sample/ambiguous'), file, sample: z.string(), candidates: names }),
  /** A sample of an alignment file is to be said, and this is none. */
  z.object({ kind: z.literal('sample/not-alignments'), file }),
  // pedigrees: notices of a PED (`file`), which is read as far as it makes sense; else why one is refused
  z.object({ kind: z.literal('pedigree/bad-id'), file: file.optional(), id: z.string() }),
  z.object({
    kind: z.literal('pedigree/id-twice'),
    file: file.optional(),
    id: z.string(),
    family: z.string(),
  }),
  z.object({
    kind: z.literal('pedigree/id-in-families'),
    file: file.optional(),
    id: z.string(),
    families: names,
  }),
  z.object({ kind: z.literal('pedigree/parent-not-listed'), file: file.optional(), ...parentLink }),
  z.object({ kind: z.literal('pedigree/parent-sex'), file: file.optional(), ...parentLink }),
  /** Somebody's father and somebody's mother, maybe of one child. */
  z.object({ kind: z.literal('pedigree/father-and-mother'), file: file.optional(), ...parentLink }),
  z.object({ kind: z.literal('pedigree/own-ancestor'), file: file.optional(), ...parentLink }),
  z.object({ kind: z.literal('pedigree/unknown-person'), id: z.string() }),
  /** A phenotype of a PED that does not say whether somebody is affected: that of `id`, and of `people` in all. */
  z.object({
    kind: z.literal('pedigree/other-phenotype'),
    file,
    id: z.string(),
    phenotype: z.string(),
    people: z.number().int(),
  }),
  /** Nobody of a PED is called as a sample or a file is. */
  z.object({ kind: z.literal('pedigree/no-sample'), file, samples: names }),
  /** A file states a person, or a sample's, whom another of the files opened with it states. */
  z.object({ kind: z.literal('pedigree/stated-again'), file, id: z.string() }),
  /** A file that was added later states people whom the case had stated before. */
  z.object({ kind: z.literal('pedigree/stated-anew'), file, ids: names }),
  z.object({ kind: z.literal('pedigree/sample-twice'), sample: z.string(), ids: names }),
  // case files
  z.object({ kind: z.literal('case/not-a-case'), file, detail: z.string() }),
  /** Written by a later version of Casement: `version` of its form, of which this one knows up to `known`. */
  z.object({ kind: z.literal('case/newer'), file, version: z.number(), known: z.number() }),
  z.object({ kind: z.literal('case/damaged'), file, detail: z.string() }),
  z.object({ kind: z.literal('case/busy'), file }),
  /** Something is asked of a case's file, and it has none. */
  z.object({ kind: z.literal('case/not-kept'), label: z.string() }),
  /** A case file was opened together with other files. */
  z.object({ kind: z.literal('case/with-others'), file }),
  z.object({ kind: z.literal('case/exists'), file }),
  /** Events were changed, removed or put in from outside: from event `sequence` on. */
  z.object({ kind: z.literal('case/chain-broken'), file, sequence: z.number(), detail: z.string() }),
  z.object({ kind: z.literal('case/bad-event'), file, sequence: z.number(), detail: z.string() }),
  /** Another has it open to write; `since` is UTC, ISO 8601. */
  z.object({
    kind: z.literal('case/locked'),
    file,
    owner: z.object({ user: z.string(), machine: z.string(), app: z.string(), since: z.string() }),
  }),
  z.object({ kind: z.literal('case/lock-lost'), file }),
  z.object({ kind: z.literal('case/overtaken'), file }),
  /** What lies at its path is no longer the file that was opened. */
  z.object({ kind: z.literal('case/displaced'), file }),
  z.object({ kind: z.literal('case/not-stale'), file }),
  z.object({ kind: z.literal('case/nothing-to-undo'), redo: z.boolean() }),
  z.object({ kind: z.literal('case/digested'), label: z.string() }),
  /** Nobody of that id is in the pedigree, nor among the samples. */
  z.object({ kind: z.literal('case/unknown-individual'), id: z.string() }),
  /** An input of the case lies nowhere it was looked for. */
  z.object({ kind: z.literal('case/input-missing'), file, looked: z.array(z.string()) }),
  /** What lies where an input of the case was is another file; `detail` says how. */
  z.object({ kind: z.literal('case/input-differs'), file, detail: z.string() }),
  z.object({
    kind: z.literal('case/build-conflict'),
    conflicts: z.array(
      z.object({
        fileA: z.string(),
        a: contigLength,
        fileB: z.string(),
        b: contigLength,
      }),
    ),
  }),
  // checks before the first variant
  /** A check whose failure nobody can acknowledge. */
  z.object({ kind: z.literal('quality/blocks'), check: checkIdSchema }),
  /** What is acknowledged is not, or no longer, what the check found. */
  z.object({ kind: z.literal('quality/other-finding'), check: checkIdSchema }),
  /** There is no acknowledgement to withdraw. */
  z.object({ kind: z.literal('quality/not-acknowledged'), check: checkIdSchema }),
  // work and processes
  z.object({ kind: z.literal('task/cancelled'), title: z.string() }),
  z.object({ kind: z.literal('task/unknown'), id: z.string() }),
  z.object({ kind: z.literal('engine/died'), call: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('call/invalid'), call: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('call/unknown'), call: z.string() }),
  z.object({ kind: z.literal('host/unsupported'), what: z.string() }),
  z.object({ kind: z.literal('host/disconnected'), detail: z.string() }),
  /** A defect of ours. `detail` goes to "Copy details", never into the sentence alone. */
  z.object({ kind: z.literal('internal'), detail: z.string() }),
])

export type CasementError = z.infer<typeof errorSchema>

/** A schema with a name: written out wherever it is used, the contract's types would be longer than the compiler writes. */
export interface CasementErrorSchema extends z.ZodType<CasementError> {
  /** One schema for each kind. */
  readonly options: ReadonlyArray<z.ZodType<CasementError>>
}
export const casementErrorSchema: CasementErrorSchema = errorSchema
