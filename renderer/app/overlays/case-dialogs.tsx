import { useState } from 'react'
import { BrowseDialog } from '../../start/browse-dialog.tsx'
import { caseFileName } from '../../review/words/case-words.ts'
import { Button } from '../../ui/button.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'
import { useCase, useSession, useView } from '../session-context.tsx'

/** Names the case: for people, never with a name of theirs. */
export function RenameDialog({ onClose }: { onClose: () => void }) {
  const { cases } = useSession()
  const label = useCase((s) => s.current?.label ?? '')
  const [text, setText] = useState(label)
  const name = text.trim()
  const rename = (): void => {
    onClose()
    if (name !== '' && name !== label) void cases.getState().setLabel(name)
  }
  return (
    <ModalDialog
      title="Name the case"
      width={440}
      onClose={onClose}
      footer={
        <>
          <span className="push" />
          <Button look="primary" isDisabled={name === ''} onPress={rename}>
            Name it
          </Button>
        </>
      }
    >
      <form
        className="dialog-body stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (name !== '') rename()
        }}
      >
        <label className="stack">
          Label, shown on every screen
          <input
            className="text-field"
            value={text}
            maxLength={200}
            autoFocus
            onFocus={(event) => event.target.select()}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <p className="muted">A pseudonym such as R-1042: it is seen on the projector.</p>
      </form>
    </ModalDialog>
  )
}

/** Where the case is to be kept, on the machine of a loopback host. */
export function SaveCaseDialog({ onClose }: { onClose: () => void }) {
  const { cases } = useSession()
  const current = useCase((s) => s.current)
  return (
    <BrowseDialog
      title="Save the case"
      verb="Save"
      saveAs={caseFileName(current)}
      onClose={onClose}
      onChoose={([path]) => {
        onClose()
        if (path !== undefined) void cases.getState().saveAs(path)
      }}
    />
  )
}

/** Where an input of the case is now. */
export function FindFileDialog({ onClose }: { onClose: () => void }) {
  const { cases } = useSession()
  const finding = useView((s) => s.finding)
  const file = useCase((s) => s.current?.files.find(({ id }) => id === finding))
  if (!file) return null
  return (
    <BrowseDialog
      title={`Find ${file.name}`}
      verb="Take"
      anyFile
      onClose={onClose}
      onChoose={([path]) => {
        onClose()
        if (path !== undefined) void cases.getState().relink(file.id, path)
      }}
    />
  )
}
