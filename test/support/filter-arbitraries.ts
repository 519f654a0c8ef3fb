import fc from 'fast-check'
import type { Comparison, Expression } from '../../shared/filter/expression.ts'
import {
  type VariantColumn,
  keyOfSampleColumn,
  SAMPLE_COLUMN_KEYS,
} from '../../shared/variant/variant-column.ts'

/** Without a place in a text: where a node stands is the parser's to say. */
const NOWHERE = { from: 0, to: 0 }

/** Nasty for queries, for quoting and for letters of other alphabets. */
export const NASTY_TEXTS = [
  "'; DROP TABLE variants; --",
  '"; DROP TABLE variants; --',
  "' OR '1'='1",
  '$1',
  '?',
  '%',
  '_',
  '\\',
  '\\\\"',
  '/* */',
  '\0',
  'İSTANBUL ΣΑΣ',
  '😀',
  '\uE000',
  'null',
] as const

const number = fc.oneof(
  fc.integer({ min: 0, max: 40 }),
  fc.constantFrom(0, 0.5, 0.001, 1e-7, 2147483647, 2147483648, 1e15, 9007199254740992, 1e300),
  fc.double({ min: 0, max: 1, noNaN: true }),
)
const text = fc.oneof(
  fc.constantFrom('PASS', 'pass', 'BRCA1', 'a;b', 'Pathogenic', 'chr1', ''),
  fc.constantFrom(...NASTY_TEXTS),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
)
const comparison = fc.constantFrom<Comparison>('==', '!=', '<', '<=', '>', '>=')

const numberNode = number.map((value): Expression => ({ kind: 'number', value, ...NOWHERE }))
const textNode = text.map((value): Expression => ({ kind: 'text', value, ...NOWHERE }))
const truthNode = fc.boolean().map((value): Expression => ({ kind: 'truth', value, ...NOWHERE }))

/** Any tree of the grammar, whether it means something or not. */
const sampleName = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_.-]{1,8}$/).map((name) => ({ name, quoted: false, ...NOWHERE })),
  text.map((name) => ({ name, quoted: true, ...NOWHERE })),
)
const ANY_NAME = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}$/)
  .filter((name) => !/^(?:or|and|not|in)$/i.test(name) && name !== 'true' && name !== 'false')
const notOfSample = ANY_NAME.filter((name) => !SAMPLE_COLUMN_KEYS.includes(name))

export const anyExpression: fc.Arbitrary<Expression> = fc.letrec<{ any: Expression }>((tie) => {
  const any = tie('any')
  return {
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(numberNode, textNode, truthNode),
      fc
        .oneof(
          ANY_NAME,
          ANY_NAME.map((id) => `info.${id}`),
          text.map((id) => `info.${id}`),
          text.map((id) => `format.${id}`),
        )
        .map((name): Expression => ({ kind: 'column', name, ...NOWHERE })),
      fc.record({
        kind: fc.constant('of-sample' as const),
        key: fc.oneof(
          fc.constantFrom(...SAMPLE_COLUMN_KEYS),
          ANY_NAME.map((id) => `format.${id}`),
          text.map((id) => `format.${id}`),
        ),
        samples: fc.array(sampleName, { maxLength: 2 }),
        from: fc.constant(0),
        to: fc.constant(0),
      }),
      fc
        .tuple(notOfSample, fc.array(any, { maxLength: 3 }))
        .map(([name, given]): Expression => ({ kind: 'call', name, arguments: given, ...NOWHERE })),
      fc
        .tuple(fc.constantFrom('not' as const, 'negative' as const), any)
        .map(([kind, operand]): Expression => ({ kind, operand, ...NOWHERE })),
      fc
        .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(any, { minLength: 2, maxLength: 4 }))
        .map(([kind, operands]): Expression => ({ kind, operands, ...NOWHERE })),
      fc.tuple(comparison, any, any).map(([operator, left, right]): Expression => ({
        kind: 'compare',
        operator,
        left,
        right,
        ...NOWHERE,
      })),
      fc
        .tuple(fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const), any, any)
        .map(([operator, left, right]): Expression => ({
          kind: 'arithmetic',
          operator,
          left,
          right,
          ...NOWHERE,
        })),
      fc
        .tuple(fc.boolean(), any, fc.array(any, { minLength: 1, maxLength: 3 }))
        .map(([negated, item, list]): Expression => ({ kind: 'in', negated, item, list, ...NOWHERE })),
    ),
  }
}).any

function columnNode(column: VariantColumn): Expression {
  if (column.sample === null) return { kind: 'column', name: column.name, ...NOWHERE }
  const key = keyOfSampleColumn(column.name, column.sample)
  const sample = { name: column.sample, quoted: true, ...NOWHERE }
  return { kind: 'of-sample', key, samples: [sample], ...NOWHERE }
}

