import type { Handlers } from '../../shared/contract.ts'

type OpenOptions = {
  title: string
  properties: ('openFile' | 'openDirectory' | 'multiSelections')[]
}
export type OpenDialog = (options: OpenOptions) => Promise<{ canceled: boolean; filePaths: string[] }>

/**
 * The system's own dialogs. There is no filter by name: files are opened by content, and a misnamed file that is
 * hidden from the user cannot even be complained about.
 */
export function dialogHandlers(showOpenDialog: OpenDialog): Handlers<'host.chooseFiles'> {
  return {
    'host.chooseFiles': async ({ folder }) => {
      const { canceled, filePaths } = await showOpenDialog({
        title: folder ? 'Open a folder of sequencing files' : 'Open sequencing files',
        properties: folder ? ['openDirectory'] : ['openFile', 'multiSelections'],
      })
      return { paths: canceled ? [] : filePaths }
    },
  }
}
