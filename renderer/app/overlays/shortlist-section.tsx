import type { CaseState } from '../../../shared/case/case-state.ts'
import type { Shortlist } from '../../../shared/shortlist/shortlist.ts'
import { sourceTitle } from '../../review/words/stated-words.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../command-context.tsx'
import { useSession } from '../session-context.tsx'
import { absentLines, foundWords, shortlistFacts } from './shortlist-words.ts'
import { useAbsent } from './use-absent.ts'

/** The lists of other programs: whose each is and of when, and how much of it this case's files have. */
export function ShortlistSection({ current }: { current: CaseState }) {
  const { client } = useSession()
  const run = useCommand()
  const { lists, error } = useAbsent(client, current)
  return (
    <section className="stack source-section" aria-labelledby="shortlists-heading">
      <div className="file-line">
        <h3 id="shortlists-heading">Starting shortlists</h3>
        <span className="push" />
        <Button onPress={() => run('add-files')}>Add shortlists…</Button>
      </div>
      {current.shortlists.length === 0 ? (
        <p className="muted">
          None. Genomics England’s InterpretedGenome JSON and Exomiser’s variants (TSV or JSON) are taken up
          when they lie in the case’s folder or are added: what they say of a variant is shown beside it.
        </p>
      ) : (
        <ul className="files">
          {current.shortlists.map((list) => (
            <ShortlistItem
              key={list.digest}
              list={list}
              absent={lists?.find(({ digest }) => digest === list.digest)?.absent ?? null}
            />
          ))}
        </ul>
      )}
      {error && <ErrorNote error={error} />}
    </section>
  )
}

function ShortlistItem({ list, absent }: { list: Shortlist; absent: readonly number[] | null }) {
  const { sources } = useSession()
  return (
    <li className="file-item">
      <div className="file-line">
        <strong className="file-name" title={list.path}>
          {sourceTitle(list)}
        </strong>
        <span className="push" />
        <IconButton
          icon="close"
          label={`Remove ${list.name}`}
          onPress={() => void sources.getState().removeShortlist(list.digest)}
        />
      </div>
      <p className="muted">{shortlistFacts(list)}</p>
      <p>{foundWords(list, absent)}</p>
      {absent !== null && absent.length > 0 && (
        <details className="source-report">
          <summary>Not in the VCF</summary>
          <p className="mono">{absentLines(list, absent).join(', ')}</p>
        </details>
      )}
    </li>
  )
}
