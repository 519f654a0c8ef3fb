import { useHost } from '../session-context.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'

export function AboutDialog({ onClose }: { onClose: () => void }) {
  const about = useHost((s) => s.about)
  const info = useHost((s) => s.info)
  return (
    <ModalDialog title="About Casement" width={640} onClose={onClose}>
      <div className="dialog-body stack" tabIndex={0} role="region" aria-label="About">
        <p>
          <strong>Casement {about?.version ?? ''}</strong>
          <br />
          <span className="muted">
            {info
              ? `${info.kind === 'desktop' ? 'Desktop app' : 'Server on this machine'}, ${info.platform}`
              : ''}
            {about
              ? ` · Node ${about.node} · ${about.workers} ${about.workers === 1 ? 'worker' : 'workers'}`
              : ''}
          </span>
        </p>
        <p>Offline — no network is used. Source files are only read, never changed.</p>
        <h3>Bundled data</h3>
        {about === null && <p className="muted">The engine has not answered yet.</p>}
        {about?.sources.length === 0 && <p className="muted">No bundled data.</p>}
        <ul className="about-sources">
          {about?.sources.map((source) => (
            <li key={`${source.name} ${source.release}`}>
              <strong>{source.name}</strong>
              <span className="muted">
                {source.release} · {source.date} · {source.licence}
              </span>
              <span className="muted">{source.note}</span>
            </li>
          ))}
        </ul>
      </div>
    </ModalDialog>
  )
}
