import { expect, it } from 'vitest'
import { modeOfInheritance } from '../../../../shared/panel/mode-of-inheritance.ts'

// The choices PanelApp offers.
it.each([
  ['MONOALLELIC, autosomal or pseudoautosomal, NOT imprinted', 'monoallelic'],
  [
    'MONOALLELIC, autosomal or pseudoautosomal, maternally imprinted (paternal allele expressed)',
    'monoallelic',
  ],
  ['MONOALLELIC, autosomal or pseudoautosomal, imprinted status unknown', 'monoallelic'],
  ['BIALLELIC, autosomal or pseudoautosomal', 'biallelic'],
  ['BOTH monoallelic and biallelic, autosomal or pseudoautosomal', 'both'],
  [
    'BOTH monoallelic and biallelic (but BIALLELIC mutations cause a more SEVERE disease form), autosomal or pseudoautosomal',
    'both',
  ],
  ['X-LINKED: hemizygous mutation in males, biallelic mutations in females', 'x-linked-biallelic'],
  [
    'X-LINKED: hemizygous mutation in males, monoallelic mutations in females may cause disease (may be less severe, later onset than males)',
    'x-linked-monoallelic',
  ],
  ['MITOCHONDRIAL', 'mitochondrial'],
  ['Unknown', 'unknown'],
  ['', 'unknown'],
  [null, 'unknown'],
  ['Other', 'other'],
  ['Other - please specify in evaluation comments', 'other'],
  ['X-linked dominant', 'other'],
])('%s', (text, mode) => expect(modeOfInheritance(text)).toBe(mode))
