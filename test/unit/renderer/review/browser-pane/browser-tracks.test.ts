import { describe, expect, it } from 'vitest'
import { browserTracks, waitingFiles } from '../../../../../renderer/review/browser-pane/browser-tracks.ts'
import { fakeCase, fakeFile } from '../../../../support/fake-case.ts'

const outline = (state: ReturnType<typeof fakeCase>) =>
  browserTracks(state).map((track) => (track.kind === 'genes' ? 'genes' : `${track.kind} ${track.label}`))

describe('tracks of a case', () => {
  it('shows genes, variants and the family in reading order', () => {
    expect(outline(fakeCase())).toEqual([
      'genes',
      'variants Variants',
      'alignments Proband',
      'alignments Mother',
      'alignments Father',
    ])
  })

  it('shows the intervals of a BED between genes and variants, by name when there are several', () => {
    const bed = fakeFile('targets.bed', { kind: 'bed', index: { state: 'not-needed' }, samples: [] })
    const other = { ...bed, id: 'f9', name: 'gaps.bed' }
    const vcf = fakeFile('trio.vcf.gz', { kind: 'vcf' })
    expect(outline(fakeCase({ files: [vcf, bed] })).slice(0, 3)).toEqual([
      'genes',
      'regions Regions',
      'variants Variants',
    ])
    expect(outline(fakeCase({ files: [bed, other] }))).toEqual([
      'genes',
      'regions targets.bed',
      'regions gaps.bed',
    ])
  })

  it('leaves out files whose index is not ready, and says which', () => {
    const files = [
      fakeFile('NA24385.bam'),
      fakeFile('NA24143.bam', { index: { state: 'building', task: 't1' } }),
    ]
    const state = fakeCase({ files })
    expect(outline(state)).toEqual(['genes', 'alignments Proband'])
    expect(waitingFiles(state).map((file) => file.name)).toEqual(['NA24143.bam'])
  })

  it('shows a BAM that names no sample, and a BAM of two samples once', () => {
    const state = fakeCase({ files: [fakeFile('lonely.bam', { samples: [] })], samples: [] })
    expect(outline(state)).toEqual(['genes', 'alignments lonely.bam'])
    const [proband, father] = fakeCase().samples
    if (!proband || !father) throw new Error('the fake case has samples')
    const shared = { ...father, alignments: proband.alignments }
    expect(outline(fakeCase({ files: [fakeFile('NA24385.bam')], samples: [proband, shared] }))).toEqual([
      'genes',
      'alignments Proband',
    ])
  })

  it('calls genotype columns by role', () => {
    const track = browserTracks(fakeCase()).find((candidate) => candidate.kind === 'variants')
    expect(track).toMatchObject({
      samples: [
        { label: 'Proband', place: 0 },
        { label: 'Mother', place: 1 },
        { label: 'Father', place: 2 },
      ],
    })
  })

  it('orders genotype rows as people read a family, whatever order the file has', () => {
    const files = [fakeFile('trio.vcf.gz', { kind: 'vcf', samples: ['NA24149', 'NA24385', 'NA24143'] })]
    const track = browserTracks(fakeCase({ files })).find((candidate) => candidate.kind === 'variants')
    expect(track).toMatchObject({
      samples: [
        { label: 'Proband', place: 1 },
        { label: 'Mother', place: 2 },
        { label: 'Father', place: 0 },
      ],
    })
  })

  it('names the file of a variant track where there are several', () => {
    const files = ['a.vcf', 'b.vcf'].map((name) => fakeFile(name, { kind: 'vcf' }))
    expect(outline(fakeCase({ files, samples: [] }))).toEqual(['genes', 'variants a.vcf', 'variants b.vcf'])
  })
})
