import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { panelOfTerms } from '../../../../electron/cli/hpo-terms.ts'
import { createCaseSession } from '../../../../electron/engine/case/case-session.ts'
import { buildGeneTable } from '../../../../electron/engine/genome/gene-table-builder.ts'
import { phenotypeCalls } from '../../../../electron/engine/phenotype/calls.ts'
import { createWorkerPool } from '../../../../electron/engine/work/worker-pool.ts'
import { caseStateSchema } from '../../../../shared/case/case-state.ts'
import {
  type CallInput,
  type CallOutput,
  type EngineCallName,
  engineCalls,
} from '../../../../shared/contract.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { gene } from '../genome/tables.ts'
import { SMALL_OBO } from './small-ontology.ts'

const folder = temporaryFolder()
const place = (name: string, bytes: string | Uint8Array): string => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

const GENES = `hpo_id\thpo_name\tncbi_gene_id\tgene_symbol\tdisease_id
HP:0001250\tSeizure\t6323\tSCN1A\tOMIM:607208
HP:0007359\tFocal-onset seizure\t8085\tMLL2\tOMIM:147920
HP:0000957\tCafé-au-lait spot\t4763\tNF1\tOMIM:162200
HP:0007359\tFocal-onset seizure\t4763\tNF1\tOMIM:162200
HP:0001250\tSeizure\t1\tNOGENE\tOMIM:1
HP:0001250\tSeizure\t2629\tGBA\tOMIM:2
HP:0000957\tCafé-au-lait spot\t2\tOTHERGENE\tOMIM:1
HP:0012345\tof another release\t6323\tSCN1A\tOMIM:1
`
const obo = place('hp.obo', SMALL_OBO)
const genes = place('phenotype_to_genes.txt', GENES)

const table = buildGeneTable(
  [
    gene('SCN1A', '2', 100, 200),
    gene('KMT2D', '12', 100, 200, { synonyms: ['MLL2'] }),
    gene('NF1', '17', 100, 200),
    gene('GBA1', '1', 100, 200, { synonyms: ['GBA'] }),
    gene('GBAP1', '1', 300, 400, { synonyms: ['GBA'] }),
  ],
  ['1', '2', '12', '17'],
)
const pool = createWorkerPool(new URL('../../../../electron/engine/work/worker.ts', import.meta.url), 1)
afterAll(() => pool.close())

const { signal } = new AbortController()
function openCase(session = createCaseSession()) {
  const calls = phenotypeCalls({ session, pool, roots: null, bundled: { genes: async () => table } })
  type Name = Extract<EngineCallName, keyof typeof calls>
  return {
    session,
    /** As it crosses the contract: what the schema does not know is not there. */
    async call<K extends Name>(name: K, input: CallInput<K>): Promise<CallOutput<K>> {
      const answer = await calls[name](input, signal)
      expect(engineCalls[name].output.parse(answer)).toEqual(answer)
      return answer
    },
    state: () => caseStateSchema.parse(session.state()),
  }
}
let open: ReturnType<typeof openCase>
beforeEach(() => {
  open = openCase()
  open.session.append({ kind: 'case-opened', id: 'c', label: 'c', synthetic: false, paths: [] })
})
const sentenceOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(() => null, errorOf)
  return error === null ? 'it was answered' : sentence(error)
}

