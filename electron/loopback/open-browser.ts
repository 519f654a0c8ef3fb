import { spawn } from 'node:child_process'

type Environment = { readonly [name: string]: string | undefined }

/** The command that opens a URL in the user's browser, or null where nobody would see it. */
export function browserCommand(
  env: Environment,
  platform: string,
): { readonly command: string; readonly args: readonly string[] } | null {
  if (env['SSH_CONNECTION'] || env['CI']) return null
  if (platform === 'darwin') return { command: 'open', args: [] }
  if (platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler'] }
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? { command: 'xdg-open', args: [] } : null
}

/** Opens `url` if there is a browser to be seen; that it could not is no error, the URL is printed as well. */
export function openBrowser(url: string): void {
  const found = browserCommand(process.env, process.platform)
  if (found === null) return
  const child = spawn(found.command, [...found.args, url], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
