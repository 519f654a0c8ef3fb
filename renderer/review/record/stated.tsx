import type { PlacedEntry } from '../../../shared/shortlist/shortlist-index.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { statedOf } from '../../app/list/stated.ts'
import { useCase } from '../../app/session-context.tsx'
import { asRead, sourceName, sourceTitle, statedFacts, statementTitle } from '../words/stated-words.ts'

/** What other programs say of the variant, one section for each list: theirs, and said to be. */
export function Stated({ row }: { row: VariantRow }) {
  const current = useCase((s) => s.current)
  return statedOf(current, row).map((one) => (
    <StatedByOne key={one.shortlist.digest} stated={one} caseBuild={current?.build ?? 'unknown'} />
  ))
}

function StatedByOne({
  stated: { shortlist, entry },
  caseBuild,
}: {
  stated: PlacedEntry
  caseBuild: string
}) {
  const id = `stated-${shortlist.digest}`
  const unsaid = [
    ...(shortlist.date === null ? ['date'] : []),
    ...(shortlist.build === 'unknown' && caseBuild !== 'unknown' ? [`build (taken to be ${caseBuild})`] : []),
  ]
  return (
    <section className="record-section stated" aria-labelledby={id}>
      <h2 id={id}>Stated by {sourceTitle(shortlist)}</h2>
      <p className="muted">
        From {shortlist.name}
        {unsaid.length > 0 && `, which gives no ${unsaid.join(' and no ')}`}: what {sourceName(shortlist)}{' '}
        says, not a finding of this review.
      </p>
      <ul className="stated-list">
        {entry.statements.map((statement, at) => (
          <li key={at}>
            <p className="stated-title">{statementTitle(statement)}</p>
            <dl className="stated-facts">
              {statedFacts(statement).map(({ name, value }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
      <dl className="stated-facts">
        {entry.zygosities.length > 0 && (
          <div>
            <dt>Genotypes it saw</dt>
            <dd>
              {entry.zygosities
                .map(({ sample, zygosity }) =>
                  sample === null ? zygosity : `${sample}: ${asRead(zygosity)}`,
                )
                .join(', ')}
            </dd>
          </div>
        )}
        {entry.hgvs.length > 0 && (
          <div>
            <dt>Named there</dt>
            <dd className="mono">{entry.hgvs.join(', ')}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}
