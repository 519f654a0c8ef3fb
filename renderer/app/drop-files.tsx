import { useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/modal-dialog.tsx'
import { useCommand } from './command-context.tsx'
import { takeFiles } from './session.ts'
import { useCase, useHost, useSession, useView } from './session-context.tsx'

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** Files dropped anywhere on the window. A browser cannot say where a file lies, so there it is explained instead. */
export function DropFiles() {
  const session = useSession()
  const [over, setOver] = useState(false)
  const [explained, setExplained] = useState(false)

  useEffect(() => {
    let depth = 0
    const onEnter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      depth += 1
      setOver(true)
    }
    const onLeave = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      depth -= 1
      if (depth <= 0) setOver(false)
    }
    const onOver = (event: DragEvent): void => {
      // Without this the browser would leave the page and show the file.
      event.preventDefault()
    }
    const onDrop = (event: DragEvent): void => {
      event.preventDefault()
      depth = 0
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      const { pathOfFile } = session
      if (pathOfFile === null) setExplained(true)
      else
        takeFiles(
          session,
          files.map(pathOfFile).filter((path) => path !== ''),
        )
    }
    window.addEventListener('dragenter', onEnter)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('dragover', onOver)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragenter', onEnter)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('drop', onDrop)
    }
  }, [session])

  return (
    <>
      {over && (
        <div className="drop-veil" aria-hidden="true">
          <p>Drop files or folders to open them</p>
        </div>
      )}
      {explained && <DropExplained onClose={() => setExplained(false)} />}
      <DroppedOntoCase />
    </>
  )
}

function DropExplained({ onClose }: { onClose: () => void }) {
  const run = useCommand()
  const roots = useHost((s) => s.info?.roots)
  return (
    <ModalDialog
      title="Files are opened from the server’s folders"
      width={480}
      onClose={onClose}
      footer={
        <>
          <span className="push" />
          <Button onPress={onClose}>Cancel</Button>
          <Button
            look="primary"
            onPress={() => {
              onClose()
              run('open-files')
            }}
          >
            Choose files…
          </Button>
        </>
      }
    >
      <div className="dialog-body stack">
        <p>
          A browser does not tell this page where a dropped file lies, and nothing is uploaded. Casement reads
          files where they are, next to the server.
        </p>
        {roots && roots.length > 0 && (
          <p className="muted">
            Folders it may show: <span className="mono">{roots.join(', ')}</span>
          </p>
        )}
      </div>
    </ModalDialog>
  )
}

function DroppedOntoCase() {
  const { cases, view } = useSession()
  const dropped = useView((s) => s.dropped)
  const label = useCase((s) => s.current?.label)
  if (dropped.length === 0 || label === undefined) return null
  const close = (): void => view.getState().askAboutDropped([])
  const names = dropped.map((path) => path.split(/[\\/]/).at(-1) ?? path)
  return (
    <ModalDialog
      title={dropped.length === 1 ? 'Open this file' : `Open these ${dropped.length} files`}
      width={480}
      onClose={close}
      footer={
        <>
          <span className="push" />
          <Button
            onPress={() => {
              close()
              void cases.getState().open(dropped)
            }}
          >
            Open as a new case
          </Button>
          <Button
            look="primary"
            onPress={() => {
              close()
              void cases.getState().add(dropped)
            }}
          >
            Add to {label}
          </Button>
        </>
      }
    >
      <ul className="dialog-body mono">
        {names.slice(0, 12).map((name) => (
          <li key={name}>{name}</li>
        ))}
        {names.length > 12 && <li>… and {names.length - 12} more</li>}
      </ul>
    </ModalDialog>
  )
}
