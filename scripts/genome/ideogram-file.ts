import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { GeneSources } from './gene-drafts.ts'

/** Where the `ideogram` package (a devDependency) keeps its data. */
export function ideogramData(): string {
  const manifest = createRequire(import.meta.url).resolve('ideogram/package.json')
  return join(dirname(manifest), 'dist', 'data')
}

/** Text of one of its files, unpacked when it is gzip. */
export function readText(path: string): string {
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

/** Its tables are tab-separated with `#` header lines. */
export function tableRows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
}

/** The human gene tables. */
export function readGeneSources(): GeneSources {
  const read = (name: string): string => readText(join(ideogramData(), 'cache', name))
  return {
    genes: read('genes/homo-sapiens-genes.tsv.gz'),
    structures: read('gene-structures/homo-sapiens-gene-structures.tsv.gz'),
    synonyms: read('synonyms/homo-sapiens-synonyms.tsv.gz'),
    variants: read('variants/homo-sapiens-variants.tsv.gz'),
    variantsIndex: read('variants/homo-sapiens-variants.tsv.li.gz'),
  }
}

export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(ideogramData(), '..', '..', 'package.json'), 'utf8'))
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : ''
}
