import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { useCase, useVariants } from '../../app/session-context.tsx'
import { GenotypeGlyph } from '../../ui/genotype-glyph.tsx'
import { genotypeWords } from '../words/genotype-words.ts'
import { ROLE_NAMES, type SampleColumn, sampleColumns } from '../words/sample-columns.ts'
import { changeText, placeText } from '../words/variant-words.ts'

/** Samples whose genotypes there is room for. */
const SHOWN = 4

/** A variant that was found: gene, change, what the samples have, place. */
export function VariantOption({ row }: { row: VariantRow }) {
  const samples = useCase((s) => s.current?.samples)
  const listed = useVariants((s) => s.samples)
  const columns = sampleColumns(samples ?? [], listed)
  return (
    <>
      <span className="offer-name">{row.consequence?.gene ?? 'Variant'}</span>
      <span className="mono option-change">{changeText(row)}</span>
      <span className="option-genotypes">
        {columns.slice(0, SHOWN).map((column) => (
          <Genotype key={column.name} row={row} column={column} />
        ))}
        {columns.length > SHOWN && <span className="muted">+{columns.length - SHOWN}</span>}
      </span>
      <span className="offer-aside">{placeText(row)}</span>
    </>
  )
}

function Genotype({ row, column: { name, role, letter, place } }: { row: VariantRow; column: SampleColumn }) {
  const genotype = row.genotypes[place]
  if (!genotype) return null
  const words = `${role === null || role === 'other' ? name : ROLE_NAMES[role]}: ${genotypeWords(genotype)}`
  return (
    <span title={words}>
      <span aria-hidden="true">{letter}</span>
      <GenotypeGlyph state={genotype.state} size={14} />
      <span className="visually-hidden">{words}</span>
    </span>
  )
}
