import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Handlers } from '../../shared/contract.ts'
import { errorOf, Fault } from '../../shared/errors/fault.ts'
import { type OwnPresets } from '../../shared/filter/own-presets.ts'
import { exportPresets, importPresets, type Preset } from '../../shared/filter/preset.ts'
import { writeAtomically } from '../engine/files/atomic-write.ts'
import { ioFault, systemCode } from '../engine/files/io-fault.ts'
import { oneAtATime } from './one-at-a-time.ts'

type PresetCall = 'preset.list' | 'preset.save' | 'preset.remove'

/**
 * The user's own presets, in a file of the same form as one that is handed on: it can be copied to other machines as it is.
 * Each change is made to what is in the file then, so that two windows do not lose each other's.
 *
 * @param folder where `presets.json` lies; made when needed
 */
export function createOwnPresets(folder: string): { readonly handlers: Handlers<PresetCall> } {
  const file = path.join(folder, 'presets.json')

  const change = async (edit: (presets: readonly Preset[]) => Preset[]): Promise<OwnPresets> => {
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(refuse(file))
    const changed = oneAtATime(`${file}.lock`, async () => {
      const { presets, problem } = await load(file)
      const edited = edit(presets)
      const text = exportPresets(edited)
      // What could not be read again is not written: too many of them, an expression that is none.
      if (edited.length > 0) importPresets(text)
      if (problem !== null) await rename(file, asideOf(file))
      if (edited.length === 0) await rm(file, { force: true })
      else await writeAtomically(file, (sink) => sink.write(Buffer.from(text)))
      return { presets: edited, problem: null }
    })
    return changed.catch(refuse(file))
  }

  return {
    handlers: {
      'preset.list': () => load(file),
      'preset.save': ({ presets }) => {
        const names = new Set(presets.map(({ name }) => name))
        return change((kept) => [...kept.filter(({ name }) => !names.has(name)), ...presets])
      },
      'preset.remove': ({ name }) => change((kept) => kept.filter((preset) => preset.name !== name)),
    },
  }
}

/** What is kept; where that cannot be read, why. */
async function load(file: string): Promise<OwnPresets> {
  try {
    return { presets: importPresets(await readFile(file, 'utf8')), problem: null }
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return { presets: [], problem: null }
    return { presets: [], problem: problemOf(file, thrown) }
  }
}

function problemOf(file: string, thrown: unknown): NonNullable<OwnPresets['problem']> {
  const error = errorOf(ioFault(file, thrown))
  if (error.kind !== 'filter/bad-presets') return error
  const { kind: _, ...where } = error
  return { kind: 'preset/damaged', file, ...where }
}

/** A name beside a file that cannot be read, so that whoever made it can still mend it. */
function asideOf(file: string): string {
  const { dir, name, ext } = path.parse(file)
  for (let count = 1; ; count++) {
    const aside = path.join(dir, `${name}.damaged${count === 1 ? '' : `-${count}`}${ext}`)
    if (!existsSync(aside)) return aside
  }
}

/** Turns what a file system says of writing into an error of ours. */
function refuse(file: string): (thrown: unknown) => never {
  return (thrown) => {
    if (['EACCES', 'EPERM', 'EROFS'].includes(systemCode(thrown) ?? ''))
      throw new Fault({ kind: 'file/not-writable', file }, { cause: thrown })
    throw ioFault(file, thrown)
  }
}
