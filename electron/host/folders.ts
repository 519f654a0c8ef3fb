import os from 'node:os'
import path from 'node:path'

type Environment = { readonly [name: string]: string | undefined }

/**
 * Where derived files go: they can be deleted at any time. `CASEMENT_CACHE` overrides the platform's own place.
 *
 * @see XDG Base Directory Specification
 */
export function cacheFolder(
  env: Environment = process.env,
  platform: string = process.platform,
  home: string = os.homedir(),
): string {
  if (env['CASEMENT_CACHE']) return path.resolve(env['CASEMENT_CACHE'])
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'casement')
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Casement', 'Cache')
  return path.join(absolute(env['XDG_CACHE_HOME']) ?? path.join(home, '.cache'), 'casement')
}

/**
 * Where cases are kept for which nobody has chosen a place yet: what a person did is in them, so this is no cache. `CASEMENT_DATA`
 * overrides the platform's own place.
 */
export function casesFolder(
  env: Environment = process.env,
  platform: string = process.platform,
  home: string = os.homedir(),
): string {
  if (env['CASEMENT_DATA']) return path.join(path.resolve(env['CASEMENT_DATA']), 'cases')
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'casement', 'cases')
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Casement', 'Cases')
  return path.join(absolute(env['XDG_DATA_HOME']) ?? path.join(home, '.local', 'share'), 'casement', 'cases')
}

/** Where the list of recent cases and the user's own presets lie. `CASEMENT_CONFIG` overrides the platform's own place. */
export function configFolder(
  env: Environment = process.env,
  platform: string = process.platform,
  home: string = os.homedir(),
): string {
  if (env['CASEMENT_CONFIG']) return path.resolve(env['CASEMENT_CONFIG'])
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'casement')
  if (platform === 'win32')
    return path.join(env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), 'Casement')
  return path.join(absolute(env['XDG_CONFIG_HOME']) ?? path.join(home, '.config'), 'casement')
}

/** Relative paths in XDG variables are to be ignored. */
function absolute(folder: string | undefined): string | undefined {
  return folder !== undefined && path.isAbsolute(folder) ? folder : undefined
}
