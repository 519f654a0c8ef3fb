import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import { ALL_FILES } from '../../../shared/variant/joint-columns.ts'
import { labelledFiles } from '../../app/list/list-scope.ts'
import { useCase, useMarks, useVariants } from '../../app/session-context.tsx'
import { plural } from '../../ui/amounts.ts'
import { IconButton } from '../../ui/button.tsx'
import { importNotes, lostWords } from '../words/filter-words.ts'
import { jointImportNotes } from '../words/joint-words.ts'
import { useScope } from './use-columns.ts'

/** What the import of the file left out: said quietly, told on request. */
export function ImportNotes() {
  const id = useVariants((s) => s.file)
  const current = useCase((s) => s.current)
  const scope = useScope()
  const lost = useMarks((s) => s.lost)
  const files = labelledFiles(current)
  const file = current?.files.find((each) => each.id === id)
  if (id !== ALL_FILES && file?.store?.state !== 'ready') return null
  const ofImport =
    id === ALL_FILES
      ? jointImportNotes(files, scope?.conflicts ?? [])
      : file?.store?.state === 'ready'
        ? importNotes(file, file.store.summary)
        : []
  const labelOf = (of: string): string => files.find((each) => each.file.id === of)?.label ?? of
  const notes = [...lost.map((mark) => lostWords(mark, labelOf(mark.file))), ...ofImport]
  if (notes.length === 0) return null
  return (
    <DialogTrigger>
      <IconButton small icon="note" label={`${plural(notes.length, 'note')} about the import`} />
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
