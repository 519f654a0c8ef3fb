import type { Handlers } from '../../../shared/contract.ts'
import { ALL_FILES } from '../../../shared/variant/joint-columns.ts'
import { keyText } from '../../../shared/variant/variant-key.ts'
import type { EngineContext } from '../context.ts'
import type { Stores } from './stores.ts'
import { variantFileOf } from './variant-data.ts'

type MarkCall = 'variants.mark' | 'variants.lostMarks' | 'variants.setNote'

/** What the reviewer marks and notes of the open case. It needs no import: a variant is known by what it is. */
export function markCalls({ session }: Pick<EngineContext, 'session'>, stores: Stores): Handlers<MarkCall> {
  return {
    'variants.mark': async ({ variant, marked }) => {
      variantFileOf(session, variant.file)
      const key = keyText(variant)
      const isMarked = session.require().marks.some((mark) => keyText(mark) === key)
      if (marked !== isMarked) session.append({ kind: 'variant-marked', variant, marked })
      return {}
    },
    'variants.setNote': async ({ variant, text }) => {
      variantFileOf(session, variant.file)
      const key = keyText(variant)
      const before = session.require().notes.find((note) => keyText(note.variant) === key)?.text ?? ''
      const after = text.trim() === '' ? '' : text
      if (after !== before) session.append({ kind: 'variant-noted', variant, text: after })
      return {}
    },
    'variants.lostMarks': async ({ file }) => {
      if (file === ALL_FILES) {
        const { parts } = await stores.all()
        return (await Promise.all(parts.map(async ({ scope }) => (await scope.marked?.lost()) ?? []))).flat()
      }
      const variants = await stores.of(variantFileOf(session, file))
      return (await variants?.scope.marked?.lost()) ?? []
    },
  }
}
