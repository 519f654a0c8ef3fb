import type { CaseFile } from '../../../shared/case/case-file.ts'
import { bytesText } from '../../ui/amounts.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'
import { buildText } from '../../review/words/build-words.ts'
import { indexWords } from '../../review/words/index-words.ts'
import { useCommand } from '../command-context.tsx'
import { useCase, useSession } from '../session-context.tsx'

/** The case's files: what each is, where its index stands, what wants a look, and what was refused. */
export function FilesDialog({ onClose }: { onClose: () => void }) {
  const run = useCommand()
  const current = useCase((s) => s.current)
  if (current === null) return null
  return (
    <ModalDialog
      title={`Files of ${current.label}`}
      width={760}
      onClose={onClose}
      footer={
        <>
          <span className="push" />
          {current.files.some(({ sha256 }) => sha256 === undefined) && (
            <Button
              onPress={() => {
                onClose()
                run('digest-files')
              }}
            >
              Compute SHA-256
            </Button>
          )}
          <Button
            onPress={() => {
              onClose()
              run('add-files')
            }}
          >
            Add files…
          </Button>
        </>
      }
    >
      <div className="dialog-body stack" tabIndex={0} role="region" aria-label="Files">
        {current.refused.length > 0 && (
          <section className="stack" aria-labelledby="refused-heading">
            <h3 id="refused-heading">Not opened</h3>
            {current.refused.map(({ path, error }) => (
              <ErrorNote key={path} error={error} />
            ))}
          </section>
        )}
        <ul className="files">
          {current.files.map((file) => (
            <FileItem key={file.id} file={file} />
          ))}
        </ul>
        {current.files.length === 0 && <p className="muted">None of the files could be opened.</p>}
      </div>
    </ModalDialog>
  )
}

function FileItem({ file }: { file: CaseFile }) {
  const { cases, view, host, client } = useSession()
  const { index } = file
  const find = async (): Promise<void> => {
    if (host.getState().info?.kind !== 'desktop') return view.getState().find(file.id)
    const { paths } = await client.call('host.chooseFiles', { folder: false })
    if (paths[0] !== undefined) await cases.getState().relink(file.id, paths[0])
  }
  const canBuild =
    index.state === 'missing' || index.state === 'failed' || (index.state === 'ready' && index.stale)
  return (
    <li className="file-item">
      <div className="file-line">
        <strong className="file-name" title={file.identity.path}>
          {file.name}
        </strong>
        <CopyButton compact label={`Copy the path of ${file.name}`} text={file.identity.path} />
        <span className="push" />
        {canBuild && (
          <Button onPress={() => void cases.getState().rebuildIndex(file.id)}>
            {index.state === 'missing' ? 'Build index' : 'Rebuild index'}
          </Button>
        )}
      </div>
      <p className="muted">
        {[
          file.kind.toUpperCase(),
          file.compression === 'none' ? null : file.compression,
          bytesText(file.identity.size),
          file.contigs.length === 0 ? null : buildText(file.build),
          file.samples.length === 0 ? null : file.samples.slice(0, 4).join(', '),
          file.samples.length > 4 ? `and ${file.samples.length - 4} more samples` : null,
        ]
          .filter((fact) => fact !== null)
          .join(' · ')}
      </p>
      {file.sha256 !== undefined && (
        <p className="muted">
          SHA-256 <span className="mono">{file.sha256.slice(0, 16)}…</span>{' '}
          <CopyButton compact label={`Copy the SHA-256 of ${file.name}`} text={file.sha256} />
        </p>
      )}
      {file.unreachable && (
        <ErrorNote error={file.unreachable}>
          <Button look="link" onPress={() => void find()}>
            Find it…
          </Button>
        </ErrorNote>
      )}
      {index.state !== 'failed' && <p className="muted">{indexWords(index)}</p>}
      {index.state === 'failed' && <ErrorNote error={index.error} />}
      {file.notices.map((notice) => (
        <ErrorNote key={notice.kind} error={notice} tone="notice" />
      ))}
    </li>
  )
}
