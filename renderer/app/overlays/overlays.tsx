import { FamilyDialog } from '../../family/family-dialog.tsx'
import { ChecksDialog } from '../../quality/checks-dialog.tsx'
import { SavePresetDialog, SharePresetsDialog } from '../../review/filter-bar/preset-dialogs.tsx'
import { CoveragePage } from '../../quality/panel-coverage/coverage-page.tsx'
import { ColumnsDialog } from '../../review/variant-list/columns-dialog.tsx'
import { BrowseDialog } from '../../start/browse-dialog.tsx'
import { useSession, useView } from '../session-context.tsx'
import { AboutDialog } from './about-dialog.tsx'
import { FindFileDialog, RenameDialog, SaveCaseDialog } from './case-dialogs.tsx'
import { FilesDialog } from './files-dialog.tsx'
import { HistoryDialog } from './history-dialog.tsx'
import { IdentifiersDialog } from './identifiers-dialog.tsx'
import { Palette } from './palette.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { SourcesDialog } from './sources-dialog.tsx'
import { TasksDialog } from './tasks-dialog.tsx'
import './overlays.css'

const BROWSED = {
  'browse-panels': { kind: 'panel', title: 'Add gene panels' },
  'browse-phenotype': { kind: 'phenotype', title: 'Add HPO files' },
  'browse-annotation': { kind: 'annotation', title: 'Add annotation files' },
} as const

/** The dialog that is open, if any: there is never more than one. */
export function Overlays() {
  const { view, cases, sources } = useSession()
  const overlay = useView((s) => s.overlay)
  const close = (): void => view.getState().show(null)
  switch (overlay) {
    case null:
      return null
    case 'about':
      return <AboutDialog onClose={close} />
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />
    case 'palette':
      return <Palette onClose={close} />
    case 'files':
      return <FilesDialog onClose={close} />
    case 'tasks':
      return <TasksDialog onClose={close} />
    case 'checks':
      return <ChecksDialog onClose={close} />
    case 'sources':
      return <SourcesDialog onClose={close} />
    case 'browse-panels':
    case 'browse-phenotype':
    case 'browse-annotation': {
      const { kind, title } = BROWSED[overlay]
      return (
        <BrowseDialog
          title={title}
          verb="Add"
          anyFile
          onClose={() => view.getState().show('sources')}
          onChoose={(paths) => {
            view.getState().show('sources')
            void sources.getState().add(kind, paths)
          }}
        />
      )
    }
    case 'panel-coverage':
      return <CoveragePage onClose={close} />
    case 'columns':
      return <ColumnsDialog onClose={close} />
    case 'family':
      return <FamilyDialog onClose={close} />
    case 'history':
      return <HistoryDialog onClose={close} />
    case 'identifiers':
      return <IdentifiersDialog onClose={close} />
    case 'rename-case':
      return <RenameDialog onClose={close} />
    case 'save-case':
      return <SaveCaseDialog onClose={close} />
    case 'find-file':
      return <FindFileDialog onClose={close} />
    case 'save-preset':
      return <SavePresetDialog onClose={close} />
    case 'share-presets':
      return <SharePresetsDialog onClose={close} />
    case 'browse-files':
    case 'browse-add': {
      const add = overlay === 'browse-add'
      return (
        <BrowseDialog
          title={add ? 'Add files to this case' : 'Open files or a folder'}
          verb={add ? 'Add' : 'Open'}
          onClose={close}
          onChoose={(paths) => {
            close()
            void (add ? cases.getState().add(paths) : cases.getState().open(paths))
          }}
        />
      )
    }
  }
}
