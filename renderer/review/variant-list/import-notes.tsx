import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import { useCase, useMarks, useVariants } from '../../app/session-context.tsx'
import { plural } from '../../ui/amounts.ts'
import { IconButton } from '../../ui/button.tsx'
import { importNotes, lostWords } from '../words/filter-words.ts'

/** What the import of the file left out: said quietly, told on request. */
export function ImportNotes() {
  const id = useVariants((s) => s.file)
  const file = useCase((s) => s.current?.files.find((each) => each.id === id))
  const lost = useMarks((s) => s.lost)
  if (file?.store?.state !== 'ready') return null
  const notes = [...lost.map((mark) => lostWords(mark, file.name)), ...importNotes(file, file.store.summary)]
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
