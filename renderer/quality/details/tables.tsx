import type { BuildCheck } from '../../../shared/quality/build-check.ts'
import type { FileHealthCheck } from '../../../shared/quality/file-health.ts'
import { referenceWords } from '../../../shared/quality/gate-words.ts'
import type { CheckResult, SexCheck } from '../../../shared/quality/gate.ts'
import type { SwapCheck } from '../../../shared/quality/sample-swap.ts'
import { countText } from '../../ui/amounts.ts'
import { percent } from '../../../shared/quality/percent.ts'
import { decimals, NumbersTable } from '../plots/numbers-table.tsx'
import { useFileName } from '../use-gate.ts'

const WHOLE = 100

export function BuildTables({ result }: { result: BuildCheck }) {
  const examples = result.bases.flatMap(({ name, examples: found }) => found.map((one) => ({ name, ...one })))
  return (
    <>
      <NumbersTable
        label="Contig lengths"
        head={['File', 'Build', 'Contigs', 'Also in other files, of the same length']}
        rows={result.lengths.map(({ file, name, build, contigs, compared }) => ({
          key: file,
          cells: [name, build, countText(contigs), countText(compared)],
        }))}
      />
      {result.bases.length > 0 && (
        <NumbersTable
          label="REF bases"
          head={[
            'File',
            'Positions',
            'Compared',
            'Different',
            `Reference: ${referenceWords(result.reference)}`,
          ]}
          rows={result.bases.map(({ file, name, positions, compared, different }) => ({
            key: file,
            cells: [
              name,
              countText(positions),
              countText(compared),
              countText(different),
              compared === 0 ? '–' : `${percent(1 - different / compared)} equal`,
            ],
          }))}
        />
      )}
      {examples.length > 0 && (
        <NumbersTable
          label="REF bases that differ"
          head={['Position', 'File', 'REF', 'Reference']}
          rows={examples.map(({ name, contig, position, ref, reference }) => ({
            key: `${name} ${contig} ${position}`,
            cells: [`${contig}:${countText(position)}`, name, ref, reference],
          }))}
        />
      )}
    </>
  )
}

const INDEX_WORDS = {
  newer: 'newer than the file',
  older: 'older than the file',
  missing: 'missing',
  building: 'being built',
  failed: 'cannot be used',
  'not-used': '–',
} as const
const END_WORDS = { there: 'there', missing: 'missing', 'not-used': '–' } as const

export function FileTables({ result }: { result: FileHealthCheck }) {
  return (
    <NumbersTable
      label="Files"
      head={['File', 'End mark', 'Index', 'Sorted', 'Read groups', 'Made by']}
      rows={result.files.map((file) => ({
        key: file.file,
        cells: [
          file.name,
          END_WORDS[file.end],
          INDEX_WORDS[file.index],
          file.readGroups === null ? '–' : (file.sortOrder ?? 'not said'),
          file.readGroups === null
            ? '–'
            : `${file.readGroups.count} of ${file.samples.join(', ') || 'no sample'}`,
          file.programs.join(', ') || '–',
        ],
      }))}
    />
  )
}

export function SexTables({ result }: { result: SexCheck }) {
  const fileName = useFileName()
  return (
    <NumbersTable
      label="Sex by depth and by calls on X"
      head={[
        'Sample',
        'By',
        'Depth of X',
        'Depth of Y',
        'Het on X',
        'Hom-alt on X',
        'Het / hom',
        'Seen',
        'Stated',
        'Hints',
      ]}
      rows={[
        ...result.byCoverage.flatMap((one) =>
          one.index === null
            ? []
            : [
                {
                  key: `${one.sample} ${one.file} index`,
                  cells: [
                    one.sample,
                    `${fileName(one.file)}, index alone`,
                    decimals(one.index.depths?.x ?? null),
                    decimals(one.index.depths?.y ?? null),
                    '–',
                    '–',
                    '–',
                    '–',
                    one.stated,
                    '–',
                  ],
                },
              ],
        ),
        ...result.byCoverage.map((one) => ({
          key: `${one.sample} ${one.file}`,
          cells: [
            one.sample,
            `${fileName(one.file)}, ${one.by === 'reads' ? 'reads counted' : 'index alone'}`,
            decimals(one.depths?.x ?? null),
            decimals(one.depths?.y ?? null),
            '–',
            '–',
            '–',
            one.seen ?? '–',
            one.stated,
            one.hints.map(({ karyotype }) => karyotype).join(', ') || '–',
          ],
        })),
        ...result.byGenotypes.map((one) => ({
          key: `${one.sample} ${one.file}`,
          cells: [
            one.sample,
            fileName(one.file),
            '–',
            '–',
            countText(one.calls?.het ?? 0),
            countText((one.calls?.homAlt ?? 0) + (one.calls?.hemizygous ?? 0)),
            decimals(one.hetRatio),
            one.seen ?? '–',
            one.stated,
            one.hints.map(({ karyotype }) => karyotype).join(', ') || '–',
          ],
        })),
      ]}
    />
  )
}

export function SwapTables({ result }: { result: SwapCheck }) {
  const fileName = useFileName()
  const samples = result.rows[0]?.concordances.map(({ sample }) => sample) ?? []
  return (
    <div
      className="numbers-scroll"
      tabIndex={0}
      role="region"
      aria-label="Reads of each file beside each sample’s variants"
    >
      <table className="numbers matrix">
        <caption>Equal genotypes at {countText(result.sites.length)} sites</caption>
        <thead>
          <tr>
            <th scope="col">Reads</th>
            {samples.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">SM</th>
          </tr>
        </thead>
        <tbody>
          {result.rows.map(({ file, sample, verdict, concordances, tags }) => (
            <tr key={file}>
              <th scope="row">{fileName(file)}</th>
              {concordances.map((one) => (
                <td
                  key={one.sample}
                  data-verdict={one.sample === sample ? verdict : undefined}
                  data-own={one.sample === sample ? '' : undefined}
                >
                  {percent(one.share, one.share === 1 ? 0 : 1)}
                  <span className="muted">of {countText(one.compared)}</span>
                </td>
              ))}
              <td data-verdict={tags.verdict}>{tags.found.join(', ') || 'none'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function ContaminationTables({
  result,
}: {
  result: Extract<CheckResult, { check: 'contamination' }>
}) {
  return (
    <NumbersTable
      label="Sites off balance"
      head={['Sample', 'Sites', 'Off balance', 'Share', 'Reads of the other allele']}
      rows={result.samples.map(({ sample, sites, offBalance, share, minorReads }) => ({
        key: sample,
        cells: [
          sample,
          countText(sites),
          countText(offBalance),
          percent(share),
          minorReads === null ? '–' : `${(WHOLE * minorReads).toFixed(2)} %`,
        ],
      }))}
    />
  )
}

export function TumourNormalTables({ result }: { result: Extract<CheckResult, { check: 'tumour-normal' }> }) {
  return (
    <NumbersTable
      label="Tumour and normal"
      head={['Pair', 'Sites', 'Same genotype', 'Somatic alleles', 'With reads in the normal']}
      rows={result.pairs.map(({ tumour, normal, concordance, tumourInNormal }) => ({
        key: `${tumour} ${normal}`,
        cells: [
          `${tumour} – ${normal}`,
          countText(concordance.sites),
          percent(concordance.share),
          countText(tumourInNormal.alleles),
          `${countText(tumourInNormal.inNormal)} (${percent(tumourInNormal.share)})`,
        ],
      }))}
    />
  )
}
