import { isUncalled } from '../../../shared/variant/genotype.ts'
import { shortAllele } from '../../../shared/variant/short-allele.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { keyText } from '../../../shared/variant/variant-key.ts'
import { toggleMark } from '../../app/mark-commands.ts'
import { useCase, useSession } from '../../app/session-context.tsx'
import { Button, Hint } from '../../ui/button.tsx'
import { useMarked } from '../use-marks.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { plural } from '../../ui/amounts.ts'
import { ImpactGlyph } from '../../ui/impact-glyph.tsx'
import {
  consequenceText,
  coordinateText,
  IMPACT_WORDS,
  placeText,
  typeText,
  withoutReference,
} from '../words/variant-words.ts'

/** Gene, change, transcript, consequence, and the coordinate with its build. */
export function RecordSummary({ row }: { row: VariantRow }) {
  const build = useCase((s) => s.current?.build ?? 'unknown')
  const { consequence } = row
  const block = row.type === 'reference-block'
  return (
    <header className="summary">
      <div className="summary-head">
        <p className="summary-title">
          {consequence?.gene ? (
            <span className="summary-gene">{consequence.gene}</span>
          ) : (
            <span className="summary-gene summary-no-gene">{placeText(row)}</span>
          )}
          {consequence?.hgvsc && <span className="mono">{withoutReference(consequence.hgvsc)}</span>}
        </p>
        {!block && <MarkButton row={row} />}
      </div>
      {block && <ReferenceBlock row={row} />}
      {!consequence?.gene && !block && <p className="muted">No gene in the file’s annotation</p>}
      {consequence && (
        <>
          <p className="summary-line">
            {consequence.hgvsp && <span className="mono">{withoutReference(consequence.hgvsp)}</span>}
            {consequence.transcript && (
              <span className="mono muted" title={`Transcript, from ${consequence.source}`}>
                {consequence.transcript}
              </span>
            )}
            {consequence.mane && <Mane />}
          </p>
          <p className="summary-line summary-consequence">
            {consequence.impact && <ImpactGlyph impact={consequence.impact} />}
            <span>
              {consequenceText(consequence.consequence)}
              {consequence.impact && (
                <span title={IMPACT_WORDS[consequence.impact]}> · {consequence.impact}</span>
              )}
            </span>
          </p>
        </>
      )}
      <p className="summary-line summary-place">
        <span className="mono" title={coordinateText(build, row)}>
          {coordinateText(build, { ...row, ref: shortAllele(row.ref), alt: shortAllele(row.alt) })}
        </span>
        <CopyButton compact label="Copy the coordinate with its build" text={coordinateText(build, row)} />
      </p>
      <p className="summary-facts muted">
        {[
          typeText(row),
          row.id === null ? null : row.id,
          row.alleles > 1 ? `allele ${row.allele} of ${row.alleles} in its record` : null,
          row.qual === null ? 'QUAL missing' : `QUAL ${row.qual.toLocaleString('en-GB')}`,
        ]
          .filter((fact) => fact !== null)
          .join(' · ')}
      </p>
      {consequence?.worseElsewhere && (
        <p className="summary-warning" role="note">
          <Icon name="warning" />
          <span>Another transcript has a worse consequence: see Transcripts.</span>
        </p>
      )}
    </header>
  )
}

/** Marks the variant for review, as Space does. */
function MarkButton({ row }: { row: VariantRow }) {
  const session = useSession()
  const marked = useMarked().has(keyText(row))
  return (
    <Hint text={marked ? 'Take the mark away' : 'Mark for review'} keys="Space">
      <Button look="quiet" aria-pressed={marked} onPress={() => void toggleMark(session, row)}>
        <Icon name="flag" size={14} />
        {marked ? 'Marked' : 'Mark'}
      </Button>
    </Hint>
  )
}

/** Never taken for a variant, nor a block without a call for the reference, nor its depth for that of one base. */
function ReferenceBlock({ row }: { row: VariantRow }) {
  const bases = row.end - row.start
  const where = bases === 1 ? 'at this position' : `in these ${plural(bases, 'base')}`
  const uncalled = row.genotypes.filter(isUncalled).length
  const all = uncalled === row.genotypes.length
  return (
    <p className="summary-block" role="note">
      <strong>Reference block, not a variant.</strong>{' '}
      {uncalled > 0 && all
        ? `No genotype was called ${where}: this does not say that there is reference.`
        : `The caller saw no alternate allele ${where}.`}
      {uncalled > 0 && !all && ` ${plural(uncalled, 'sample was', 'samples were')} not called.`}
      {bases > 1 && ' Its depth and quality are of the block, not of each position.'}
    </p>
  )
}

export function Mane() {
  return (
    <span className="mane" title="MANE Select, according to the file">
      <span aria-hidden="true">★</span> MANE
    </span>
  )
}
