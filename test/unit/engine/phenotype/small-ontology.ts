import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseObo } from '../../../../electron/engine/phenotype/obo.ts'
import type { Ontology } from '../../../../electron/engine/phenotype/ontology.ts'
import { parseGeneAnnotations } from '../../../../electron/engine/phenotype/phenotype-to-genes.ts'
import type { GeneAnnotations } from '../../../../electron/engine/phenotype/gene-annotations.ts'
import { readLines } from '../../../../electron/engine/files/text/text-lines.ts'
import { plainText } from '../../../support/vcf-text.ts'

const FIXTURES = join(import.meta.dirname, '../../../fixtures/phenotype')

/** In the form of hp.obo; the relations are only like those of the HPO. */
export const SMALL_OBO = readFileSync(join(FIXTURES, 'hp.obo'), 'utf8')

export function obo(text: string): Promise<Ontology> {
  return parseObo(readLines(plainText(text, 'hp.obo')), 'hp.obo')
}

export function annotations(text: string): Promise<GeneAnnotations> {
  return parseGeneAnnotations(readLines(plainText(text, 'phenotype_to_genes.txt')), 'phenotype_to_genes.txt')
}
