import type { IndexState } from '../../../shared/case/case-file.ts'

const FORMAT = {
  bai: 'BAI',
  csi: 'CSI',
  tbi: 'TBI',
  crai: 'CRAI',
  offsets: 'of its lines',
  fai: 'FAI',
  'fai+gzi': 'FAI and GZI',
} as const

/** Where a file's index stands, in words. */
export function indexWords(index: IndexState): string {
  switch (index.state) {
    case 'not-needed':
      return 'Needs no index'
    case 'missing':
      return 'No index'
    case 'building':
      return 'Index is being built…'
    case 'failed':
      return 'Index failed'
    case 'ready': {
      const where = index.where === 'beside' ? 'beside the file' : 'in the cache folder'
      const who = index.built ? `, built by Casement` : ''
      const stale = index.stale ? ', older than the file' : ''
      return `Index ${FORMAT[index.format]} ${where}${who}${stale}`
    }
  }
}
