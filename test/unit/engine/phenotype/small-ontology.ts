import { parseObo } from '../../../../electron/engine/phenotype/obo.ts'
import type { Ontology } from '../../../../electron/engine/phenotype/ontology.ts'
import { parseGeneAnnotations } from '../../../../electron/engine/phenotype/phenotype-to-genes.ts'
import type { GeneAnnotations } from '../../../../electron/engine/phenotype/gene-annotations.ts'
import { readLines } from '../../../../electron/engine/files/text/text-lines.ts'
import { plainText } from '../../../support/vcf-text.ts'

/** Made by hand in the form of hp.obo; the relations are only like those of the HPO. */
export const SMALL_OBO = `format-version: 1.2
data-version: hp/releases/2024-12-12
saved-by: nobody
default-namespace: human_phenotype
property_value: terms:license "x"

[Term]
id: HP:0000001
name: All

[Term]
id: HP:0000118
name: Phenotypic abnormality
is_a: HP:0000001 ! All

[Term]
id: HP:0000707
name: Abnormality of the nervous system
synonym: "Neurologic abnormalities" EXACT []
is_a: HP:0000118 ! Phenotypic abnormality

[Term]
id: HP:0001250
name: Seizure
alt_id: HP:0002279
alt_id: HP:0002391
def: "A seizure is an event: it has a name: value." [HPO:x]
synonym: "Epileptic seizure" EXACT []
synonym: "Seizures" EXACT layperson []
synonym: "Fits \\"so called\\"" RELATED []
xref: UMLS:C0036572
is_a: HP:0000707 {source="x"} ! Abnormality of the nervous system

[Term]
id: HP:0007359
name: Focal-onset seizure
synonym: "Seizure, focal onset" EXACT []
is_a: HP:0001250 ! Seizure

[Term]
id: HP:0000957
name: Caf\u00e9-au-lait spot
is_a: HP:0000118

[Term]
id: HP:0002391
name: obsolete Convulsions
is_obsolete: true

[Term]
id: HP:0002432
name: obsolete Fit disorder
is_obsolete: true
replaced_by: HP:0001250

[Term]
id: HP:0009999
name: obsolete Strange seizure
is_obsolete: true
consider: HP:0001250
consider: HP:0007359

[Term]
id: MONDO:0000001
name: Seizure of another ontology

[Typedef]
id: part_of
name: Seizure relation
`

export function obo(text: string): Promise<Ontology> {
  return parseObo(readLines(plainText(text, 'hp.obo')), 'hp.obo')
}

export function annotations(text: string): Promise<GeneAnnotations> {
  return parseGeneAnnotations(readLines(plainText(text, 'phenotype_to_genes.txt')), 'phenotype_to_genes.txt')
}
