import { breakendMate } from '../../../shared/variant/breakend.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { useCommand } from '../../app/command-context.tsx'
import { useSession } from '../../app/session-context.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { joinedText, mateWarnings } from '../words/mate-words.ts'
import { useMate } from './use-mate.ts'

/** What a breakend is joined to: the place, its record in the file, and the way to both. */
export function BreakendEnd({ row }: { row: VariantRow }) {
  const { selection } = useSession()
  const run = useCommand()
  const found = useMate(row)
  const mate = found?.mate ?? null
  return (
    <section className="record-section" aria-labelledby="end-heading">
      <h2 id="end-heading">Other end</h2>
      <p>{joinedText(row, found)}</p>
      {found &&
        mateWarnings(row, found).map((text) => (
          <p key={text} className="summary-warning" role="note">
            <Icon name="warning" />
            <span>{text}</span>
          </p>
        ))}
      {found?.hidden === true && (
        <p className="muted">The list’s filters hide that record; it can be shown all the same.</p>
      )}
      <div className="breakend-actions">
        {mate && (
          <Button onPress={() => selection.getState().select(mate.file, mate.row, mate)}>
            {found?.hidden === true ? 'Show its record' : 'Select its record'}
          </Button>
        )}
        {breakendMate(row.alt) !== null && (
          <Button onPress={() => run('return-to-variant')}>Show both places</Button>
        )}
      </div>
    </section>
  )
}
