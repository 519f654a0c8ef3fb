import type { Match } from '../case/sample.ts'

/** By what a file of reads or variants came to be a sample's, to whoever opened it. */
export const MATCH_WORDS: Readonly<Record<Match, string>> = {
  'read-group': 'by its @RG SM',
  column: 'its column',
  'file-name': 'by its file name',
  user: 'as you said',
}