describe('files of the HPO', () => {
  it('are known by their content, with release, counts and digest', async () => {
    expect(await open.call('phenotype.add', { paths: [genes, obo] })).toEqual({
      added: ['phenotype_to_genes.txt', 'hp.obo'],
      failed: [],
    })
    expect(open.state().phenotype.files).toMatchObject([
      { brings: 'genes', name: 'phenotype_to_genes.txt', version: null, date: null, count: 6 },
      {
        brings: 'terms',
        version: 'hp/releases/2024-12-12',
        date: '2024-12-12',
        // Three of the nine are obsolete.
        count: 6,
        digest: createHash('sha256').update(readFileSync(obo)).digest('hex'),
      },
    ])
  })

  it('take the place of one of their kind, and go', async () => {
    const older = place('older.txt.gz', gzipSync(`#version: 2020-03-27\n${GENES}`))
    await open.call('phenotype.add', { paths: [obo, genes, older] })
    expect(open.state().phenotype.files).toMatchObject([
      { name: 'hp.obo' },
      { name: 'older.txt.gz', compression: 'gzip', version: '2020-03-27', date: '2020-03-27' },
    ])
    await open.call('phenotype.remove', { brings: 'terms' })
    expect(open.state().phenotype.files.map(({ name }) => name)).toEqual(['older.txt.gz'])
  })

  it.each([
    ['hp.json', '{"graphs": []}', 'it is JSON. The terms are read from hp.obo'],
    ['hp.owl', '<?xml version="1.0"?>\n<rdf:RDF>', 'it is XML'],
    [
      'phenotype.hpoa',
      '#description: "x"\n#version: 2024\ndatabase_id\tdisease_name\thpo_id\n',
      'which has no genes',
    ],
    ['notes.txt', 'patient has seizures', 'it has neither [Term] stanzas nor columns'],
    ['table.tsv', 'a\tb\n1\t2\n', 'names no column hpo_id in line 1, only a, b'],
    ['picture.obo', '\x89PNG\r\n\x1a\n', 'PNG image'],
    ['go.obo', 'format-version: 1.2\n\n[Term]\nid: GO:0000001\n', 'none of its terms is an HP: term'],
    ['cut.txt', 'hpo_id\tgene_symbol\nHP:0001250\n', 'line 2: it has no gene symbol'],
  ])('%s is refused by name, and the others are taken', async (name, text, words) => {
    const path = place(name, Buffer.from(text, 'latin1'))
    const { added, failed } = await open.call('phenotype.add', { paths: [path, obo] })
    expect(added).toEqual(['hp.obo'])
    const [first] = failed
    if (first === undefined) throw new Error('it was taken')
    expect(sentence(first.error)).toContain(name)
    expect(sentence(first.error)).toContain(words)
  })

  it('that changed meanwhile are not read as what they were', async () => {
    const path = place('changing.obo', SMALL_OBO)
    await open.call('phenotype.add', { paths: [path] })
    // Another engine with the case's events, as after a restart.
    const again = openCase()
    again.session.resume(null, open.session.log())
    expect((await again.call('phenotype.search', { text: 'seizure', limit: 1 })).terms).toHaveLength(1)
    utimesSync(path, 1, 1)
    const third = openCase()
    third.session.resume(null, open.session.log())
    expect(await sentenceOf(third.call('phenotype.search', { text: 'seizure', limit: 1 }))).toContain(
      'changing.obo',
    )
  })
})

describe('terms of a case', () => {
  it('are found, chosen in any way they are written, and said what they stand for', async () => {
    await open.call('phenotype.add', { paths: [obo] })
    const { terms } = await open.call('phenotype.search', { text: 'fits so', limit: 5 })
    expect(terms).toMatchObject([{ id: 'HP:0001250', via: 'Fits "so called"' }])
    await open.call('phenotype.choose', {
      terms: ['hp:1250', 'HP:0001250', 'HP:0002432', 'HP:0009999', 'HP:7654321'],
    })
    expect(open.state().phenotype.chosen).toEqual([
      { id: 'HP:0001250', name: 'Seizure' },
      { id: 'HP:0002432', name: 'obsolete Fit disorder' },
      { id: 'HP:0009999', name: 'obsolete Strange seizure' },
      { id: 'HP:7654321', name: null },
    ])
    const said = await open.call('phenotype.chosen', {})
    expect(said).toMatchObject({
      genes: null,
      unmatched: 0,
      terms: [
        { standing: 'current', genes: null },
        { standing: 'replaced', current: { id: 'HP:0001250', name: 'Seizure' } },
        { standing: 'obsolete', current: null, consider: [{ id: 'HP:0001250' }, { id: 'HP:0007359' }] },
        { standing: 'unknown', current: null },
      ],
    })
    await open.call('phenotype.add', { paths: [genes] })
    expect(await open.call('phenotype.chosen', {})).toMatchObject({
      genes: 3,
      unmatched: 1,
      terms: [{ genes: 3 }, { genes: 3 }, { genes: 0 }, { genes: 0 }],
    })
  })

  it('stay when the files go', async () => {
    await open.call('phenotype.add', { paths: [obo] })
    await open.call('phenotype.choose', { terms: ['HP:0001250'] })
    await open.call('phenotype.remove', { brings: 'terms' })
    await open.call('phenotype.choose', { terms: ['HP:0001250', 'HP:0000957'] })
    expect(open.state().phenotype.chosen).toEqual([
      { id: 'HP:0001250', name: 'Seizure' },
      { id: 'HP:0000957', name: null },
    ])
    expect(await open.call('phenotype.chosen', {})).toEqual({ terms: [], genes: null, unmatched: 0 })
  })

  it('are refused in sentences', async () => {
    expect(await sentenceOf(open.call('phenotype.choose', { terms: ['seizure'] }))).toContain(
      '"seizure" is no id',
    )
    expect(await sentenceOf(open.call('phenotype.search', { text: 'x', limit: 1 }))).toContain('Bring hp.obo')
    await open.call('phenotype.add', { paths: [obo] })
    expect(await sentenceOf(open.call('phenotype.usePanel', {}))).toContain('Bring phenotype_to_genes.txt')
    await open.call('phenotype.add', { paths: [genes] })
    await open.call('phenotype.choose', { terms: ['HP:0009999'] })
    expect(await sentenceOf(open.call('phenotype.usePanel', {}))).toContain('has no gene for HP:0009999')
  })
})

