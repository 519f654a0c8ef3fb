import { hasVariants } from '../../../shared/case/case-file.ts'
import { ALL_FILES } from '../../../shared/variant/joint-columns.ts'
import { useCommand } from '../../app/command-context.tsx'
import { storeOf } from '../../app/list/list-scope.ts'
import { useCase, useList, useMarks, useSession, useTasks, useVariants } from '../../app/session-context.tsx'
import { progressOf } from '../../app/stores/task-store.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { plural } from '../../ui/amounts.ts'
import { MARKED_PRESET } from '../../../shared/filter/built-in-presets.ts'
import { placesOf } from '../../app/list/preset-filters.ts'
import { useMarkCount } from '../use-marks.ts'
import { useFilters } from '../filter-bar/use-filters.ts'
import { filteredCount, importWords, markedWords } from '../words/filter-words.ts'
import { filesCounted } from '../words/joint-words.ts'
import { blockCount, heldOf, variantCount } from '../words/variant-words.ts'
import { ImportNotes, useImportNotes } from './import-notes.tsx'

/** The second line: how many of how many, by how many filters, and what clears them. */
export function ListCount() {
  const file = useVariants((s) => s.file)
  const failed = useVariants((s) => s.error !== null && s.available === 0)
  const unfiltered = useCase((s) => (storeOf(s.current, file)?.state ?? 'ready') !== 'ready')
  const blocks = useVariants((s) => s.referenceBlocks > 0)
  const said = useImportNotes()
  if (file === null) return null
  return (
    <div className="list-count-line">
      {/* There is room for one: until it is imported the status bar has the count. */}
      {!failed && (!unfiltered || blocks) && <Count />}
      {file === ALL_FILES ? <FilesCounted /> : <ImportState />}
      <Marked />
      {said.notRead !== null && (
        <span className="list-not-read">
          <ImportNotes {...said} />
        </span>
      )}
      <span className="push" />
      {said.notRead === null && <ImportNotes {...said} />}
      <Clear />
    </div>
  )
}

/** What is not listed (the reference blocks of a gVCF, or the variants beside them) is a link that lists it instead. */
function Count() {
  const { variants } = useSession()
  const list = useVariants((s) => s)
  const filters = useFilters()
  const words = useWords(filters)
  const blocks = blockCount(list)
  const cut = list.truncated || list.stopped ? '' : undefined
  if (blocks === null && list.of === 'variants')
    return (
      <span className="list-count" role="status" title={words} data-cut={cut}>
        {words}
      </span>
    )
  const listVariants = list.of === 'variants'
  const shownBlocks = heldOf(list.available, list.referenceBlocks, blocks ?? 'no reference blocks')
  return (
    <span className="list-count list-count-two" data-cut={cut}>
      {listVariants ? (
        words
      ) : (
        <Switch words={variantCount(list)} onPress={() => void variants.getState().list('variants')} />
      )}
      <span aria-hidden="true"> · </span>
      {listVariants && blocks !== null ? (
        <Switch words={blocks} onPress={() => void variants.getState().list('reference-blocks')} />
      ) : (
        shownBlocks
      )}
    </span>
  )
}

/** Of the filters that made the lines that are here: others may be on their way. */
function useWords(filters: ReturnType<typeof useFilters>): string {
  const list = useVariants((s) => s)
  if (list.asked === null) return variantCount(list)
  const used = list.asked.query.filters.length
  const off = filters.filter(({ filter }) => !filter.enabled).length
  const wrong = filters.filter(({ filter, problem }) => filter.enabled && problem !== null).length
  if (used + off + wrong === 0) return variantCount(list)
  const stopped = list.stopped !== null
  return filteredCount({ available: list.available, found: list.found, used, off, wrong, stopped })
}

function FilesCounted() {
  const files = useCase((s) => s.current?.files)
  const listed = useVariants((s) => s.files.length)
  const words = filesCounted(listed, files?.filter(hasVariants).length ?? 0)
  return (
    <span className="import-state" title={`The list has the variants of ${words} of this case`}>
      in {words}
    </span>
  )
}

/** How far the import is, on which the filters wait; and what to do when it ended without them. */
function ImportState() {
  const { cases } = useSession()
  const file = useVariants((s) => s.file)
  const store = useCase((s) => storeOf(s.current, file))
  const task = store?.state === 'importing' ? store.task : null
  const share = useTasks((s) => {
    const found = s.tasks.find(({ id }) => id === task)
    return found === undefined ? null : progressOf(found)
  })
  const unreadable = useVariants((s) => s.error !== null && s.found === 0)
  const words = importWords(store, share)
  // What the list cannot read is not imported either: the list says why.
  if (words === null || file === null || (store === undefined && unreadable)) return null
  const again = store?.state === 'failed' || store?.state === 'cancelled'
  return (
    <>
      <span className="import-state" title={words}>
        {words}
      </span>
      {again && (
        <Button look="link" onPress={() => void cases.getState().importAgain(file)}>
          Import again
        </Button>
      )}
    </>
  )
}

/** How many are marked, and what lists them alone. Marks of variants that the file no longer has are counted, and said. */
function Marked() {
  const run = useCommand()
  const count = useMarkCount()
  const lost = useMarks((s) => s.lost.length)
  const only = useList((s) => placesOf(MARKED_PRESET, s.view.filters) !== null)
  const imported = useVariants((s) => s.asked !== null)
  if (count === 0) return null
  const words = markedWords(count, lost)
  if (!imported)
    return (
      <span className="list-marked" role="status">
        {words}
      </span>
    )
  return (
    <span className="list-marked" role="status">
      <Button
        look="link"
        aria-pressed={only}
        aria-label={`${words}: ${only ? 'list all again' : 'list only these'}`}
        onPress={() => run('marked-only')}
      >
        {words}
      </Button>
    </span>
  )
}

function Clear() {
  const run = useCommand()
  const { list } = useSession()
  const filters = useList((s) => s.view.filters.length)
  const cleared = useList((s) => s.cleared.length)
  if (filters > 0)
    return (
      <IconButton
        small
        icon="clear"
        label="Clear all filters"
        keys="⌫"
        onPress={() => run('clear-filters')}
      />
    )
  if (cleared === 0) return null
  return (
    <Button look="link" onPress={() => list.getState().putBack()}>
      Put {plural(cleared, 'filter')} back
    </Button>
  )
}

function Switch({ words, onPress }: { words: string; onPress: () => void }) {
  return (
    <Button look="link" aria-label={`List ${words}`} onPress={onPress}>
      {words}
    </Button>
  )
}
