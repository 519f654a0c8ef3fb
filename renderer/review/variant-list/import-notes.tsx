import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import { ALL_FILES } from '../../../shared/variant/joint-columns.ts'
import { labelledFiles } from '../../app/list/list-scope.ts'
import { useCase, useMarks, useVariants } from '../../app/session-context.tsx'
import { plural } from '../../ui/amounts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { importNotes, lostWords, notReadWords } from '../words/filter-words.ts'
import { jointImportNotes } from '../words/joint-words.ts'
import { useScope } from './use-columns.ts'

/** What the import of the file left out, told on request. Lines that it could not read are said beside the count. */
export function ImportNotes({ notes, notRead }: Said) {
  if (notes.length === 0) return null
  const about = `${plural(notes.length, 'note')} about the import`
  return (
    <DialogTrigger>
      {notRead === null ? (
        <IconButton small icon="note" label={about} />
      ) : (
        <Button look="link" aria-label={`${notRead}: ${about}`}>
          {notRead}
        </Button>
      )}
      <Popover className="popover" placement="bottom end">
        <Dialog className="import-notes">
          <Heading slot="title" level={2}>
            About the import
          </Heading>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

type Said = {
  readonly notes: readonly string[]
  /** How many lines could not be read; null when all could. */
  readonly notRead: string | null
}

const NOTHING: Said = { notes: [], notRead: null }

/** What there is to say of the import of the file that is listed, or of all of them. */
export function useImportNotes(): Said {
  const id = useVariants((s) => s.file)
  const current = useCase((s) => s.current)
  const scope = useScope()
  const lost = useMarks((s) => s.lost)
  const files = labelledFiles(current)
  const file = current?.files.find((each) => each.id === id)
  if (id !== ALL_FILES && file?.store?.state !== 'ready') return NOTHING
  const ofImport =
    id === ALL_FILES
      ? jointImportNotes(files, scope?.conflicts ?? [])
      : file?.store?.state === 'ready'
        ? importNotes(file, file.store.summary)
        : []
  const labelOf = (of: string): string => files.find((each) => each.file.id === of)?.label ?? of
  const notRead = notReadWords(
    (id === ALL_FILES ? files.map((each) => each.file) : [file]).flatMap((each) =>
      each?.store?.state === 'ready' ? [each.store.summary] : [],
    ),
  )
  const notes = [...lost.map((mark) => lostWords(mark, labelOf(mark.file))), ...ofImport]
  return { notes, notRead }
}
