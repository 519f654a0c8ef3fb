import type { Compression } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { hpoNumber } from '../../../shared/phenotype/hpo-id.ts'
import { openByteSource } from '../files/byte-source.ts'
import { textBlocks } from '../files/text/text-blocks.ts'
import { type TextLine, readLines } from '../files/text/text-lines.ts'
import { type JobContext, unobserved } from '../work/job.ts'
import { type Ontology, type TermDraft, buildOntology } from './ontology.ts'

const FORMAT = 'HPO terms (hp.obo)'

/** `"Seizures" EXACT layperson []`: the text between the quotes, with OBO's escapes undone. */
function quotedText(value: string): string | null {
  const text = /^"((?:[^"\\]|\\.)*)"/.exec(value)?.[1]
  return text === undefined ? null : unescaped(text)
}

function unescaped(text: string): string {
  return text.includes('\\')
    ? text.replaceAll(/\\(.)/g, (_, letter: string) => (letter === 'n' || letter === 't' ? ' ' : letter))
    : text
}

/** The number of `HP:0000118 ! Phenotypic abnormality {source="x"}`; null for terms of other ontologies. */
const numberOf = (value: string): number | null => hpoNumber(/^\S+/.exec(value)?.[0] ?? '')

type Collected = { version: string | null; terms: TermDraft[]; stanzas: number }

/** Reads lines in order; `term` is the stanza being read, null outside of `[Term]`. */
function collector(): { take(line: string, number: number, file: string): void; collected: Collected } {
  const collected: Collected = { version: null, terms: [], stanzas: 0 }
  let inTerm = false
  let term: TermDraft | null = null
  const list = (into: number[] | undefined, value: string): void => {
    const number = numberOf(value)
    if (number !== null) into?.push(number)
  }
  const take = (line: string, number: number, file: string): void => {
    if (line.startsWith('[')) {
      inTerm = line.startsWith('[Term]')
      term = null
      collected.stanzas++
      return
    }
    const colon = line.indexOf(': ')
    if (colon < 0) return
    const key = line.slice(0, colon)
    const value = line.slice(colon + 2)
    if (collected.stanzas === 0 && key === 'data-version') collected.version = value.trim()
    if (!inTerm) return
    if (key === 'id') {
      const id = numberOf(value)
      term =
        id === null
          ? null
          : {
              number: id,
              name: '',
              synonyms: [],
              parents: [],
              former: [],
              obsolete: false,
              replacedBy: null,
              consider: [],
            }
      if (term) collected.terms.push(term)
      return
    }
    if (term === null) return
    switch (key) {
      case 'name':
        term.name = unescaped(value.trim())
        break
      case 'synonym': {
        const text = quotedText(value)
        if (text === null) {
          const detail = `the synonym of ${term.name} is not in quotes`
          throw new Fault({ kind: 'text/bad-line', file, format: FORMAT, line: number, detail })
        }
        if (text !== '') term.synonyms.push(text)
        break
      }
      case 'is_a':
        list(term.parents, value)
        break
      case 'alt_id':
        list(term.former, value)
        break
      case 'consider':
        list(term.consider, value)
        break
      case 'is_obsolete':
        term.obsolete = value.trim() === 'true'
        break
      case 'replaced_by':
        term.replacedBy = numberOf(value)
        break
    }
  }
  return { take, collected }
}

/**
 * Reads `hp.obo` out of its lines: terms with names, synonyms, what is above them and what replaced them.
 *
 * @throws Fault `text/other-format` when there is no HPO term in it, `text/bad-line`
 * @see https://owlcollab.github.io/oboformat/doc/GO.format.obo-1_4.html
 */
export async function parseObo(batches: AsyncIterable<readonly TextLine[]>, file: string): Promise<Ontology> {
  const reader = collector()
  for await (const lines of batches)
    for (const { bytes, number } of lines)
      reader.take(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'), number, file)
  const { collected } = reader
  if (collected.terms.length === 0) {
    const detail =
      collected.stanzas === 0 ? 'there are no [Term] stanzas in it' : 'none of its terms is an HP: term'
    throw new Fault({ kind: 'text/other-format', file, format: FORMAT, detail })
  }
  return buildOntology(collected.terms, collected.version)
}

/**
 * Reads the user's `hp.obo`, plain or compressed: a job for a worker.
 *
 * @throws Fault as {@link parseObo}; `file/…`, `gzip/…`, `bgzf/…`, `task/cancelled`
 */
export async function readOntology(
  { path, compression }: { readonly path: string; readonly compression: Compression },
  context: JobContext = unobserved,
): Promise<Ontology> {
  const source = await openByteSource(path)
  try {
    return await parseObo(readLines(textBlocks(source, compression), { signal: context.signal }), path)
  } finally {
    await source.close()
  }
}
