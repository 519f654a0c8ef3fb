import { Checkbox } from 'react-aria-components'
import type { Panel } from '../../../shared/panel/panel.ts'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useSession } from '../session-context.tsx'
import { panelFacts, panelReport } from './panel-words.ts'

/** A gene panel: in use or not, what it is, and what became of every name in it. */
export function PanelItem({ panel, inUse }: { panel: Panel; inUse: boolean }) {
  const store = useSession().sources
  const { name, digest } = panel
  return (
    <li className="file-item">
      <div className="file-line">
        <Checkbox
          className="check"
          isSelected={inUse}
          onChange={(on) => void store.getState().takePanel(digest, on)}
        >
          {({ isSelected }) => (
            <>
              <span className="check-box" aria-hidden="true">
                {isSelected && <Icon name="check" />}
              </span>
              <strong className="file-name">{name}</strong>
            </>
          )}
        </Checkbox>
        <span className="push" />
        <IconButton
          icon="close"
          label={`Remove ${name}`}
          onPress={() => void store.getState().removePanel(digest)}
        />
      </div>
      <p className="muted">{panelFacts(panel)}</p>
      {panelReport(panel).map(({ title, lines }) => (
        <details key={title} className="source-report">
          <summary>{title}</summary>
          <p className="mono">{lines.join(', ')}</p>
        </details>
      ))}
    </li>
  )
}
