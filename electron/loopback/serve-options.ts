import { realpath, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Fault } from '../../shared/errors/fault.ts'

export type ServeOptions = {
  /** Absolute, without symbolic links. */
  readonly roots: readonly string[]
  /** 0: any free port. */
  readonly port: number
  readonly open: boolean
}

export const SERVE_USAGE = `Usage: casement serve [ROOT…] [--port N] [--no-open]

Shows Casement in a browser on this machine, with the files below each ROOT
(the current folder when none is given). Only 127.0.0.1 is listened on; from
another machine use an SSH tunnel: ssh -L PORT:127.0.0.1:PORT server`

/**
 * Reads the arguments of `casement serve`.
 *
 * @returns null when they cannot be understood: print {@link SERVE_USAGE}
 * @throws Fault `file/not-found`, `file/no-permission`, `file/io` for a root that is no folder one can read
 */
export async function readServeOptions(args: readonly string[]): Promise<ServeOptions | null> {
  const parsed = parse(args)
  if (parsed === null) return null
  const roots = await Promise.all((parsed.roots.length > 0 ? parsed.roots : ['.']).map(realFolder))
  return { ...parsed, roots: [...new Set(roots)] }
}

function parse(args: readonly string[]): ServeOptions | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } },
    })
    const port = values.port ?? '0'
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) return null
    return { roots: positionals, port: Number(port), open: values['no-open'] !== true }
  } catch {
    return null
  }
}

async function realFolder(root: string): Promise<string> {
  try {
    const real = await realpath(root)
    if ((await stat(real)).isDirectory()) return real
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
    if (code === 'ENOENT') throw new Fault({ kind: 'file/not-found', file: root })
    if (code === 'EACCES') throw new Fault({ kind: 'file/no-permission', file: root })
    throw new Fault({ kind: 'file/io', file: root, code, detail: String(thrown) }, { cause: thrown })
  }
  throw new Fault({ kind: 'file/io', file: root, code: 'ENOTDIR', detail: 'not a folder' })
}
