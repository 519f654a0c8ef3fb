import type { Handlers } from '../../shared/contract.ts'

type OpenOptions = {
  title: string
  properties: ('openFile' | 'openDirectory' | 'multiSelections')[]
}
type SaveOptions = { title: string; defaultPath: string; filters: { name: string; extensions: string[] }[] }

/** Electron's `dialog`, the part of it that is used. */
export type Dialogs = {
  readonly open: (options: OpenOptions) => Promise<{ canceled: boolean; filePaths: string[] }>
  readonly save: (options: SaveOptions) => Promise<{ canceled: boolean; filePath?: string }>
}

/**
 * The system's own dialogs. There is no filter by name for what is opened: files are opened by content, and a misnamed file
 * that is hidden from the user cannot even be complained about.
 */
export function dialogHandlers({ open, save }: Dialogs): Handlers<'host.chooseFiles' | 'host.chooseSave'> {
  return {
    'host.chooseFiles': async ({ folder }) => {
      const { canceled, filePaths } = await open({
        title: folder ? 'Open a folder of sequencing files' : 'Open sequencing files',
        properties: folder ? ['openDirectory'] : ['openFile', 'multiSelections'],
      })
      return { paths: canceled ? [] : filePaths }
    },
    'host.chooseSave': async ({ name }) => {
      const { canceled, filePath } = await save({
        title: 'Save the case',
        defaultPath: name,
        filters: [{ name: 'Casement case', extensions: ['casement'] }],
      })
      return { path: canceled || filePath === undefined || filePath === '' ? null : filePath }
    },
  }
}
