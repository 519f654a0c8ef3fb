import { describe, expect, it, test } from 'vitest'
import { panelFacts, panelReport } from '../../../../../renderer/app/overlays/panel-words.ts'
import {
  hpoFileFacts,
  panelOfTerms,
  pastedIds,
  standingText,
} from '../../../../../renderer/app/overlays/phenotype-words.ts'
import type { Panel, PanelGene } from '../../../../../shared/panel/panel.ts'
import type { ChosenTerm, HpoFile } from '../../../../../shared/phenotype/hpo.ts'

const gene = (symbol: string, more: Partial<PanelGene> = {}): PanelGene => ({
  symbol,
  written: symbol,
  confidence: 'none',
  modeOfInheritance: null,
  moi: 'unknown',
  ensembl: null,
  hgnc: null,
  ...more,
})
const panel = (more: Partial<Panel>): Panel => ({
  name: 'P',
  id: null,
  version: null,
  date: null,
  source: 'gene list',
  digest: 'd',
  genes: [],
  regions: [],
  unrecognised: [],
  resolved: [],
  ambiguous: [],
  repeated: [],
  ...more,
})
const HPO = panel({
  name: 'HPO: 2 terms',
  source: 'HPO',
  version: 'hp/releases/2024-12-12',
  date: '2024-12-12',
  genes: [
    gene('NF1', { terms: ['HP:1', 'HP:2'] }),
    gene('B', { terms: ['HP:2'] }),
    gene('A', { terms: ['HP:1'] }),
  ],
  terms: [
    { id: 'HP:1', name: 'One', genes: 2 },
    { id: 'HP:2', name: null, genes: null },
  ],
})

describe('a panel', () => {
  it('says what it is: nothing that the file does not say is left out in silence', () => {
    expect(panelFacts(panel({ genes: [gene('A', { confidence: 'green' }), gene('B')] }))).toBe(
      'gene list · no version given · no date given · 2 genes (1 green)',
    )
    // A release that is its date is said once.
    expect(panelFacts(HPO)).toBe('HPO · version hp/releases/2024-12-12 · 3 genes')
  })

  it('of terms says what they are and how many lead to each gene', () => {
    expect(panelReport(HPO)).toEqual([
      { title: '2 HPO terms', lines: ['HP:1 One: 2 genes', 'HP:2: no gene, not in use'] },
      { title: '1 gene from 2 of the 2 terms', lines: ['NF1'] },
      { title: '2 genes from 1 of the 2 terms', lines: ['A', 'B'] },
    ])
    expect(panelReport(panel({}))).toEqual([])
  })
})

const term = (more: Partial<ChosenTerm>): ChosenTerm => ({
  id: 'HP:0000001',
  name: 'Fit',
  standing: 'current',
  current: null,
  consider: [],
  genes: 3,
  ...more,
})
test.each([
  [{}, null],
  [{ genes: null }, null],
  [{ genes: 0 }, 'Fit (HP:0000001) leads to no gene.'],
  [
    { standing: 'replaced', current: { id: 'HP:0001250', name: 'Seizure' } },
    'Fit (HP:0000001) is no longer in use: Seizure (HP:0001250) stands for it, and its genes are used.',
  ],
  [
    { standing: 'obsolete' },
    'Fit (HP:0000001) is no longer in use and no term stands for it: it leads to no gene.',
  ],
  [{ standing: 'unknown', name: null }, 'HP:0000001 is not in this release of the HPO and leads to no gene.'],
] as const)('a term that stands as %j: %s', (more, words) => expect(standingText(term(more))).toBe(words))

test('a file says its release, or that it gives none', () => {
  const file: HpoFile = {
    identity: { path: '/x', size: 1, mtimeMs: 1, headDigest: '' },
    name: 'x',
    compression: 'none',
    brings: 'terms',
    version: 'hp/releases/2024-12-12',
    date: '2024-12-12',
    digest: 'd',
    count: 19034,
  }
  expect(hpoFileFacts(file)).toBe('HPO terms · release 2024-12-12 · 19,034 terms')
  expect(hpoFileFacts({ ...file, brings: 'genes', version: null, date: null, count: 1 })).toBe(
    'Genes of the terms · the file gives no release · 1 gene',
  )
  const files = [file]
  const chosen = [
    { id: 'HP:2', name: null },
    { id: 'HP:1', name: 'One' },
  ]
  expect(panelOfTerms([{ panel: panel({}), inUse: true }], { files, chosen })).toBeNull()
  const panels = [
    { panel: panel({}), inUse: true },
    { panel: HPO, inUse: false },
  ]
  expect(panelOfTerms(panels, { files, chosen })).toEqual({
    name: 'HPO: 2 terms',
    inUse: false,
    isCurrent: true,
  })
  expect(panelOfTerms(panels, { files, chosen: chosen.slice(1) })?.isCurrent).toBe(false)
  const other = [{ ...file, version: 'hp/releases/2025-05-06' }]
  expect(panelOfTerms(panels, { files: other, chosen })?.isCurrent).toBe(false)
})

test.each([
  ['HP:0001250', ['HP:0001250']],
  ['HP:0001250, hp_252;HP:1\n', ['HP:0001250', 'hp_252', 'HP:1']],
  ['seizure HP:0001250', null],
  ['1250', null],
  ['', null],
])('%j is the ids %j', (text, ids) => expect(pastedIds(text)).toEqual(ids))
