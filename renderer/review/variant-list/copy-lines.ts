import { keyText } from '../../../shared/variant/variant-key.ts'
import { labelledFiles } from '../../app/list/list-scope.ts'
import { tableText } from '../../app/list/table-text.ts'
import { statedOf } from '../../app/list/stated.ts'
import type { Session } from '../../app/session.ts'
import { plural } from '../../ui/amounts.ts'
import { statedWords } from '../words/stated-words.ts'
import { copyText } from '../../ui/copy-button.tsx'

/** Puts lines of the list on the clipboard as tab-separated text, and says so. */
export async function copyLines(
  { variants, cases, view }: Session,
  shown: readonly { readonly name: string }[],
  lines: readonly number[],
): Promise<void> {
  const { rowAt, cellsAt, samples, asked } = variants.getState()
  const current = cases.getState().current
  const marked = new Set(current?.marks.map(keyText))
  const copied = lines.flatMap((line) => {
    const row = rowAt(line)
    return row === undefined ? [] : [{ row, cells: cellsAt(line) ?? [], marked: marked.has(keyText(row)) }]
  })
  if (copied.length === 0) return
  const names = shown.map(({ name }) => name)
  const build = current?.build ?? 'unknown'
  const files = labelledFiles(current)
  const text = tableText(copied, names, {
    build,
    samples,
    asked: asked?.columns ?? [],
    stated: (row) => statedWords(statedOf(current, row)),
    fileName: (id) => files.find(({ file }) => file.id === id)?.label,
  })
  const done = await copyText(text)
  view.getState().say(done ? `Copied ${plural(copied.length, 'line')}` : 'The clipboard is not available')
}
