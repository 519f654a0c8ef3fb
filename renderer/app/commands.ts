import { errorOf } from '../../shared/errors/fault.ts'
import type { Region } from '../../shared/genome/region.ts'
import { caseFileName } from '../review/words/case-words.ts'
import { copyText } from '../ui/copy-button.tsx'
import { coordinateText } from '../review/words/variant-words.ts'
import type { CommandId } from './keys/key-map.ts'
import type { SourceKind } from './stores/source-store.ts'
import { toggleMark, toggleMarkedOnly } from './mark-commands.ts'
import { type Session, stepVariant } from './session.ts'

/** Share of the visible width that one ←/→ moves, and the factor of one zoom step. */
const PAN_SHARE = 0.2
const ZOOM_FACTOR = 2

/** Where files of each kind are chosen, when the system's own dialog is not there. */
const BROWSE = {
  panel: 'browse-panels',
  phenotype: 'browse-phenotype',
  annotation: 'browse-annotation',
} as const

/** What each command does. */
export function createCommands(session: Session): (command: CommandId) => void {
  const { cases, selection, view, host } = session
  const { browser } = session
  const focus = (id: string): void => document.getElementById(id)?.focus()

  const showPane = (pane: 'list' | 'record'): void => {
    view.getState().change(pane === 'list' ? { listFolded: false } : { recordFolded: false })
    view.getState().setDrawer(pane, true)
  }
  const focusPane = (pane: 'list' | 'record', id: string): void => {
    showPane(pane)
    // The pane may only be there after the next drawing.
    requestAnimationFrame(() => focus(id))
  }
  const fold = (pane: 'list' | 'record'): void => {
    const state = view.getState()
    const narrow = window.matchMedia(pane === 'list' ? LIST_IS_DRAWER : RECORD_IS_DRAWER).matches
    if (narrow) state.setDrawer(pane, !(pane === 'list' ? state.listDrawer : state.recordDrawer))
    else if (pane === 'list') state.change({ listFolded: !state.listFolded })
    else state.change({ recordFolded: !state.recordFolded })
  }
  const flip = (option: 'viewAsPairs' | 'showSoftClips'): void => {
    const { reads, changeReads } = view.getState()
    changeReads({ [option]: !reads[option] })
  }
  const choose = async (folder: boolean, add: boolean): Promise<void> => {
    if (host.getState().info?.kind !== 'desktop')
      return view.getState().show(add ? 'browse-add' : 'browse-files')
    try {
      const { paths } = await session.client.call('host.chooseFiles', { folder })
      if (paths.length > 0) await (add ? cases.getState().add(paths) : cases.getState().open(paths))
    } catch (thrown) {
      cases.setState({ error: errorOf(thrown) })
    }
  }
  const bring = async (kind: SourceKind): Promise<void> => {
    if (host.getState().info?.kind !== 'desktop') return view.getState().show(BROWSE[kind])
    try {
      const { paths } = await session.client.call('host.chooseFiles', { folder: false })
      view.getState().show('sources')
      if (paths.length > 0) await session.sources.getState().add(kind, paths)
    } catch (thrown) {
      cases.setState({ error: errorOf(thrown) })
    }
  }
  const save = async (): Promise<void> => {
    if (host.getState().info?.kind !== 'desktop') return view.getState().show('save-case')
    try {
      const { path } = await session.client.call('host.chooseSave', {
        name: caseFileName(cases.getState().current),
      })
      if (path !== null) await cases.getState().saveAs(path)
    } catch (thrown) {
      cases.setState({ error: errorOf(thrown) })
    }
  }
  const copyCoordinate = async (): Promise<void> => {
    const { variant } = selection.getState()
    const current = cases.getState().current
    if (variant && current) await copyText(coordinateText(current.build, variant))
  }

  const run: Readonly<Record<CommandId, () => void>> = {
    'next-variant': () => stepVariant(session, 1),
    'previous-variant': () => stepVariant(session, -1),
    'mark-variant': () => void toggleMark(session, selection.getState().variant),
    'marked-only': () => toggleMarkedOnly(session),
    filters: () => {
      showPane('list')
      session.list.getState().setAdding(true)
    },
    'clear-filters': () => session.list.getState().clear(),
    columns: () => view.getState().show('columns'),
    search: () => focus('locus'),
    palette: () => view.getState().show('palette'),
    shortcuts: () => view.getState().show('shortcuts'),
    'go-to-gene': () => {
      const gene = selection.getState().variant?.consequence?.gene
      if (gene) void goToText(session, gene)
    },
    'return-to-variant': () => browser()?.showSelection(),
    'focus-list': () => focusPane('list', 'variant-list'),
    'focus-browser': () => focus('genome-browser'),
    'focus-record': () => focusPane('record', 'record-pane'),
    'fold-list': () => fold('list'),
    'fold-record': () => fold('record'),
    'zoom-in': () => browser()?.zoom(ZOOM_FACTOR),
    'zoom-out': () => browser()?.zoom(1 / ZOOM_FACTOR),
    'pan-left': () => browser()?.pan(-PAN_SHARE),
    'pan-right': () => browser()?.pan(PAN_SHARE),
    'sort-by-base': () => {
      view.getState().changeReads({ sortBy: 'base' })
      browser()?.sortReads()
    },
    'toggle-pairs': () => flip('viewAsPairs'),
    'toggle-soft-clips': () => flip('showSoftClips'),
    'toggle-reference': () => browser()?.toggleReference(),
    'locus-back': () => browser()?.back(),
    'locus-forward': () => browser()?.forward(),
    'copy-coordinate': () => void copyCoordinate(),
    'open-files': () => void choose(false, false),
    'open-folder': () => void choose(true, false),
    'add-files': () => void choose(false, true),
    'open-demo': () => void cases.getState().openDemo(),
    'save-case': () => void save(),
    'rename-case': () => view.getState().show('rename-case'),
    'show-history': () => view.getState().show('history'),
    'show-identifiers': () => view.getState().show('identifiers'),
    'digest-files': () => void cases.getState().digest(),
    undo: () => void cases.getState().undo(),
    redo: () => void cases.getState().redo(),
    'close-case': () => void cases.getState().close(),
    'show-family': () => view.getState().show('family'),
    'show-files': () => view.getState().show('files'),
    'show-checks': () => view.getState().show('checks'),
    'show-tasks': () => view.getState().show('tasks'),
    'show-sources': () => view.getState().show('sources'),
    'panel-coverage': () => view.getState().show('panel-coverage'),
    'add-panels': () => void bring('panel'),
    'add-phenotype': () => void bring('phenotype'),
    'add-annotation': () => void bring('annotation'),
    about: () => view.getState().show('about'),
    theme: () => view.getState().nextTheme(),
    'igv-classic': () => view.getState().drawClassic(!view.getState().reads.classic),
    'base-colours': () => view.getState().change({ colourBlindBases: !view.getState().colourBlindBases }),
  }
  return (command) => run[command]()
}

/** Below these widths a side pane is a drawer over the browser. */
export const RECORD_IS_DRAWER = '(max-width: 1099px)'
export const LIST_IS_DRAWER = '(max-width: 759px)'

/** Moves the browser to what a text means (gene, region, position, variant); what went wrong is kept for the box. */
export async function goToText(session: Session, text: string): Promise<boolean> {
  try {
    const locus = await session.client.call('locus.resolve', { query: text })
    session.view.getState().setLocusError(null)
    await goToRegion(session, locus)
    return true
  } catch (thrown) {
    session.view.getState().setLocusError(errorOf(thrown))
    return false
  }
}

export async function goToRegion(session: Session, region: Region): Promise<void> {
  const { contig, start, end } = region
  await session.browser()?.goTo({ contig, start, end })
}
