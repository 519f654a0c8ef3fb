import { useState } from 'react'
import type { VariantRecord } from '../../../shared/variant/variant-row.ts'
import { plural } from '../../ui/amounts.ts'
import { Button } from '../../ui/button.tsx'
import { ImpactGlyph } from '../../ui/impact-glyph.tsx'
import { consequenceText, IMPACT_WORDS, withoutReference } from '../words/variant-words.ts'
import { Mane } from './record-summary.tsx'

type Annotated = VariantRecord['consequences'][number]

const SHOWN = 6

/** Every annotated transcript of this allele, best first; each opens to all its annotation fields. */
export function Transcripts({ record }: { record: VariantRecord }) {
  const [all, setAll] = useState(false)
  const { consequences } = record
  const shown = all ? consequences : consequences.slice(0, SHOWN)
  return (
    <section className="record-section" aria-labelledby="transcripts-heading">
      <h2 id="transcripts-heading">
        Transcripts <span className="muted">{consequences.length}</span>
      </h2>
      <ul>
        {shown.map((consequence, at) => (
          <li key={`${consequence.source} ${consequence.transcript} ${at}`}>
            <TranscriptLine consequence={consequence} />
          </li>
        ))}
      </ul>
      {consequences.length > shown.length && (
        <Button look="link" onPress={() => setAll(true)}>
          Show {plural(consequences.length - shown.length, 'more transcript')}
        </Button>
      )}
    </section>
  )
}

function TranscriptLine({ consequence }: { consequence: Annotated }) {
  const { impact } = consequence
  const fields = consequence.fields.filter(([, value]) => value !== '')
  return (
    <details className="transcript">
      <summary>
        <span className="transcript-mark" title={impact === null ? 'No impact given' : IMPACT_WORDS[impact]}>
          {impact !== null && <ImpactGlyph impact={impact} />}
        </span>
        <span className="transcript-lines">
          <span className="summary-line">
            <strong>{consequence.gene ?? '–'}</strong>
            <span className="mono muted">{consequence.transcript ?? 'no transcript'}</span>
            {consequence.mane && <Mane />}
          </span>
          <span className="summary-line">
            <span>{consequenceText(consequence.consequence)}</span>
            {consequence.hgvsc && <span className="mono">{withoutReference(consequence.hgvsc)}</span>}
            {consequence.hgvsp && <span className="mono">{withoutReference(consequence.hgvsp)}</span>}
          </span>
        </span>
      </summary>
      <dl className="transcript-fields">
        {fields.map(([name, value], at) => (
          <div key={`${name} ${at}`}>
            <dt>{name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
