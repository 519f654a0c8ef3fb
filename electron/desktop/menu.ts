import type { MenuItemConstructorOptions } from 'electron'
import type { EventPayload } from '../../shared/contract.ts'

export type MenuCommand = EventPayload<'host.menu'>['command']

/**
 * The menu: commands go to the page as `host.menu`, the rest are the system's own roles. Nothing in it leads
 * outside: no help pages, no "check for updates".
 *
 * @param platform `process.platform`
 * @param packaged false adds the developer's entries
 */
export function menuTemplate(
  platform: string,
  packaged: boolean,
  send: (command: MenuCommand) => void,
): MenuItemConstructorOptions[] {
  const item = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const mac: MenuItemConstructorOptions[] = [
    {
      label: 'Casement',
      submenu: [
        item('About Casement', 'about'),
        { type: 'separator' },
        { role: 'hide' },
        { role: 'hideOthers' },
        { role: 'unhide' },
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
  ]
  return [
    ...(platform === 'darwin' ? mac : []),
    {
      label: '&File',
      submenu: [
        item('Open files…', 'open-files', 'CmdOrCtrl+O'),
        item('Open folder…', 'open-folder', 'CmdOrCtrl+Shift+O'),
        item('Close case', 'close-case', 'CmdOrCtrl+W'),
        ...(platform === 'darwin' ? [] : [{ type: 'separator' } as const, { role: 'quit' } as const]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Light or dark', 'theme'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(packaged ? [] : [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
      ],
    },
    {
      label: '&Help',
      submenu: [item('Keyboard shortcuts', 'shortcuts'), item('About Casement', 'about')],
    },
  ]
}