describe('a panel of terms', () => {
  it('has each gene with its terms, the release, and every name that is no gene', async () => {
    await open.call('phenotype.add', { paths: [obo, genes] })
    await open.call('phenotype.choose', { terms: ['HP:0001250', 'HP:0000957', 'HP:7654321'] })
    const { digest } = await open.call('phenotype.usePanel', {})
    const [used, ...more] = open.state().panels
    expect(more).toEqual([])
    expect(used).toMatchObject({
      inUse: true,
      panel: {
        name: 'HPO: 3 terms',
        source: 'HPO',
        version: 'hp/releases/2024-12-12',
        date: '2024-12-12',
        digest,
        // Most terms first.
        genes: [
          { symbol: 'NF1', terms: ['HP:0001250', 'HP:0000957'], confidence: 'none' },
          { symbol: 'KMT2D', written: 'MLL2', terms: ['HP:0001250'] },
          { symbol: 'SCN1A', terms: ['HP:0001250'] },
        ],
        terms: [
          { id: 'HP:0001250', name: 'Seizure', genes: 3 },
          { id: 'HP:0000957', name: 'Café-au-lait spot', genes: 1 },
          { id: 'HP:7654321', name: null, genes: null },
        ],
        unrecognised: [{ written: 'NOGENE' }, { written: 'OTHERGENE' }],
        ambiguous: [{ written: 'GBA', candidates: ['GBA1', 'GBAP1'] }],
        resolved: [{ written: 'MLL2', symbol: 'KMT2D' }],
      },
    })
  })

  it('counts a term and the one that replaced it as one', async () => {
    await open.call('phenotype.add', { paths: [obo, genes] })
    await open.call('phenotype.choose', { terms: ['HP:0001250', 'HP:0002432', 'HP:0000957'] })
    await open.call('phenotype.usePanel', {})
    expect(open.state().panels[0]?.panel).toMatchObject({
      genes: [
        { symbol: 'NF1', terms: ['HP:0001250', 'HP:0000957'] },
        { symbol: 'KMT2D', terms: ['HP:0001250'] },
        { symbol: 'SCN1A', terms: ['HP:0001250'] },
      ],
      terms: [{ genes: 3 }, { id: 'HP:0002432', genes: 3 }, { id: 'HP:0000957', genes: 1 }],
    })
  })

  it('takes the place of the one before, and is the same for the same terms in any order', async () => {
    await open.call('phenotype.add', { paths: [obo, genes] })
    const digests: string[] = []
    for (const terms of [['HP:0001250', 'HP:0000957'], ['HP:0000957', 'HP:0001250'], ['HP:0000957']]) {
      await open.call('phenotype.choose', { terms })
      digests.push((await open.call('phenotype.usePanel', {})).digest)
    }
    expect(digests[0]).toBe(digests[1])
    expect(digests[2]).not.toBe(digests[1])
    expect(open.state().panels.map(({ panel }) => panel.name)).toEqual(['HPO: 1 term'])
  })

  it('is the same on the command line', async () => {
    await open.call('phenotype.add', { paths: [obo, genes] })
    await open.call('phenotype.choose', { terms: ['HP:0001250', 'HP:0000957'] })
    await open.call('phenotype.usePanel', {})
    const panel = await panelOfTerms({ ids: ['HP:0001250', 'HP:0000957'], obo, genes }, table)
    expect(panel).toEqual(open.state().panels[0]?.panel)
    expect(await sentenceOf(panelOfTerms({ ids: ['HP:0001250'], obo: genes, genes }, table))).toContain(
      'phenotype_to_genes.txt cannot be read as hp.obo: it has genes, not terms',
    )
  })
})
