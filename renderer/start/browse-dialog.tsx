import { useEffect, useMemo, useState } from 'react'
import { GridList, GridListItem, ListLayout, type Selection, Virtualizer } from 'react-aria-components'
import { useStore } from 'zustand'
import { useSession } from '../app/session-context.tsx'
import { bytesText, plural } from '../ui/amounts.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { Icon } from '../ui/icon.tsx'
import { ModalDialog } from '../ui/modal-dialog.tsx'
import { type BrowseStore, createBrowseStore, type Entry, shownEntries } from './browse-store.ts'
import './start.css'

/** The loopback host's file dialog: folders of the server, several files at once, all by keyboard. */
export function BrowseDialog({
  title,
  verb,
  anyFile = false,
  saveAs,
  onChoose,
  onClose,
}: {
  title: string
  /** On the button: `Open` or `Add`. */
  verb: string
  /** Files whose names do not tell what they are: all are shown, and whole folders are not taken. */
  anyFile?: boolean
  /** A name to begin with: what is chosen is a place for a new file, a folder and a name. */
  saveAs?: string
  onChoose: (paths: readonly string[]) => void
  onClose: () => void
}) {
  const { client } = useSession()
  const [store] = useState(() => createBrowseStore(client))
  const { listing, ticked } = useStore(store)
  useEffect(() => {
    store.getState().setEverything(anyFile)
    void store.getState().go(null)
  }, [store, anyFile])
  const folder = listing?.folder ?? null
  return (
    <ModalDialog
      title={title}
      width={760}
      onClose={onClose}
      footer={
        saveAs !== undefined ? (
          <SaveFooter folder={folder} name={saveAs} onSave={(path) => onChoose([path])} />
        ) : (
          <>
            <span className="push muted" role="status">
              {ticked.size === 0
                ? anyFile
                  ? 'Tick files.'
                  : 'Tick files, or take the whole folder with everything in it.'
                : `${plural(ticked.size, 'file')} ticked`}
            </span>
            {!anyFile && (
              <Button isDisabled={folder === null} onPress={() => folder !== null && onChoose([folder])}>
                {verb} this folder
              </Button>
            )}
            <Button look="primary" isDisabled={ticked.size === 0} onPress={() => onChoose([...ticked])}>
              {verb} {ticked.size === 0 ? 'files' : plural(ticked.size, 'file')}
            </Button>
          </>
        )
      }
    >
      <BrowsePath store={store} />
      <BrowseList store={store} />
    </ModalDialog>
  )
}

const ENDING = '.casement'

/** The name of a new file in the folder that is shown. */
function SaveFooter({
  folder,
  name,
  onSave,
}: {
  folder: string | null
  name: string
  onSave: (path: string) => void
}) {
  const [text, setText] = useState(name)
  const typed = text.trim()
  const isName = typed !== '' && !/[\\/]/.test(typed)
  const save = (): void => {
    if (folder === null || !isName) return
    const separator = folder.includes('\\') ? '\\' : '/'
    onSave(`${folder}${separator}${typed.endsWith(ENDING) ? typed : typed + ENDING}`)
  }
  return (
    <form
      className="browse-save push"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <label className="browse-save-name">
        Name
        <input className="text-field" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      {folder === null && <span className="muted">Choose a folder first.</span>}
      <Button look="primary" isDisabled={folder === null || !isName} onPress={save}>
        Save here
      </Button>
    </form>
  )
}

function BrowsePath({ store }: { store: BrowseStore }) {
  const { listing, filter, everything, setFilter, setEverything, go } = useStore(store)
  const hidden = listing?.entries.filter((entry) => !entry.folder && entry.likely === null).length ?? 0
  const folder = listing?.folder
  return (
    <div className="browse-path">
      <IconButton
        icon="back"
        label="Parent folder"
        isDisabled={folder === null || folder === undefined || listing?.parent === folder}
        onPress={() => void go(listing?.parent ?? null)}
      />
      {/* The end of a long path tells more than its beginning; the mark keeps its slashes in reading order. */}
      <span className="mono" title={folder ?? undefined}>
        {folder === null || folder === undefined ? 'Folders of this server' : `\u200e${folder}`}
      </span>
      {(hidden > 0 || everything) && (
        <Button look="link" onPress={() => setEverything(!everything)}>
          {everything ? 'Hide other files' : `Show ${plural(hidden, 'other file')}`}
        </Button>
      )}
      <input
        className="text-field"
        type="search"
        aria-label="Filter by name"
        placeholder="Filter by name"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
    </div>
  )
}

function BrowseList({ store }: { store: BrowseStore }) {
  const state = useStore(store)
  const { listing, filter, everything, ticked, loading, error, tick, go } = state
  const entries = useMemo(() => shownEntries({ listing, filter, everything }), [listing, filter, everything])
  const files = entries.filter((entry) => !entry.folder)
  const onSelectionChange = (selection: Selection): void => {
    const paths = selection === 'all' ? files.map((entry) => entry.path) : [...selection].map(String)
    tick(entries, new Set(paths))
  }
  return (
    <>
      {error && (
        <div className="browse-note">
          <ErrorNote error={error}>
            <Button look="link" onPress={() => void go(listing?.folder ?? null)}>
              Try again
            </Button>
          </ErrorNote>
        </div>
      )}
      <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: 28 }}>
        <GridList
          key={listing?.folder ?? 'roots'}
          className="browse-list"
          aria-label="Files"
          aria-busy={loading}
          autoFocus
          items={entries}
          selectionMode="multiple"
          selectionBehavior="toggle"
          selectedKeys={new Set(entries.filter((e) => ticked.has(e.path)).map((e) => e.path))}
          disabledBehavior="selection"
          disabledKeys={entries.filter((entry) => entry.folder).map((entry) => entry.path)}
          onSelectionChange={onSelectionChange}
          renderEmptyState={() => (
            <p className="browse-note muted">
              {loading
                ? 'Reading the folder…'
                : filter === ''
                  ? 'No files here that Casement reads.'
                  : `Nothing here is called “${filter}”.`}
            </p>
          )}
        >
          {(entry) => <BrowseItem entry={entry} onEnter={() => void go(entry.path)} />}
        </GridList>
      </Virtualizer>
    </>
  )
}

function BrowseItem({ entry, onEnter }: { entry: Entry; onEnter: () => void }) {
  return (
    <GridListItem
      id={entry.path}
      textValue={entry.name}
      className="browse-item"
      {...(entry.folder ? { 'data-folder': '', onAction: onEnter } : {})}
    >
      {({ isSelected }) => (
        <>
          {entry.folder ? (
            <Icon name="folder" />
          ) : (
            <span className="browse-tick">{isSelected && <Icon name="check" size={12} />}</span>
          )}
          <span className="browse-name" title={entry.name}>
            {entry.name}
          </span>
          <span className="browse-kind">{entry.folder ? 'folder' : (entry.likely ?? '')}</span>
          <span className="browse-size">{entry.folder ? '' : bytesText(entry.size)}</span>
          <span className="browse-date">
            {/* The folders the server was started with come without a date. */}
            {entry.mtimeMs > 0 &&
              new Date(entry.mtimeMs).toLocaleDateString('en-GB', { dateStyle: 'medium' })}
          </span>
        </>
      )}
    </GridListItem>
  )
}