const call = (name: string, given: Expression[]): Expression => ({
  kind: 'call',
  name,
  arguments: given,
  ...NOWHERE,
})

/** Filters that mean something for a file of these columns. */
export function conditions(columns: readonly VariantColumn[]): fc.Arbitrary<Expression> {
  const ofType = (...types: VariantColumn['type'][]): VariantColumn[] =>
    columns.filter(({ type }) => types.includes(type))
  const nodes = (...types: VariantColumn['type'][]): fc.Arbitrary<Expression> =>
    fc.constantFrom(...ofType(...types)).map(columnNode)

  const compared = (sides: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
    fc.oneof(
      fc.tuple(comparison, sides, sides).map(([operator, left, right]): Expression => ({
        kind: 'compare',
        operator,
        left,
        right,
        ...NOWHERE,
      })),
      fc
        .tuple(fc.boolean(), sides, fc.array(sides, { minLength: 1, maxLength: 4 }))
        .map(([negated, item, list]): Expression => ({ kind: 'in', negated, item, list, ...NOWHERE })),
    )

  const words = fc.constantFrom(...ofType('word')).chain((column) => {
    const word = fc
      .constantFrom(...column.words)
      .chain((each) =>
        fc.constantFrom(each, each.toLowerCase(), each.toUpperCase(), each.replaceAll('-', '_')),
      )
    const alike = ofType('word').filter((other) => other.words.join() === column.words.join())
    const wordNode = word.map((value): Expression => ({ kind: 'text', value, ...NOWHERE }))
    const list = fc.oneof(wordNode, fc.constantFrom(...alike).map(columnNode))
    const itself = columnNode(column)
    return fc.oneof(
      fc.tuple(comparison, list).map(([operator, right]): Expression => ({
        kind: 'compare',
        operator,
        left: itself,
        right,
        ...NOWHERE,
      })),
      fc
        .tuple(fc.boolean(), fc.array(list, { minLength: 1, maxLength: 4 }))
        .map(([negated, each]): Expression => ({
          kind: 'in',
          negated,
          item: itself,
          list: each,
          ...NOWHERE,
        })),
      fc
        .tuple(wordNode, fc.array(fc.constantFrom(...alike), { minLength: 1, maxLength: 3 }))
        .map(([item, each]): Expression => ({
          kind: 'in',
          negated: false,
          item,
          list: each.map(columnNode),
          ...NOWHERE,
        })),
    )
  })

  const region = fc
    .tuple(fc.constantFrom('chr1', 'chrM'), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 10 }))
    .chain(([contig, first, bases]) =>
      fc.constantFrom(contig, `${contig}:${first}`, `${contig}:${first}-${first + bases}`),
    )

  const wanted = text.map((value) => value.replaceAll(/[;&/,|]/g, '') || 'pathogenic')
  const functions = fc.oneof(
    fc
      .tuple(fc.constantFrom('missing', 'present'), fc.constantFrom(...columns))
      .map(([name, column]) => call(name, [columnNode(column)])),
    fc
      .tuple(fc.constantFrom('has', 'contains', 'starts'), nodes('text'), wanted)
      .map(([name, column, value]) => call(name, [column, { kind: 'text', value, ...NOWHERE }])),
    region.map((value) => call('within', [{ kind: 'text', value, ...NOWHERE }])),
  )

  return fc.letrec<{ condition: Expression; number: Expression }>((tie) => ({
    number: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      fc.oneof(numberNode, nodes('integer', 'number')),
      tie('number').map((operand): Expression => ({ kind: 'negative', operand, ...NOWHERE })),
      fc
        .tuple(
          fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const),
          tie('number'),
          tie('number'),
        )
        .map(([operator, left, right]): Expression => ({
          kind: 'arithmetic',
          operator,
          left,
          right,
          ...NOWHERE,
        })),
    ),
    condition: fc.oneof(
      { depthSize: 'medium', maxDepth: 4 },
      fc.oneof(
        nodes('flag'),
        truthNode,
        compared(tie('number')),
        compared(tie('number')),
        compared(fc.oneof(textNode, nodes('text'))),
        words,
        functions,
      ),
      tie('condition').map((operand): Expression => ({ kind: 'not', operand, ...NOWHERE })),
      fc
        .tuple(
          fc.constantFrom('and' as const, 'or' as const),
          fc.array(tie('condition'), { minLength: 2, maxLength: 4 }),
        )
        .map(([kind, operands]): Expression => ({ kind, operands, ...NOWHERE })),
      fc
        .tuple(fc.constantFrom('==' as const, '!=' as const), tie('condition'), tie('condition'))
        .map(([operator, left, right]): Expression => ({
          kind: 'compare',
          operator,
          left,
          right,
          ...NOWHERE,
        })),
    ),
  })).condition
}
