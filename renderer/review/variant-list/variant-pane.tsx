import { hasAlignments } from '../../../shared/case/case-file.ts'
import { ALL_FILES } from '../../../shared/variant/joint-columns.ts'
import { jointFiles, labelledFiles, storeOf } from '../../app/list/list-scope.ts'
import { useCommand } from '../../app/command-context.tsx'
import { useCase, useList, useSession, useVariants } from '../../app/session-context.tsx'
import { chooseList } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { plural } from '../../ui/amounts.ts'
import { Choice } from '../../ui/choice.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { CoverageLine } from '../../quality/panel-coverage/coverage-line.tsx'
import { FilterBar } from '../filter-bar/filter-bar.tsx'
import { lineLeftOut, stoppedWords } from '../words/variant-words.ts'
import { JointNotes } from './joint-notes.tsx'
import { ListCount } from './list-count.tsx'
import { ListFoot } from './list-foot.tsx'
import { VariantList } from './variant-list.tsx'
import './variant-list.css'

/** The variants of one VCF, or of all, with what hides some of them and their honest count. */
export function VariantPane() {
  const file = useVariants((s) => s.file)
  return (
    <>
      <h2 className="visually-hidden">Variants</h2>
      <ListSwitch />
      {file === null ? (
        <NoList />
      ) : (
        <>
          <FilterBar />
          <ListCount />
          <CoverageLine />
          <JointNotes />
          <ListBody />
          <ListFoot />
        </>
      )}
    </>
  )
}

function ListBody() {
  const empty = useVariants((s) => s.ready && !s.loading && s.available === 0)
  const wrong = useVariants((s) => s.error !== null || s.stopped !== null)
  return (
    <>
      <ListErrors />
      {empty && !wrong ? <Empty /> : <VariantList />}
    </>
  )
}

function ListErrors() {
  const { variants } = useSession()
  const error = useVariants((s) => s.error)
  const stopped = useVariants((s) => s.stopped)
  const found = useVariants((s) => s.found)
  const file = useVariants((s) => s.file)
  const store = useCase((s) => storeOf(s.current, file))
  const listError = useList((s) => s.error)
  const goesOn = lineLeftOut(stopped, store) !== null
  return (
    <>
      {store?.state === 'failed' && !error && !stopped && (
        <div className="list-note">
          <ErrorNote error={store.error} lead="The variants could not be imported." />
        </div>
      )}
      {listError && (
        <div className="list-note">
          <ErrorNote error={listError} lead="The filters could not be counted, or not be kept." />
        </div>
      )}
      {error && (
        <div className="list-note">
          <ErrorNote error={error}>
            <Button look="link" onPress={() => void variants.getState().reload()}>
              Read it again
            </Button>
          </ErrorNote>
        </div>
      )}
      {stopped && !error && !goesOn && (
        <div className="list-note">
          <ErrorNote error={stopped} lead={stoppedWords(found)}>
            <Button look="link" onPress={() => void variants.getState().reload()}>
              Read it again
            </Button>
          </ErrorNote>
        </div>
      )}
    </>
  )
}

/** Why there is nothing in the list, and what to do. */
function Empty() {
  const { list } = useSession()
  const found = useVariants((s) => s.found)
  const blocks = useVariants((s) => s.referenceBlocks)
  const several = useVariants((s) => s.file === ALL_FILES)
  const filtered = useVariants((s) => (s.asked?.query.filters.length ?? 0) > 0)
  if (filtered && found > 0)
    return (
      <div className="list-note muted list-empty">
        <p>None of the {plural(found, 'variant')} passes all the filters.</p>
        <Button look="link" onPress={() => list.getState().clear()}>
          Clear filters
        </Button>
      </div>
    )
  return (
    <p className="list-note muted list-empty">
      {several
        ? 'None of the files listed has a variant.'
        : blocks === 0
          ? 'This VCF has a header and no records: there is nothing to list.'
          : 'This VCF has no variants, only reference blocks: stretches where its caller saw no alternate.'}
    </p>
  )
}

/** The variants of which VCF, or of all, when the case has several. */
function ListSwitch() {
  const session = useSession()
  const file = useVariants((s) => s.file)
  const current = useCase((s) => s.current)
  const lists = labelledFiles(current)
  if (lists.length < 2) return null
  const all = { value: ALL_FILES, text: `All ${lists.length} files` }
  const each = lists.map(({ file, label }) => ({ value: file.id, text: label }))
  return (
    <div className="list-switch">
      <Choice
        label="Variants of which file"
        value={file}
        options={jointFiles(current).length > 0 ? [all, ...each] : each}
        onChange={(id) => chooseList(session, id)}
      />
    </div>
  )
}

function NoList() {
  const run = useCommand()
  const hasReads = useCase((s) =>
    s.current?.files.some((file) => hasAlignments(file) && file.index.state === 'ready'),
  )
  return (
    <div className="list-note muted">
      <p>
        This case has no VCF, so there are no variants to list.
        {hasReads && ' Its reads can be looked at by locus.'}
      </p>
      <Button look="link" onPress={() => run('add-files')}>
        Add a VCF…
      </Button>
    </div>
  )
}
