import type { CaseFile } from '../../../shared/case/case-file.ts'
import { sentence } from '../../../shared/errors/sentence.ts'
import type { Conflict } from '../../../shared/variant/joint-columns.ts'
import { countText, plural } from '../../ui/amounts.ts'
import { importNotes } from './filter-words.ts'

export type LabelledFile = { readonly file: CaseFile; readonly label: string }

/** Over what the list counts: `3 files`, `2 of 3 files`. */
export const filesCounted = (listed: number, all: number): string =>
  listed === all ? plural(all, 'file') : `${listed} of ${plural(all, 'file')}`

/** Something of a file that its list does not show: said beside the count. */
export type JointNote = {
  readonly file: string
  readonly words: string
  /** The reason in full; null where there is no more to say. */
  readonly why: string | null
  /** It can be imported again. */
  readonly again: boolean
}

/**
 * Files that a list of all lacks, wholly or in part.
 *
 * @param shareOf how much of a file's import is done, 0…1; null while unknown
 */
export function jointNotes(
  files: readonly LabelledFile[],
  shareOf: (task: string) => number | null,
): JointNote[] {
  return files.flatMap(({ file: { id, store }, label }): JointNote[] => {
    const note = (words: string, more: Partial<JointNote> = {}): JointNote[] => [
      { file: id, words: `${label} ${words}`, why: null, again: false, ...more },
    ]
    switch (store?.state) {
      case undefined:
        return note('is not in the list yet: its import has not begun')
      case 'importing': {
        const share = shareOf(store.task)
        return note(
          `is not in the list yet: it is being imported${share === null ? '' : ` (${Math.floor(share * 100)} %)`}`,
        )
      }
      case 'failed':
        return note('is not in the list: it could not be imported', {
          why: sentence(store.error),
          again: true,
        })
      case 'cancelled':
        return note('is not in the list: its import was cancelled', { again: true })
      case 'ready':
        return store.summary.stopped === null
          ? []
          : note('is damaged: only what comes before that is in the list', {
              why: sentence(store.summary.stopped),
            })
    }
  })
}

const TYPES = { integer: 'a number', number: 'a number', text: 'text', word: 'a word', flag: 'a flag' }

/** What the imports left out, and what a list of several files cannot offer: each a sentence. */
export function jointImportNotes(files: readonly LabelledFile[], conflicts: readonly Conflict[]): string[] {
  const ofFiles = files.flatMap(({ file: { store }, label }) => {
    if (store?.state !== 'ready') return []
    const { withoutAllele } = store.summary
    const blocks =
      withoutAllele === 0
        ? []
        : [
            `${countText(withoutAllele)} of the records in ${label} have no alternate allele (reference blocks are such): list that file alone to see them.`,
          ]
    return [...importNotes({ name: label }, store.summary), ...blocks]
  })
  const ofFields = conflicts.map(
    ({ name, of }) =>
      `${name} cannot be filtered by or shown here: it is ${of.map(({ label, type }) => `${TYPES[type]} in ${label}`).join(', ')}. List a file alone for that.`,
  )
  return [...ofFiles, ...ofFields]
}
