import { Button as AriaButton } from 'react-aria-components'
import { useCase, useSession } from '../app/session-context.tsx'
import type { RecentCase } from '../app/stores/case-store.ts'
import { dateText, plural } from '../ui/amounts.ts'
import { IconButton } from '../ui/button.tsx'
import { ErrorNote } from '../ui/error-note.tsx'

export function RecentCases({ disabled }: { disabled: boolean }) {
  const { cases } = useSession()
  const recent = useCase((s) => s.recent)
  const error = useCase((s) => s.recentError)
  return (
    <section className="recent" aria-labelledby="recent-heading">
      <h2 id="recent-heading">Recent cases</h2>
      {error && <ErrorNote error={error} />}
      {recent.length === 0 && !error && (
        <p className="recent-empty">None yet: cases you open are listed here, on this machine only.</p>
      )}
      {recent.length > 0 && (
        <ul className="recent-list">
          {recent.map((item) => (
            <li key={item.id} className="recent-item">
              <AriaButton
                className="recent-open"
                isDisabled={disabled}
                onPress={() => void cases.getState().open(item.file === null ? item.paths : [item.file])}
              >
                <RecentLines item={item} />
              </AriaButton>
              <IconButton
                icon="close"
                small
                label={`Forget ${item.label}`}
                onPress={() => void cases.getState().forget(item.id)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function RecentLines({ item }: { item: RecentCase }) {
  return (
    <>
      <span className="recent-line">
        <span className="recent-label">{item.label}</span>
        <span className="muted">{dateText(item.openedAt)}</span>
      </span>
      <span className="recent-line">
        <span className="muted">
          {item.samples.length > 0 ? item.samples.join(', ') : plural(item.paths.length, 'file')}
        </span>
        {!item.reachable && <span className="recent-away">files not reachable</span>}
      </span>
    </>
  )
}
